// Search before create: who may be the same is shown first, and what is answered is kept.
#include "client/work/person_work.h"

#include "server-stub/service/linked_people.h"
#include "server-stub/service/people_list.h"
#include "shared/base/civil.h"
#include "shared/schema/person_fields.h"
#include "tests/support/two_tablets.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;
using schema::same_person::Answer;

namespace {
constexpr auto kAllParts = {schema::Compartment::Visit, schema::Compartment::Core,
                            schema::Compartment::Safety, schema::Compartment::Care};

/// Two cases; one tablet has both, the other only the first.
struct SameWorld : TwoTablets {
    CaseId second = hub.addCase("DA-2", "Case two");
    Casework mine{*one.replica, clock};
    Casework theirs{*two.replica, clock};
    PersonWork people{mine};

    SameWorld() : TwoTablets(31)
    {
        hub.assign(caseId, idva, kAllParts);
        hub.assign(second, idva, kAllParts);
        for (auto* tablet : {&one, &two}) // as set-up does
            must(tablet->replica->state().putActor(tablet->replica->author().actor,
                                                   {tablet->actorKey.publicKey(), tablet->person}));
        syncAll();
    }
    Result<SaveAnswer> add(Casework& work, std::string_view ref, std::string_view type,
                           const std::vector<std::string>& typed,
                           const std::vector<SameAnswer>& answers = {})
    {
        LAPWING_ASSIGN(auto record, made(work, ref, type, typed));
        return work.save({std::move(record)}, answers);
    }
    static Result<store::RecordSave> made(Casework& work, std::string_view ref,
                                          std::string_view type,
                                          const std::vector<std::string>& typed)
    {
        LAPWING_ASSIGN(const auto editing, work.begin(ref, type));
        std::vector<FieldEntry> entries;
        for (const auto& text : typed) entries.push_back(must(parseEntry(text)));
        return work.typed(editing, entries, {});
    }
    RecordKey person(std::string_view ref, const std::vector<std::string>& typed,
                     const std::vector<SameAnswer>& answers = {})
    {
        return must(add(mine, ref, "person", typed, answers)).saved.record;
    }
    /// "DA-1: the same name", for each who may be the same.
    std::vector<std::string> like(std::string_view ref, std::string_view type,
                                  const std::vector<std::string>& typed)
    {
        std::vector<std::string> all;
        const auto record = must(made(mine, ref, type, typed));
        for (const auto& each : must(mine.mayBeSame({&record, 1})))
            all.push_back(each.caseRef + ": " + std::string(rules::inWords(each.because.front())));
        return all;
    }
};
using Texts = std::vector<std::string>;
} // namespace

TEST_CASE("who may be the same is found before somebody is added, by any spelling, in any case")
{
    SameWorld w;
    const auto una = w.person("DA-1", {"legal_name=Una O’Brien-Hale", "dob=1988-03-04",
                                       "aliases=Big U, Nan", "nhs_no=943 476 5919"});
    const auto like = [&](const std::vector<std::string>& typed) {
        return w.like("DA-2", "person", typed);
    };
    CHECK(like({"legal_name=hale obrien una", "dob=1988-03-04"}) ==
          Texts{"DA-1: the same name and birth day"});
    CHECK(like({"legal_name=Una OBrien Hale", "dob=1988-03-05"}) ==
          Texts{"DA-1: the same name, and a birth day that is nearly the same"});
    CHECK(like({"legal_name=Una OBrien Hale", "dob=1988-04-03"}) ==
          Texts{"DA-1: the same name, and a birth day that is nearly the same"});
    CHECK(like({"legal_name=Una O'Brian-Hale", "dob=1988-03-04"}) ==
          Texts{"DA-1: the same birth day, and a name one letter off"});
    CHECK(like({"legal_name=Una Brown", "dob=1988-03-04"}) ==
          Texts{"DA-1: the same birth day, and a part of the name"});
    CHECK(like({"legal_name=Big U"}) == Texts{"DA-1: the same name"});
    CHECK(like({"legal_name=Jo", "nhs_no=9434765919"}) == Texts{"DA-1: the same NHS number"});
    CHECK(like({"legal_name=Una Brown", "dob=1988-03-05"}).empty());
    CHECK(like({"legal_name=Una"}).empty());

    const auto refused = w.add(w.mine, "DA-2", "person", {"legal_name=Una O'Brien-Hale"});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Conflict);
    CHECK(must(w.mine.openCase("DA-2")).records.size() == 1); // the case
    CHECK(w.add(w.mine, "DA-2", "person", {"legal_name=Una O'Brien-Hale"},
                {{una, Answer::NotSure, "Rang, no answer"}})
              .ok());
}

TEST_CASE("a one-word name with a slip is found by its birth day")
{
    SameWorld w;
    w.person("DA-1", {"legal_name=Ermintrude", "dob=1988-03-04"});
    CHECK(w.like("DA-2", "person", {"legal_name=Ermintrud", "dob=1988-03-04"}) ==
          Texts{"DA-1: the same birth day, and a name one letter off"});
}

TEST_CASE("a number or an address of somebody in another case is shown before it is added")
{
    SameWorld w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale"});
    const auto ed = w.person("DA-2", {"legal_name=Ed Brown"});
    must(w.add(w.mine, "DA-1", "contact_point", {"person=" + una.id.hex(), "value=07700 900123"}));
    must(w.add(w.mine, "DA-1", "address",
               {"person=" + una.id.hex(), "lines=4 Reed Street", "postcode=SE15 4QX"}));
    const auto whose = "person=" + ed.id.hex();
    CHECK(w.like("DA-2", "contact_point", {whose, "value=+44 7700 900123 (mum)"}) ==
          Texts{"DA-1: the same number or email"});
    CHECK(w.like("DA-2", "address", {whose, "lines=4, reed street", "postcode=se154qx"}) ==
          Texts{"DA-1: the same address"});
    CHECK(w.like("DA-2", "address", {whose, "lines=5 Reed Street", "postcode=SE15 4QX"}).empty());
    // A household of one case shares both.
    const auto child = w.person("DA-1", {"legal_name=Kit Hale"});
    CHECK(
        w.like("DA-1", "contact_point", {"person=" + child.id.hex(), "value=07700900123"}).empty());
    // Once it is answered, it is not asked again.
    must(w.add(w.mine, "DA-2", "contact_point", {whose, "value=07700900123"},
               {{una, Answer::Different, "Her brother"}}));
    CHECK(w.like("DA-2", "address", {whose, "lines=4, reed street", "postcode=se154qx"}).empty());
}

TEST_CASE("while two versions of a name or a birth day stand, each finds the person")
{
    SameWorld w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale", "dob=1988-03-04"});
    w.syncAll();
    const auto set = [&](Casework& work, const Texts& typed) {
        std::vector<FieldEntry> entries;
        for (const auto& text : typed) entries.push_back(must(parseEntry(text)));
        must(work.save(must(work.edit(una)), entries, "told so"));
    };
    set(w.mine, {"legal_name=Una Stone", "dob=1990-10-10"});
    set(w.theirs, {"legal_name=Una Brown", "dob=1991-11-11"});
    w.syncAll();
    for (const auto* name : {"Una Stone", "Una Brown"})
        CHECK(w.like("DA-2", "person", {"legal_name=" + std::string(name)}) ==
              Texts{"DA-1: the same name"});
    for (const auto* day : {"1990-10-10", "1991-11-11"})
        CHECK(w.like("DA-2", "person", {"legal_name=Una Brown", "dob=" + std::string(day)}) ==
              Texts{"DA-1: the same name and birth day"});
}

TEST_CASE("what is said of two of one case is a record of it; who signed it said it")
{
    SameWorld w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale"});
    const auto also = w.person("DA-1", {"legal_name=Una Hale"}, {{una, Answer::Same, "Her card"}});
    w.syncAll();
    const auto said = must(saidOf(*w.two.replica, una.scope));
    REQUIRE(said.size() == 1);
    CHECK(isOfBoth(said[0], una, also));
    CHECK(said[0].answer == Answer::Same);
    CHECK(said[0].by == w.idva);
    CHECK(said[0].why == "Her card");
    // Not theirs to take back; its author's, for a reason, and then nothing stands anywhere.
    CHECK_FALSE(PersonWork(w.theirs).takeBack(said[0].id, "A namesake").ok());
    CHECK_FALSE(w.people.takeBack(said[0].id, "").ok());
    const auto undone = w.people.takeBack(said[0].id, "A namesake");
    CHECK_MESSAGE(undone.ok(), undone.error().text());
    CHECK_FALSE(w.people.takeBack(said[0].id, "A namesake").ok());
    w.syncAll();
    CHECK(must(saidOf(*w.two.replica, una.scope)).empty());
    CHECK(must(w.people.like(una)).size() == 1);
}

TEST_CASE("what is said of two cases is written in neither, and goes with either of them")
{
    SameWorld w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale"});
    const auto also = w.person("DA-2", {"legal_name=Una Hale"}, {{una, Answer::Same, "Her card"}});
    REQUIRE(must(saidOf(*w.one.replica, una.scope)).size() == 1);
    CHECK(must(w.people.read(una)).files == std::vector{also});
    CHECK(must(w.people.read(also)).files == std::vector{una});
    w.syncAll();
    // Who has only the one case holds nothing that names the other.
    for (const auto& row : must(w.two.replica->lists().recordsOf(w.caseId)))
        CHECK(row.type != schema::same_person::type.number);
    CHECK(must(saidOf(*w.two.replica, una.scope)).empty());
    CHECK_FALSE(w.people.say(una, {also, Answer::Merged, "One"}).ok());
    w.hub.unassign(w.second, w.idva);
    must(w.one.sync(w.hub));
    CHECK(must(store::SameWords(w.one.replica->database()).all()).empty());
}

namespace {
/// Both of Una's files, linked by the first tablet.
struct Linked : SameWorld {
    RecordKey una = person("DA-1", {"legal_name=Una Hale"});
    RecordKey also = person("DA-2", {"legal_name=Una Brown"});

    SameWord say(Answer answer, const std::string& why)
    {
        const auto said = must(people.say(una, {also, answer, why}));
        for (const auto& row : must(store::SameWords(one.replica->database()).all()))
            if (row.word.id.hex() == said.id) return row.word;
        return {};
    }
    [[nodiscard]] std::vector<store::SameWords::Row> told(SmallTablet& tablet)
    {
        return must(store::SameWords(tablet.replica->database()).all());
    }
    using State = store::SameWords::State;
};
} // namespace

TEST_CASE("what is said of two cases comes to everybody who holds both, and to nobody else")
{
    Linked w;
    const auto word = w.say(Answer::Same, "Her NHS card");
    w.syncAll();
    REQUIRE(w.told(w.one).size() == 1);
    CHECK(w.told(w.one)[0].state == Linked::State::Taken);
    CHECK(w.told(w.two).empty()); // holds the first case only
    w.hub.assign(w.second, w.coordinator, kAllParts);
    w.syncAll();
    REQUIRE(w.told(w.two).size() == 1);
    CHECK(w.told(w.two)[0].word.id == word.id);
    CHECK(must(PersonWork(w.theirs).read(w.una)).files == std::vector{w.also});
    // Undone by who said it: it stands nowhere.
    must(w.people.takeBack(word.id.hex(), "A namesake"));
    w.syncAll();
    w.syncAll();
    CHECK(must(PersonWork(w.theirs).read(w.una)).said.empty());
    CHECK(must(w.people.read(w.una)).said.empty());
}

TEST_CASE("a word of somebody who does not hold both cases is kept, and no other tablet is told")
{
    Linked w;
    w.syncAll();
    SameWord word;
    word.one = w.una;
    word.other = w.also;
    word.answer = Answer::Same;
    must(sign(word, w.two.actorKey, w.random));
    hub::LinkedPeople office(w.hub.core);
    CHECK(must(office.take(word)) == Linked::State::Kept);
    w.syncAll();
    CHECK(w.told(w.one).empty());
    CHECK(w.told(w.two).empty());
    auto forged = word;
    forged.answer = Answer::Different;
    CHECK(office.take(forged).error().code == ErrorCode::Malformed);
    // Of two cases that they do hold, but of nobody who is there.
    w.hub.assign(w.second, w.coordinator, kAllParts);
    word.other.id = RecordId{{9}};
    must(sign(word, w.two.actorKey, w.random));
    CHECK(must(office.take(word)) == Linked::State::Kept);
}

TEST_CASE("only who said it, or a coordinator of a panel of it, undoes a word at the hub")
{
    Linked w;
    w.hub.assign(w.second, w.coordinator, kAllParts);
    const auto idva = w.hub.addStaff("Mal Poe", access::Role::Idva);
    SmallTablet third{w.hub, idva, w.random, w.clock};
    for (const auto& of : {w.caseId, w.second}) w.hub.assign(of, idva, kAllParts);
    const auto word = w.say(Answer::Same, "Her NHS card");
    w.syncAll();
    hub::LinkedPeople office(w.hub.core);
    SameWord back = word;
    back.answer = Answer::Withdrawn;
    back.back = word.id;
    must(sign(back, third.actorKey, w.random));
    CHECK(must(office.take(back)) == Linked::State::Kept);
    CHECK(store::standingOf(must(store::SameWords(w.hub.core.db).all())).size() == 1);
    must(sign(back, w.two.actorKey, w.random));
    CHECK(must(office.take(back)) == Linked::State::Taken);
    CHECK(store::standingOf(must(store::SameWords(w.hub.core.db).all())).empty());
}

TEST_CASE("an incident tells of the referral in another file of somebody who was said to be one")
{
    Linked w;
    const auto him = w.person("DA-1", {"legal_name=Ed Stone"});
    const auto alsoHim = w.person("DA-2", {"legal_name=Edward Rock"});
    must(w.add(w.mine, "DA-1", "referral",
               {"submitted_on=2026-03-14", "state=accepted", "victim=" + w.una.id.hex(),
                "perpetrators=" + him.id.hex()}));
    const auto told = [&] {
        const auto answer =
            must(w.add(w.mine, "DA-2", "incident",
                       {"text=Heard", "occurred_on=2026-11-20", "victim=" + w.also.id.hex(),
                        "perpetrators=" + alsoHim.id.hex()}));
        return answer.notices.empty() ? std::string() : answer.notices.front().text;
    };
    CHECK(told().empty());
    const auto word = w.say(Answer::Same, "Her card");
    must(w.people.say(him, {alsoHim, Answer::Same, "His card"}));
    CHECK(told().find("This is a repeat") == 0);
    CHECK(told().find("That referral is in the file DA-1.") != std::string::npos);
    // Somebody else says they are two: the warning stays while one word says they are one.
    must(w.people.say(w.una, {w.also, Answer::Different, "Not her"}));
    CHECK(told().find("This is a repeat") == 0);
    must(w.people.takeBack(word.id.hex(), "A namesake"));
    CHECK(told().empty());
}

TEST_CASE("the office lists people of two cases who may be one; a coordinator of one says it")
{
    SameWorld w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale", "dob=1988-03-04"});
    w.syncAll();
    // Somebody who has the second case only adds her; their tablet is told nothing.
    const auto other = w.hub.addStaff("Mal Poe", access::Role::Idva);
    SmallTablet third{w.hub, other, w.random, w.clock};
    w.hub.assign(w.second, other, kAllParts);
    must(third.sync(w.hub));
    Casework work(*third.replica, w.clock);
    const auto also =
        must(w.add(work, "DA-2", "person", {"legal_name=Hale, Una", "dob=1988-03-04"}))
            .saved.record;
    must(third.sync(w.hub));
    must(third.sync(w.hub));
    CHECK(must(store::SameWords(third.replica->database()).all()).empty());

    const auto list = must(hub::peopleList(w.hub.core));
    REQUIRE(list.size() == 1);
    CHECK(list[0]["because"][0] == "the same name and birth day");
    CHECK(list[0]["one"]["case"] == "DA-1");
    CHECK(list[0]["other"]["case"] == "DA-2");
    const auto pair = *hub::PairName::fromHex(list[0]["pair"].get<std::string>());
    const auto decide = [&](const PersonId& by, const std::string& why) {
        return hub::decidePair(w.hub.core, {pair, true, by, why});
    };
    CHECK(decide(w.idva, "Asked").error().code == ErrorCode::Rejected);
    CHECK(decide(w.coordinator, "").error().code == ErrorCode::Rejected);
    REQUIRE(decide(w.coordinator, "Asked both").ok());
    CHECK(must(hub::peopleList(w.hub.core)).empty());
    CHECK(decide(w.coordinator, "Asked both").error().code == ErrorCode::NotFound);
    // Told to who holds both cases, and to nobody else.
    w.syncAll();
    must(third.sync(w.hub));
    CHECK(must(w.people.read(una)).files == std::vector{also});
    CHECK(must(store::SameWords(third.replica->database()).all()).empty());
    CHECK(must(store::SameWords(w.two.replica->database()).all()).empty());
}

TEST_CASE("merges made on two tablets into each other come out the same, and are undone later")
{
    SameWorld w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale"});
    const auto also = w.person("DA-1", {"legal_name=Una Hail"});
    w.syncAll();
    PersonWork theirs(w.theirs);
    CHECK_FALSE(w.people.say(una, {also, Answer::Merged, ""}).ok());
    const auto first = must(w.people.say(una, {also, Answer::Merged, "Entered twice"}));
    const auto second = must(theirs.say(also, {una, Answer::Merged, "Entered twice"}));
    w.syncAll();
    const auto kept = must(keptIn(*w.one.replica, una.scope));
    CHECK(kept == must(keptIn(*w.two.replica, una.scope)));
    REQUIRE(kept.size() == 1);
    CHECK(must(w.people.read(una)).kept == must(w.people.read(also)).kept);
    // Both are edited on; every version stays where it was written.
    for (const auto& key : {una, also}) {
        const FieldEntry entry{"language", FieldEntry::How::Set, key.id.hex()};
        must(w.mine.save(must(w.mine.edit(key)), std::vector{entry}, {}));
    }
    must(w.people.takeBack(first.id, "Two sisters"));
    must(theirs.takeBack(second.id, "Two sisters"));
    w.syncAll();
    CHECK(must(keptIn(*w.one.replica, una.scope)).empty());
    CHECK(must(keptIn(*w.two.replica, una.scope)).empty());
    for (const auto& key : {una, also}) {
        const auto form = must(w.two.replica->display(key));
        CHECK(form.read(schema::person::language.wire()).shown().front().value ==
              Value::text(key.id.hex()));
    }
}

TEST_CASE("a merge of somebody at risk and who may harm them is kept by the office")
{
    SameWorld w;
    const auto una = w.person("DA-1", {"legal_name=Una Hale"});
    const auto him = w.person("DA-1", {"legal_name=Ed Hale"});
    w.syncAll();
    const auto set = [&](const RecordKey& key, const char* role) {
        const FieldEntry entry{"case_roles", FieldEntry::How::Add, role};
        must(w.mine.save(must(w.mine.edit(key)), std::vector{entry}, {}));
    };
    set(una, "victim");
    set(him, "alleged_perpetrator");
    CHECK_FALSE(w.people.say(una, {him, Answer::Merged, "One"}).ok());
    must(w.one.sync(w.hub));
    // The other tablet has not heard of their parts yet, or says so.
    must(PersonWork(w.theirs).say(una, {him, Answer::Merged, "One"}));
    CHECK(must(w.two.sync(w.hub)).quarantined == 1);
    w.syncAll();
    CHECK(must(keptIn(*w.one.replica, una.scope)).empty());
    CHECK(must(saidOf(*w.one.replica, una.scope)).empty());
}
