// What is said of people of two cases reaches the office: also after a restore, and as cargo.
#include "server-stub/service/brought_cargo.h"
#include "sync/store/same_words.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using schema::same_person::Answer;
using State = store::SameWords::State;

namespace {
/// A person in each of two cases, which both tablets hold.
struct SameWordWorld : TwoTablets {
    CaseId second = hub.addCase("DA-2", "Case two");
    RecordKey una{Scope::ofCase(caseId),
                  hub.addRecord(caseId, "person", "legal_name", Value::text("Una Hale"))};
    RecordKey also{Scope::ofCase(second),
                   hub.addRecord(second, "person", "legal_name", Value::text("Una Brown"))};

    SameWordWorld() : TwoTablets(41)
    {
        hub.assign(second, idva, kMarac);
        hub.assign(second, coordinator, kMarac);
        syncAll();
    }
    SameWord word(const crypto::SigningKey& key)
    {
        SameWord made;
        made.one = una;
        made.other = also;
        made.answer = Answer::Same;
        made.why = "Her NHS card";
        must(sign(made, key, random));
        return made;
    }
    static std::map<SameWordId, State> statesAt(store::Database& db)
    {
        std::map<SameWordId, State> states;
        for (const auto& row : must(store::SameWords(db).all())) states[row.word.id] = row.state;
        return states;
    }
};
} // namespace

TEST_CASE("a hub put back from its backup is told again what was said of people of two cases")
{
    SameWordWorld w;
    const auto said = w.word(w.one.actorKey);
    must(w.one.replica->say(said));
    w.syncAll();
    // And the coordinator had the office say it.
    const auto asked = w.word(w.hub.core.keys.actor);
    must(store::SameWords(w.hub.core.db).put(asked, State::Taken));
    w.hub.core.idle.clear();
    w.syncAll();
    const std::map<SameWordId, State> both{{said.id, State::Taken}, {asked.id, State::Taken}};
    REQUIRE(SameWordWorld::statesAt(w.two.db) == both);
    must(w.hub.db.exec("DELETE FROM same_word")); // the backup is of before
    w.hub.beginAnew();
    must(w.two.sync(w.hub)); // comes first, and wrote none of it
    must(w.two.sync(w.hub));
    CHECK(SameWordWorld::statesAt(w.hub.db) == both);
    w.syncAll();
    CHECK(SameWordWorld::statesAt(w.one.db) == both);
    CHECK(SameWordWorld::statesAt(w.two.db) == both);
}

TEST_CASE("a word whose author the hub does not know waits, and ends no round")
{
    SameWordWorld w;
    must(w.one.replica->say(w.word(must(crypto::SigningKey::generate(w.random)))));
    must(w.one.set(w.action, "text", Value::text("Fit two locks")));
    CHECK(must(w.one.sync(w.hub)).pushed == 1);
    CHECK(SameWordWorld::statesAt(w.hub.db).empty());
    CHECK(SameWordWorld::statesAt(w.one.db).begin()->second == State::Unsent);
}

TEST_CASE("a word that lies in cargo is taken once the office has the people it is of")
{
    SameWordWorld w;
    auto word = w.word(w.one.actorKey);
    const auto bring = [&] {
        const auto record = must(store::sealCargo(w.hub.core.keys.certificate,
                                                  {store::CargoKind::SameWord, {}, encode(word)}));
        hub::CargoLog log;
        auto transaction = must(store::Transaction::begin(w.hub.db));
        const auto outcome = must(hub::takeCargo(w.hub.core, record, log));
        must(transaction.commit());
        return outcome;
    };
    CHECK(bring() == wire::CargoOutcome::Taken);
    CHECK(bring() == wire::CargoOutcome::Taken);
    CHECK(SameWordWorld::statesAt(w.hub.db) ==
          std::map<SameWordId, State>{{word.id, State::Taken}});
    // Of somebody who was added on a tablet that has not handed it in yet.
    const auto known = word;
    word.one.id = must(w.random.id<RecordId>());
    must(sign(word, w.one.actorKey, w.random));
    CHECK(bring() == wire::CargoOutcome::Waiting);
    word = known;
    must(sign(word, w.one.actorKey, w.random));
    word.why = "Another reason"; // than was signed
    CHECK(bring() == wire::CargoOutcome::Refused);
    CHECK(SameWordWorld::statesAt(w.hub.db).size() == 1);
}
