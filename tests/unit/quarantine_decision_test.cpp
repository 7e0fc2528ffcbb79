// What a person decides about work that was kept: adopted or rejected, once, and alike everywhere.
#include "server-stub/service/quarantine.h"
#include "server-stub/service/quarantine_decision.h"
#include "sync/log/late_word.h"
#include "sync/log/merge.h"
#include "sync/log/person_verdict.h"
#include "sync/store/snapshot_body.h"
#include "tests/support/two_tablets.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {
struct QuarantineWorld : TwoTablets {
    QuarantineWorld() : TwoTablets(7) {}
    /// Written where the case was already taken off its author.
    void late(std::initializer_list<std::string_view> words, std::string why = {})
    {
        for (const auto word : words)
            must(one.set(action, "text", Value::text(std::string(word)), why));
        hub.unassign(caseId, idva);
        REQUIRE(must(one.sync(hub)).quarantined == words.size());
    }
    std::vector<Head8> waiting()
    {
        std::vector<Head8> names;
        for (const auto& kept : must(hub::quarantineList(hub.core)))
            names.push_back(*Head8::fromHex(kept["change"].get<std::string>()));
        return names;
    }
    Result<void> decide(const Head8& change, Verdict verdict, std::string why = "They were there")
    {
        return decideBy(coordinator, change, verdict, std::move(why));
    }
    Result<void> decideBy(const PersonId& by, const Head8& change, Verdict verdict, std::string why)
    {
        auto transaction = must(store::Transaction::begin(hub.db));
        LAPWING_TRY(hub::decide(hub.core, {change, verdict, by, std::move(why)}));
        return transaction.commit();
    }
    /// The words of the action there, each with its author, in order.
    static std::vector<std::pair<std::string, ActorId>> words(store::Registers& store,
                                                              const RecordId& record)
    {
        std::vector<std::pair<std::string, ActorId>> all;
        const auto form = must(store.display(record));
        const auto read = form->read(fieldNamed("action", "text").wire());
        for (const auto& s : read.shown())
            all.emplace_back(std::string(s.value.asText()), s.dot.actor);
        std::ranges::sort(all);
        return all;
    }
    std::vector<std::string> shownAt(SmallTablet& tablet)
    {
        std::vector<std::string> all;
        for (auto& [word, author] : words(tablet.replica->registers(), action)) all.push_back(word);
        return all;
    }
    /// The hub, who synced change by change and who comes new hold the very same.
    void allAlike()
    {
        must(two.sync(hub));
        SmallTablet fresh(hub, coordinator, random, clock);
        must(fresh.sync(hub));
        CHECK(two.canonical() == fresh.canonical());
        for (const auto& [id, body] : two.canonical()) {
            const auto strand = must(hub.core.strands.findStrand(id));
            CHECK(encode(must(store::snapshotBody(hub.core.db, strand->ix))) == body);
        }
        CHECK(must(two.sync(hub)).roundTrips == 1);
    }
};
using Words = std::vector<std::string>;
} // namespace

TEST_CASE("an adopted change is effective everywhere, as its own author signed it")
{
    QuarantineWorld w;
    w.late({"He has a key"}, "She told me on the phone");
    must(w.two.sync(w.hub));
    CHECK(w.shownAt(w.two) == Words{"Fit a new lock"});
    REQUIRE(w.waiting().size() == 1);
    must(w.decide(w.waiting().front(), Verdict::Accepted));
    CHECK(w.waiting().empty());
    CHECK(must(hub::quarantineCount(w.hub.core)) == 0);
    w.allAlike();
    const auto shown = QuarantineWorld::words(w.two.replica->registers(), w.action);
    REQUIRE(shown.size() == 1);
    CHECK(shown.front() == std::pair(std::string("He has a key"), w.one.replica->author().actor));
    CHECK(must(w.two.replica->conflicts().first()).empty());
}

TEST_CASE("where the field has moved on, an adopted change stands beside what came, for a check")
{
    QuarantineWorld w;
    w.late({"He has a key"});
    must(w.two.set(w.action, "text", Value::text("Fit two new locks")));
    must(w.two.sync(w.hub));
    must(w.decide(w.waiting().front(), Verdict::Accepted));
    must(w.two.sync(w.hub));
    CHECK(w.shownAt(w.two) == Words{"Fit two new locks", "He has a key"});
    CHECK(must(w.two.replica->conflicts().first()).size() == 1);
    w.allAlike();
}

TEST_CASE("a tablet that writes meanwhile keeps its words when an adoption reaches it")
{
    QuarantineWorld w;
    w.late({"He has a key"});
    must(w.two.set(w.action, "text", Value::text("Typed before it was heard")));
    must(w.two.set(w.action, "outcome", Value::text("Seen to")));
    must(w.decide(w.waiting().front(), Verdict::Accepted));
    must(w.two.sync(w.hub));
    CHECK(must(w.two.replica->log().undecidedCount()) == 0);
    CHECK(w.shownAt(w.two) == Words{"He has a key", "Typed before it was heard"});
    w.allAlike();
}

TEST_CASE("in whatever order a chain is adopted, what its author replaced does not come back")
{
    for (const bool backwards : {false, true}) {
        CAPTURE(backwards);
        QuarantineWorld w;
        w.late({"First", "Then this"});
        auto names = w.waiting();
        if (backwards) std::ranges::reverse(names);
        for (const auto& name : names) must(w.decide(name, Verdict::Accepted));
        w.allAlike();
        CHECK(w.shownAt(w.two) == Words{"Then this"});
    }
}

TEST_CASE("of a chain, one change is adopted and the other not: each counts for itself")
{
    QuarantineWorld w;
    w.late({"First", "Then this"});
    const auto names = w.waiting();
    must(w.decide(names[1], Verdict::Rejected));
    must(w.decide(names[0], Verdict::Accepted));
    w.allAlike();
    CHECK(w.shownAt(w.two) == Words{"First"});
}

TEST_CASE("a rejected change is told with its reason, and its author's tablet shows what stood")
{
    QuarantineWorld w;
    // Still theirs to read, and no more to write.
    for (const auto& strand : must(w.hub.core.strands.strandsOfCase(w.caseId)))
        must(w.hub.core.registry.setMember(strand.ix, w.idva, access::Rights::kRead));
    must(w.one.set(w.action, "text", Value::text("Not mine to say")));
    CHECK(w.shownAt(w.one) == Words{"Not mine to say"});
    CHECK(must(w.one.sync(w.hub)).quarantined == 1);
    CHECK(w.shownAt(w.one) == Words{"Fit a new lock"});
    const auto name = w.waiting().front();
    must(w.decide(name, Verdict::Rejected, "Another family"));
    must(w.one.sync(w.hub));
    CHECK(w.shownAt(w.one) == Words{"Fit a new lock"});
    w.allAlike();
    CHECK(w.one.canonical() == w.two.canonical());
    const auto told = must(hub::quarantineShow(w.hub.core, name));
    CHECK(told["decision"]["verdict"] == "rejected");
    CHECK(told["decision"]["by"] == "Ben Hart");
    CHECK(told["decision"]["why"] == "Another family");
    CHECK(told["fields"][0]["value"] == "Not mine to say");
    CHECK(told["fields"][0]["stands"][0]["value"] == "Fit a new lock");

    // A mistaken rejection can be mended, also where its author holds the case.
    must(w.decide(name, Verdict::Accepted));
    must(w.one.sync(w.hub));
    CHECK(w.shownAt(w.one) == Words{"Not mine to say"});
    w.allAlike();
    CHECK(w.one.canonical() == w.two.canonical());
}

TEST_CASE("which verdict may follow which")
{
    using enum Verdict;
    for (const auto stands : {Undecided, Accepted, Quarantined, Rejected})
        for (const auto next : {Undecided, Accepted, Quarantined, Rejected}) {
            CAPTURE(static_cast<int>(stands));
            CAPTURE(static_cast<int>(next));
            const bool may = (stands == Quarantined && (next == Accepted || next == Rejected)) ||
                             (stands == Rejected && next == Accepted);
            CHECK(mayFollow(stands, next) == may);
        }
    QuarantineWorld w;
    w.late({"Late"});
    const auto name = w.waiting().front();
    must(w.decide(name, Rejected));
    CHECK(w.decide(name, Rejected).error().code == ErrorCode::Conflict);
    must(w.decide(name, Accepted));
    CHECK(w.decide(name, Accepted).error().code == ErrorCode::Conflict);
    CHECK(w.decide(name, Rejected).error().code == ErrorCode::Conflict);
    w.allAlike();
}

TEST_CASE("who decides may decide there, is somebody else than its author, and says why")
{
    QuarantineWorld w;
    w.late({"Late"});
    const auto name = w.waiting().front();
    const auto refuses = [&](const PersonId& by, std::string why, std::string_view words) {
        const auto told = w.decideBy(by, name, Verdict::Accepted, std::move(why));
        REQUIRE_FALSE(told.ok());
        CHECK(told.error().text().find(words) != std::string::npos);
        CHECK(w.waiting().size() == 1);
    };
    refuses(w.idva, "It is mine", "Nobody decides about what they wrote");
    refuses(w.coordinator, " \n", "Say why");
    refuses(w.hub.addStaff("Fay Admin", access::Role::SystemAdmin), "Why not", "does not decide");
    refuses({}, "Nobody", "Nobody has the staff id");
    CHECK(w.decide(Head8{}, Verdict::Accepted).error().code == ErrorCode::NotFound);
}

TEST_CASE("a hub that was put back takes a person's verdicts from the tablets that know them")
{
    QuarantineWorld now;
    QuarantineWorld backup; // of the same seed
    now.late({"First", "Then this"});
    for (const auto word : {"First", "Then this"})
        must(backup.one.set(backup.action, "text", Value::text(word)));
    must(now.two.sync(now.hub));
    const auto names = now.waiting();
    must(now.decide(names[0], Verdict::Rejected));
    must(now.decide(names[1], Verdict::Accepted));
    must(now.two.sync(now.hub));
    const Words adopted{"Fit a new lock", "Then this"}; // what the first had replaced stands
    CHECK(now.shownAt(now.two) == adopted);

    backup.hub.beginAnew();
    // Its author's tablet hands in the same once more.
    backup.hub.unassign(backup.caseId, backup.idva);
    must(backup.one.sync(backup.hub));
    for (int i = 0; i < 3; ++i) must(now.two.sync(backup.hub));
    CHECK(must(now.two.replica->log().undecidedCount()) == 0);
    CHECK(now.shownAt(now.two) == adopted);
    CHECK(must(hub::quarantineCount(backup.hub.core)) == 0);
}

namespace {
const schema::Vocabulary& safeWords() { return *fieldNamed("contact_point", "safe").vocabulary; }
Value word(std::string_view name) { return Value::code(safeWords().find(name)->number); }

/// What the tablet shows for the number's `safe`, and whose late word is part of it.
std::pair<std::string, std::optional<ActorId>> safeAt(SmallTablet& tablet, const RecordId& phone)
{
    const auto& field = fieldNamed("contact_point", "safe");
    const auto form = must(tablet.replica->display(phone));
    const auto read = form.read(field.wire());
    const auto reading = readRegister(field, read.shown());
    std::optional<ActorId> late;
    for (const auto& s : read.shown())
        if (s.late) late = s.late->actor;
    const auto number = reading.value ? reading.value->asInteger() : 0;
    const auto* code = safeWords().find(static_cast<std::uint32_t>(number));
    return {code ? std::string(code->name) : "", late};
}

/// A number that reads safe, and its author's late word on it.
struct LateWarning : QuarantineWorld {
    explicit LateWarning(std::string_view said)
    {
        must(two.set(phone, "safe", word("safe"), "Rang her"));
        must(two.sync(hub));
        must(one.sync(hub));
        must(one.set(phone, "safe", word(said), "He took the phone on Friday"));
        hub.unassign(caseId, idva);
        REQUIRE(must(one.sync(hub)).quarantined == 1);
        must(two.sync(hub));
    }
    std::optional<ActorId> author() { return one.replica->author().actor; }
};
} // namespace

TEST_CASE("a warning that waits for a person is shown at once, as said late, with its reason")
{
    LateWarning w("unsafe");
    CHECK(safeAt(w.two, w.phone) == std::pair(std::string("unsafe"), w.author()));
    REQUIRE(must(w.two.replica->conflicts().first()).size() == 1);
    const auto check = must(w.two.replica->conflicts().first()).front();
    REQUIRE(check.siblings.size() == 2);
    const auto late = std::ranges::find_if(check.siblings, [](const auto& s) { return !!s.late; });
    REQUIRE(late != check.siblings.end());
    CHECK(late->value == word("unsafe"));
    CHECK(late->why == "He took the phone on Friday");
    w.allAlike();
}

TEST_CASE("what waits and warns of less is not said")
{
    LateWarning w("unknown");
    // "unknown" guards more than "safe", so it is said; the next says less than that.
    CHECK(safeAt(w.two, w.phone).first == "unknown");
    w.hub.assign(w.caseId, w.idva, kMarac);
    must(w.one.sync(w.hub));
    must(w.one.set(w.phone, "safe", word("safe"), "She has it again"));
    must(w.one.set(w.action, "text", Value::text("No warning at all")));
    const auto before = must(w.two.replica->conflicts().first()).size();
    w.hub.unassign(w.caseId, w.idva);
    REQUIRE(must(w.one.sync(w.hub)).quarantined > 0);
    must(w.two.sync(w.hub));
    CHECK(safeAt(w.two, w.phone).first == "unknown");
    CHECK(must(w.two.replica->conflicts().first()).size() == before);
    w.allAlike();
}

TEST_CASE("an adopted warning is its author's own, and no more said late")
{
    LateWarning w("unsafe");
    must(w.decide(w.waiting().front(), Verdict::Accepted));
    w.allAlike();
    CHECK(safeAt(w.two, w.phone) == std::pair(std::string("unsafe"), std::optional<ActorId>()));
    const auto form = must(w.two.replica->display(w.phone));
    const auto read = form.read(fieldNamed("contact_point", "safe").wire());
    CHECK(std::ranges::any_of(read.shown(), [&](const auto& s) {
        return s.dot.actor == *w.author() && s.value == word("unsafe");
    }));
    // It replaced what its author had seen: nobody is asked.
    CHECK(must(w.two.replica->conflicts().first()).empty());
}

TEST_CASE("a rejected warning leaves what stood, and asks nobody any more")
{
    LateWarning w("unsafe");
    must(w.decide(w.waiting().front(), Verdict::Rejected, "She has a new phone"));
    w.allAlike();
    CHECK(safeAt(w.two, w.phone) == std::pair(std::string("safe"), std::optional<ActorId>()));
    CHECK(must(w.two.replica->conflicts().first()).empty());
}

TEST_CASE("a late warning that somebody decided meanwhile stays decided")
{
    LateWarning w("unsafe");
    const auto check = must(w.two.replica->conflicts().first()).front();
    must(w.two.replica->decideConflict(check.id, word("safe"), "Saw her with it today"));
    must(w.two.sync(w.hub));
    must(w.decide(w.waiting().front(), Verdict::Rejected, "Seen to"));
    w.allAlike();
    CHECK(safeAt(w.two, w.phone).first == "safe");
    CHECK(must(w.two.replica->conflicts().first()).empty());
}

TEST_CASE("nobody but the office says something in another person's name")
{
    QuarantineWorld w;
    auto& strands = w.one.replica->strands();
    const auto& field = fieldNamed("contact_point", "safe");
    for (const auto& strand : must(strands.strandsOfCase(w.caseId))) {
        if (strand.compartment != field.compartment) continue;
        const LateWord forged{{w.two.replica->author().actor, 1}, word("unsafe")};
        const auto run =
            must(store::compose(w.one.replica->log(), strand, w.one.replica->author(),
                                {hub::newValue(w.phone, field.wire(), lateValue(forged))}));
        must(w.one.replica->engine().apply(strand.ix, run, {Verdict::Undecided}));
        must(w.one.replica->state().extendOwnChain(run.changes().front().hash));
    }
    CHECK(must(w.one.sync(w.hub)).quarantined == 1);
    must(w.two.sync(w.hub));
    CHECK_FALSE(safeAt(w.two, w.phone).second);
    // Nor can it be made so by adopting it.
    CHECK_FALSE(w.decide(w.waiting().front(), Verdict::Accepted).ok());
}

TEST_CASE("a late word reads back, and what is cut is none")
{
    const LateWord said{{*ActorId::fromHex(std::string(32, 'a')), 7}, Value::code(3)};
    const auto value = lateValue(said);
    const auto back = lateWord(value);
    REQUIRE(back);
    CHECK(back->change == said.change);
    CHECK(back->value == said.value);
    CHECK(saidBy(value) == said.value);
    CHECK(saidBy(Value::code(4)) == Value::code(4));
    CHECK_FALSE(lateWord(Value::binary(ValueKind::Late, Bytes(17, 1))));
    CHECK_FALSE(lateWord(lateValue({said.change, value}))); // a late word of a late word
}

TEST_CASE("a person's verdict survives its encoding, and what is cut says nothing")
{
    const PersonVerdict told{{*ActorId::fromHex(std::string(32, 'a')), 7},
                             *Head8::fromHex("0102030405060708"),
                             Verdict::Rejected,
                             *PersonId::fromHex("1112131415161718"),
                             "Another family"};
    const auto op = encodePersonVerdict(told);
    Change change;
    change.envelope.ops.push_back({static_cast<std::uint8_t>(OpKind::Verdict), 0, 2, op.key, {}});
    change.payloads.push_back(encodePayload(op.payload));
    const auto back = verdictsIn(change);
    REQUIRE(back.size() == 1);
    CHECK(back.front().change == told.change);
    CHECK(back.front().head == told.head);
    CHECK(back.front().verdict == told.verdict);
    CHECK(back.front().by == told.by);
    CHECK(back.front().why == told.why);
    change.envelope.ops.front().key.pop_back();
    CHECK(verdictsIn(change).empty());
    change.envelope.ops.front().key = op.key;
    change.payloads.front() = encodePayload({encodeValue(Value::integer(1)), "no"});
    CHECK(verdictsIn(change).empty());
}
