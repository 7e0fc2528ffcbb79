#include "client/work/visit_work.h"

#include "shared/schema/marker_fields.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_fields.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;

namespace {
namespace marker = schema::marker;
namespace officer = schema::visit_officer;
namespace statement = schema::statement;
namespace visit = schema::visit;

/// Amara and her colleague go on a visit; both tablets have the case.
struct Pair : TwoTablets {
    Casework mine{*one.replica, clock};
    Casework theirs{*two.replica, clock};
    VisitWork my{mine}, their{theirs};
    RecordKey going, warning;

    Pair() : TwoTablets(23)
    {
        for (auto* tablet : {&one, &two}) // as set-up does
            must(tablet->replica->state().putActor(tablet->replica->author().actor,
                                                   {tablet->actorKey.publicKey(), tablet->person}));
        syncAll();
        going = add(mine, "visit", {"address=4 Low Row", "state=ready"});
        must(my.addOfficer(going, one.person, officer::Part::Lead));
        must(my.addOfficer(going, two.person, officer::Part::Second));
        warning = add(mine, "risk_marker", {"code=WRSM", "state=active"});
        syncAll();
    }
    RecordKey add(Casework& work, std::string_view type, const std::vector<std::string>& typed)
    {
        const auto editing = must(work.begin("DA-1", type));
        return must(work.save(editing, entries(typed), {})).saved.record;
    }
    Result<SaveAnswer> set(Casework& work, const RecordKey& record,
                           const std::vector<std::string>& typed)
    {
        const auto editing = must(work.edit(record));
        return work.save(editing, entries(typed), {});
    }
    static std::vector<FieldEntry> entries(const std::vector<std::string>& typed)
    {
        std::vector<FieldEntry> all;
        for (const auto& text : typed) all.push_back(must(parseEntry(text)));
        return all;
    }
    domain::StartBlock block() { return domain::startBlock(must(my.read(going)), one.person); }
};

bool isRefused(const Result<SaveAnswer>& answer, std::string_view part)
{
    return !answer.ok() && answer.error().code == ErrorCode::Rejected &&
           answer.error().text().find(part) != std::string::npos &&
           answer.error().text().find("Nothing was saved.") != std::string::npos;
}
} // namespace

TEST_CASE("a statement that somebody else's program rewrites keeps its signer on every page")
{
    Pair pair;
    must(pair.set(pair.mine, pair.going, {"state=left"})); // no start: they were there
    const auto said = must(pair.my.say(pair.going, "He was calm.")).saved.record;
    must(pair.my.sign(pair.going));
    pair.syncAll();
    CHECK(isRefused(pair.set(pair.theirs, said, {"text=He had a knife."}), "stays as the person"));

    // A program that asks no law, past Casework.
    auto& strands = pair.two.replica->strands();
    const auto held = must(strands.strandsOfCase(pair.caseId));
    const auto visits =
        std::ranges::find(held, schema::Compartment::Visit, &store::Strand::compartment);
    store::Write rewritten;
    rewritten.record = said.id;
    rewritten.field = statement::text.wire();
    rewritten.payload.value = encodeValue(Value::text("He had a knife."));
    const auto run = must(
        store::compose(pair.two.replica->log(), *visits, pair.two.replica->author(), {rewritten}));
    must(pair.two.replica->engine().apply(visits->ix, run, {Verdict::Undecided}));
    for (auto* work : {&pair.their, &pair.my}) {
        for (const auto& facts : must(work->read(pair.going)).statements)
            for (const auto& version : facts[statement::text].each())
                CHECK((version.value == "He was calm.") == (version.by == pair.one.person));
        CHECK_FALSE(domain::hasStatement(must(work->read(pair.going)), pair.two.person));
    }
}

TEST_CASE("changing who goes moves no statement, and nobody is renamed on a visit")
{
    Pair pair;
    must(pair.set(pair.mine, pair.going, {"state=left"}));
    must(pair.my.say(pair.going, "He was calm."));
    must(pair.my.sign(pair.going));
    const RecordKey first{pair.going.scope,
                          must(pair.my.read(pair.going)).officers.front().record()};
    CHECK(isRefused(pair.set(pair.theirs, first, {"staff=" + pair.two.person.hex()}), "once"));
    must(pair.set(pair.mine, first, {"stood_down=yes"}));
    const auto of = must(pair.my.read(pair.going));
    CHECK(domain::hasStatement(of, pair.one.person));
    REQUIRE(domain::signaturesOf(of).size() == 1);
    CHECK(domain::signaturesOf(of).front().attested.by == pair.one.person);
}

TEST_CASE("two codes of one marker at once block the start on both tablets until each is read")
{
    Pair pair;
    must(pair.my.acknowledge(pair.going, pair.warning.id));
    CHECK(pair.block() == domain::StartBlock::None);
    const auto code = [](schema::MarkerCode word) { return schema::valueOf(word); };
    must(pair.one.set(pair.warning.id, "code", code(schema::MarkerCode::RVHR)));
    must(pair.two.set(pair.warning.id, "code", code(schema::MarkerCode::STRG)));
    pair.syncAll();
    CHECK(pair.block() == domain::StartBlock::NotApproved);
    CHECK(isRefused(pair.set(pair.mine, pair.going, {"state=on_scene"}), "come first"));
    CHECK(isRefused(pair.my.approve(pair.going), "supervisor"));
    CHECK(domain::stageOf(must(pair.their.read(pair.going))) == domain::Stage::NeedsApproval);
}

TEST_CASE("nobody starts a visit before reading its warnings themself, by whichever program")
{
    Pair pair;
    CHECK(isRefused(pair.set(pair.mine, pair.going, {"state=on_scene"}), "come first"));
    must(pair.my.acknowledge(pair.going, pair.warning.id));
    must(pair.set(pair.mine, pair.going, {"state=on_scene"}));
    pair.syncAll();
    CHECK(domain::startBlock(must(pair.their.read(pair.going)), pair.two.person)
          == domain::StartBlock::AlertsUnread);
}

TEST_CASE("a signature names what has changed since, and signing again makes it good")
{
    Pair pair;
    must(pair.set(pair.mine, pair.going, {"state=left", "rooms_seen=Kitchen"}));
    CHECK(isRefused(pair.my.sign(pair.going), "come first"));
    must(pair.my.say(pair.going, "He was calm."));
    must(pair.my.sign(pair.going));
    pair.syncAll();
    must(pair.set(pair.theirs, pair.going, {"outcome=seen"}));
    pair.syncAll();
    const auto before = domain::signaturesOf(must(pair.my.read(pair.going)));
    REQUIRE(before.size() == 1);
    CHECK_FALSE(before.front().current);
    CHECK(before.front().changed == std::vector<std::uint32_t>{visit::outcome.wire()});
    must(pair.my.sign(pair.going));
    const auto after = domain::signaturesOf(must(pair.their.read(pair.going)));
    pair.syncAll();
    const auto synced = domain::signaturesOf(must(pair.their.read(pair.going)));
    CHECK(after.size() == 1);
    REQUIRE(synced.size() == 2);
    CHECK(std::ranges::count_if(synced, &domain::AttestationStanding::current) == 1);
}

TEST_CASE("a visit and who goes on it are one save, or none of it is there")
{
    Pair pair;
    const auto blank = must(pair.mine.begin("DA-1", "visit"));
    const auto beside = must(pair.mine.blank(pair.caseId, officer::type));
    const auto id = blank.form.record();
    std::vector<store::RecordSave> records{
        must(pair.mine.typed(blank, Pair::entries({"address=9 High Row"}), {})),
        must(pair.mine.typed(beside, Pair::entries({"visit=" + id.hex(), "part=lead", "staff=" +
                                                    pair.one.person.hex()}), {}))};
    const auto saved = must(pair.mine.save(records));
    CHECK(saved.saved.record.id == id);
    CHECK(saved.saved.dots.size() == 1); // one change
    CHECK(domain::isOn(must(pair.my.read(saved.saved.record)), pair.one.person));

    // A law that refuses one of them refuses all.
    const auto again = must(pair.mine.begin("DA-1", "visit"));
    const auto stray = must(pair.mine.blank(pair.caseId, statement::type));
    records = {must(pair.mine.typed(again, Pair::entries({"address=1 Out Lane"}), {})),
               must(pair.mine.typed(stray, Pair::entries({"about=" + again.form.record().hex(),
                                                          "text=I was there"}), {}))};
    CHECK(isRefused(pair.mine.save(records), "officer"));
    CHECK(pair.one.replica->display(again.form.record()).error().code == ErrorCode::NotFound);
}
