// A decision between versions can be taken back, whenever it was.
#include "client/work/casework.h"
#include "tests/support/two_tablets.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;

namespace {
constexpr auto kMine = "020 7946 0111";
constexpr auto kTheirs = "020 7946 0222";

/// A number that two people changed at once, as two tablets show it.
struct DecisionsWorld : TwoTablets {
    Casework mine{*one.replica, clock};
    Casework theirs{*two.replica, clock};

    DecisionsWorld() : TwoTablets(13)
    {
        for (auto* tablet : {&one, &two}) // as set-up does
            must(tablet->replica->state().putActor(tablet->replica->author().actor,
                                                   {tablet->actorKey.publicKey(), tablet->person}));
        syncAll();
        must(set(mine, std::string("value=") + kMine));
        must(set(theirs, std::string("value=") + kTheirs));
        syncAll();
    }
    Result<SaveAnswer> set(Casework& work, const std::string& typed, const std::string& why = {})
    {
        LAPWING_ASSIGN(const auto editing, work.edit(must(work.find(phone.hex()))));
        const std::vector entries{must(parseEntry(typed))};
        return work.save(editing, entries, why);
    }
    /// Decides for the number.
    void decide(Casework& work, const std::string& number)
    {
        for (const auto& check : must(work.checks()))
            if (check.field->name == "value")
                must(work.replace(check.check.id, number, "Rang it today"));
    }
    std::vector<std::string> numbers(Casework& work)
    {
        std::vector<std::string> all;
        for (const auto& field : must(work.read(must(work.find(phone.hex())))).fields)
            if (field.field->name == "value")
                for (const auto& value : field.values) all.emplace_back(value.asText());
        std::ranges::sort(all);
        return all;
    }
    DecisionView onlyDecision(Casework& work)
    {
        auto all = must(work.decisions("DA-1"));
        std::erase_if(all, [](const auto& view) { return view.field->name != "value"; });
        REQUIRE(all.size() == 1);
        return all.front();
    }
};
using Numbers = std::vector<std::string>;
} // namespace

TEST_CASE("a decision is told with who took it, why, and each side as it was typed")
{
    DecisionsWorld w;
    CHECK(must(w.mine.decisions("")).empty());
    w.decide(w.mine, kMine);
    w.syncAll();
    for (auto* work : {&w.mine, &w.theirs}) {
        const auto told = w.onlyDecision(*work);
        CHECK(told.caseRef == "DA-1");
        CHECK(told.chosen.author == w.idva.hex());
        CHECK(told.chosen.why == "Rang it today");
        CHECK(told.chosen.value == Value::text(kMine));
        REQUIRE(told.versions.size() == 2);
        CHECK(told.past.isWhole);
        for (const auto& side : told.versions)
            CHECK(side.value == Value::text(side.author == w.idva.hex() ? kMine : kTheirs));
    }
    CHECK(w.onlyDecision(w.mine).past.id == w.onlyDecision(w.theirs).past.id);
}

TEST_CASE("a decision for one side is taken back by a colleague: both stand again, for a check")
{
    DecisionsWorld w;
    w.decide(w.mine, kMine);
    w.syncAll();
    CHECK(w.numbers(w.theirs) == Numbers{kMine});
    CHECK_FALSE(w.theirs.undecide(w.onlyDecision(w.theirs).past.id, "").ok());
    must(w.theirs.undecide(w.onlyDecision(w.theirs).past.id, "It was the other one"));
    w.syncAll();
    for (auto* work : {&w.mine, &w.theirs}) CHECK(w.numbers(*work) == Numbers{kMine, kTheirs});
    CHECK(must(w.one.replica->conflicts().first()).size() == 1);
    // Once they stand there is nothing left to take back.
    const auto again = w.mine.undecide(w.onlyDecision(w.mine).past.id, "Again");
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().text().find("All its versions stand") != std::string::npos);
    // And it can be decided anew, the other way.
    w.decide(w.theirs, kTheirs);
    w.syncAll();
    for (auto* work : {&w.mine, &w.theirs}) CHECK(w.numbers(*work) == Numbers{kTheirs});
    CHECK(must(w.mine.decisions("DA-1")).size() >= 2);
}

TEST_CASE("a decision for a third value gives way to both sides")
{
    DecisionsWorld w;
    w.decide(w.mine, "020 7946 0333");
    w.syncAll();
    must(w.mine.undecide(w.onlyDecision(w.mine).past.id, "They were right"));
    w.syncAll();
    for (auto* work : {&w.mine, &w.theirs}) CHECK(w.numbers(*work) == Numbers{kMine, kTheirs});
}

TEST_CASE("a decision is taken back after others wrote on: what they wrote stands beside")
{
    DecisionsWorld w;
    w.decide(w.mine, kMine);
    w.syncAll();
    must(w.set(w.theirs, "value=020 7946 0444", "She has a new one"));
    w.syncAll();
    must(w.set(w.mine, "value=020 7946 0555", "Misheard"));
    w.syncAll();
    auto all = must(w.theirs.decisions("DA-1"));
    std::erase_if(all, [](const auto& view) { return view.field->name != "value"; });
    REQUIRE(all.size() == 1);
    must(w.theirs.undecide(all.front().past.id, "Both numbers are in use"));
    w.syncAll();
    for (auto* work : {&w.mine, &w.theirs})
        CHECK(w.numbers(*work) == Numbers{kMine, kTheirs, "020 7946 0555"});
    CHECK(w.one.canonical() == w.two.canonical());
}

TEST_CASE("a number that comes back is not called safe for the sake of the one that was kept")
{
    DecisionsWorld w;
    w.decide(w.mine, kMine);
    w.syncAll();
    must(w.set(w.mine, "safe=safe", "She said so"));
    w.syncAll();
    must(w.theirs.undecide(w.onlyDecision(w.theirs).past.id, "It was the other one"));
    w.syncAll();
    const auto& safe = fieldNamed("contact_point", "safe");
    const auto form = must(w.one.replica->display(w.phone));
    const auto reading = readRegister(safe, form.read(safe.wire()).shown());
    REQUIRE(reading.value);
    CHECK(safe.vocabulary->find(static_cast<std::uint32_t>(reading.value->asInteger()))->name !=
          "safe");
}

TEST_CASE("what a tablet does not hold it says, and takes nothing back by halves")
{
    DecisionsWorld w;
    w.decide(w.mine, kMine);
    w.syncAll();
    SmallTablet fresh(w.hub, w.coordinator, w.random, w.clock);
    must(fresh.sync(w.hub));
    Casework work{*fresh.replica, w.clock};
    CHECK(must(work.decisions("DA-1")).empty()); // it has the state, and no log
    CHECK(work.undecide(w.onlyDecision(w.mine).past.id, "Not known here").error().code ==
          ErrorCode::NotFound);
    CHECK(w.mine.undecide("nonsense", "No such").error().code == ErrorCode::NotFound);
}
