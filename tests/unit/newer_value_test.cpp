#include "shared/crypto/system_random.h"
#include "sync/store/drafts.h"
#include "tests/support/small_world.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {
constexpr std::uint8_t kLaterKind = 200;

/// A case with an action on which somebody with a newer version has worked.
struct World {
    SeededRandom random{9};
    HandClock clock;
    SmallHub hub{random, clock};
    CaseId caseId = hub.addCase("DA-1", "Case one");
    RecordId action = hub.addRecord(caseId, "action", "text", Value::text("Fit a new lock"));
    PersonId idva = hub.addStaff("Amara Ode", access::Role::Idva);
    SmallTablet one{hub, idva, random, clock};

    World() { hub.assign(caseId, idva, {Compartment::Visit, Compartment::Core}); }
    void laterVersionWrites(std::uint8_t op, std::uint32_t field, Bytes value)
    {
        for (const auto& strand : must(hub.core.strands.strandsOfCase(caseId)))
            if (strand.compartment == Compartment::Core)
                must(hub.core.write(strand.ix,
                                    {{action, op, field, {}, {}, Payload{std::move(value), {}}}}));
    }
    std::vector<SiblingView> shown(const schema::Field& field)
    {
        return must(one.replica->display(action)).read(field.wire()).shown();
    }
};
} // namespace

TEST_CASE("a value that only a newer version can read is shown as that, and the rest is usable")
{
    World w;
    const auto& outcome = fieldNamed("action", "outcome");
    w.laterVersionWrites(0, outcome.wire(), {kLaterKind, 1, 2, 3});
    REQUIRE(w.one.sync(w.hub).ok());
    const auto before = w.shown(outcome);
    REQUIRE(before.size() == 1);
    CHECK(before.front().newer);
    const auto reading = readRegister(outcome, before);
    CHECK(reading.newer);
    CHECK_FALSE(reading.value);

    const auto over = w.one.set(w.action, "outcome", Value::text("Written over it"));
    REQUIRE_FALSE(over.ok());
    CHECK(over.error().code == ErrorCode::TooOld);
    CHECK(over.error().text().find("what stands there is kept") != std::string::npos);
    CHECK(w.shown(outcome).front().value == before.front().value);

    must(w.one.set(w.action, "text", Value::text("Fit two new locks")));
    CHECK(must(w.one.replica->search("two locks", 9)).size() == 1);
    CHECK(must(w.one.sync(w.hub)).pushed == 1);
    CHECK(w.shown(outcome).front().newer);
}

TEST_CASE("beside a value of a newer version nothing is settled, and neither version is hidden")
{
    World w;
    const auto& text = fieldNamed("action", "text");
    w.laterVersionWrites(0, text.wire(), {kLaterKind, 7});
    REQUIRE(w.one.sync(w.hub).ok());
    const auto reading = readRegister(text, w.shown(text));
    CHECK(reading.distinct.size() == 2);
    CHECK_FALSE(reading.conflict);
    CHECK(must(w.one.replica->conflicts()).empty());
    CHECK_FALSE(w.one.set(w.action, "text", Value::text("Chosen unseen"), "a reason").ok());
}

TEST_CASE("a record that holds a kind of op which only a newer version knows is read-only")
{
    World w;
    const auto& outcome = fieldNamed("action", "outcome");
    constexpr std::uint8_t kLaterOp = 77;
    w.laterVersionWrites(kLaterOp, outcome.wire(), encodeValue(Value::text("moved elsewhere")));
    REQUIRE(w.one.sync(w.hub).ok());
    CHECK(must(w.one.replica->display(w.action)).isReadOnly());
    const auto over = w.one.set(w.action, "text", Value::text("Changed all the same"));
    REQUIRE_FALSE(over.ok());
    CHECK(over.error().code == ErrorCode::TooOld);
    CHECK_FALSE(w.one.replica->retire(must(w.one.replica->display(w.action)), "why").ok());
}

TEST_CASE("a form that went through a draft is refused just as one that did not")
{
    World w;
    const auto& outcome = fieldNamed("action", "outcome");
    w.laterVersionWrites(0, outcome.wire(), {kLaterKind, 1, 2, 3});
    REQUIRE(w.one.sync(w.hub).ok());
    const auto throughDraft = [&] {
        const auto form = must(w.one.replica->display(w.action));
        return must(store::decodeDisplayed(store::encodeDisplayed(form)));
    };
    const auto newer = throughDraft();
    const auto over = w.one.replica->save(
        newer, w.caseId, {{newer.read(outcome.wire()), Value::text("Written over it"), {}}});
    REQUIRE_FALSE(over.ok());
    CHECK(over.error().code == ErrorCode::TooOld);

    constexpr std::uint8_t kLaterOp = 77;
    w.laterVersionWrites(kLaterOp, outcome.wire(), encodeValue(Value::text("moved elsewhere")));
    REQUIRE(w.one.sync(w.hub).ok());
    const auto whole = throughDraft();
    const auto& text = fieldNamed("action", "text");
    CHECK_FALSE(w.one.replica->save(whole, w.caseId,
                                    {{whole.read(text.wire()), Value::text("Changed"), {}}}).ok());
}

TEST_CASE("the hub keeps for a person an op of a kind that its author's version does not have")
{
    for (const std::uint64_t schema : {1, 2}) {
        World w;
        REQUIRE(w.one.sync(w.hub).ok());
        auto& strands = w.one.replica->strands();
        for (const auto& strand : must(strands.strandsOfCase(w.caseId))) {
            if (strand.compartment != Compartment::Core) continue;
            Envelope e;
            e.schema = schema;
            e.records = {w.action};
            e.ops.push_back({9, 0, fieldNamed("action", "outcome").wire(), {}, {}});
            const auto own = must(strands.chainOf(strand, w.one.replica->author().actor));
            auto change = must(makeChange(strand.id, own.actor, 1, own.heldHead, e,
                                          {{encodeValue(Value::text("x")), {}}}, Salt{}));
            const auto run = VerifiedRun::sign(std::move(change), w.one.actorKey);
            must(strands.apply(strand.ix, run, {Verdict::Undecided}));
        }
        CHECK(must(w.one.sync(w.hub)).quarantined == (schema == 1 ? 1 : 0));
    }
}
