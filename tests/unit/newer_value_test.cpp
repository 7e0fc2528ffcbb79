#include "shared/crypto/system_random.h"
#include "sync/store/drafts.h"
#include "tests/support/small_world.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {
constexpr std::uint8_t kLaterKind = 200;
constexpr std::uint8_t kLaterOp = 77;

/// A case with an action on which somebody with a newer version has worked.
struct NewerWorld {
    SeededRandom random{9};
    HandClock clock;
    SmallHub hub{random, clock};
    CaseId caseId = hub.addCase("DA-1", "Case one");
    RecordId action = hub.addRecord(caseId, "action", "text", Value::text("Fit a new lock"));
    PersonId idva = hub.addStaff("Amara Ode", access::Role::Idva);
    SmallTablet one{hub, idva, random, clock};

    NewerWorld() { hub.assign(caseId, idva, {Compartment::Visit, Compartment::Core}); }
    void laterVersionWrites(std::uint8_t op, std::uint32_t field, Bytes value)
    {
        laterVersionWrites(op, field, std::move(value), action);
    }
    void laterVersionWrites(std::uint8_t op, std::uint32_t field, Bytes value,
                            const RecordId& record)
    {
        for (const auto& strand : must(hub.core.strands.strandsOfCase(caseId)))
            if (strand.compartment == schema::compartmentOf(field))
                must(hub.core.write(strand.ix, {{record, op, field, {}, {}, Payload{value, {}}}}));
    }
    std::vector<SiblingView> shown(const schema::Field& field)
    {
        return must(one.replica->display(action)).read(field.wire()).shown();
    }
};
} // namespace

TEST_CASE("a value that only a newer version can read is shown as that, and the rest is usable")
{
    NewerWorld w;
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
    CHECK(must(w.one.replica->search().find("two locks", 9)).size() == 1);
    CHECK(must(w.one.sync(w.hub)).pushed == 1);
    CHECK(w.shown(outcome).front().newer);
}

TEST_CASE("beside a value of a newer version nothing is settled, and neither version is hidden")
{
    NewerWorld w;
    const auto& text = fieldNamed("action", "text");
    w.laterVersionWrites(0, text.wire(), {kLaterKind, 7});
    REQUIRE(w.one.sync(w.hub).ok());
    const auto reading = readRegister(text, w.shown(text));
    CHECK(reading.distinct.size() == 2);
    CHECK_FALSE(reading.conflict);
    CHECK(must(w.one.replica->conflicts().first()).empty());
    CHECK_FALSE(w.one.set(w.action, "text", Value::text("Chosen unseen"), "a reason").ok());
}

TEST_CASE("an op of a kind which only a newer version knows keeps its own field from being written")
{
    NewerWorld w;
    const auto& outcome = fieldNamed("action", "outcome");
    w.laterVersionWrites(kLaterOp, outcome.wire(), encodeValue(Value::text("moved elsewhere")));
    REQUIRE(w.one.sync(w.hub).ok());
    CHECK(readRegister(outcome, w.shown(outcome)).newer);
    const auto over = w.one.set(w.action, "outcome", Value::text("Written over it"));
    REQUIRE_FALSE(over.ok());
    CHECK(over.error().code == ErrorCode::TooOld);
    must(w.one.set(w.action, "text", Value::text("Fit two new locks")));
    CHECK(must(w.one.sync(w.hub)).pushed == 1);
    // Whoever gets the case as a whole is shown the same.
    SmallTablet later{w.hub, w.idva, w.random, w.clock};
    REQUIRE(later.sync(w.hub).ok());
    CHECK(later.canonical() == w.one.canonical());
    CHECK(must(later.replica->display(w.action)).read(outcome.wire()).shown().front().newer);
    CHECK_FALSE(later.set(w.action, "outcome", Value::text("Written over it")).ok());
}

TEST_CASE("a number can be marked unsafe whatever a newer version, or a hostile one, wrote there")
{
    const auto& safe = fieldNamed("contact_point", "safe");
    const auto word = [&](std::string_view name) {
        return Value::code(safe.vocabulary->find(name)->number);
    };
    const std::vector<std::pair<std::uint8_t, Bytes>> later{{kLaterOp, encodeValue(word("safe"))},
                                                            {0, {kLaterKind, 1, 2}}};
    for (const auto& [op, bytes] : later)
        for (const bool stood : {false, true}) {
            CAPTURE(op);
            CAPTURE(stood);
            NewerWorld w;
            w.hub.assign(w.caseId, w.idva, {Compartment::Safety});
            const auto phone = w.hub.addRecord(w.caseId, "contact_point", "value",
                                               Value::text("07700 900001"));
            REQUIRE(w.one.sync(w.hub).ok());
            if (stood) must(w.one.set(phone, "safe", word("unknown")));
            REQUIRE(w.one.sync(w.hub).ok());
            w.laterVersionWrites(op, safe.wire(), bytes, phone);
            REQUIRE(w.one.sync(w.hub).ok());
            CHECK_FALSE(w.one.set(phone, "safe", word("safe")).ok());
            CHECK_FALSE(w.one.set(phone, "safe", word("unknown")).ok());
            must(w.one.set(phone, "safe", word("unsafe"), "He answers it"));
            CHECK(must(w.one.sync(w.hub)).quarantined == 0);
            must(w.one.set(phone, "value", Value::text("07700 900002"), "New one"));
            CHECK(must(w.one.sync(w.hub)).quarantined == 0);
            const auto reading =
                readRegister(safe, must(w.one.replica->display(phone)).read(safe.wire()).shown());
            CHECK(reading.newer);
            CHECK(reading.value == word("unsafe"));
        }
}

TEST_CASE("a form that went through a draft is refused just as one that did not")
{
    NewerWorld w;
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

    const auto& evidence = fieldNamed("action", "evidence");
    w.laterVersionWrites(kLaterOp, evidence.wire(), encodeValue(Value::text("moved elsewhere")));
    REQUIRE(w.one.sync(w.hub).ok());
    const auto held = throughDraft();
    CHECK_FALSE(w.one.replica->save(held, w.caseId,
                                    {{held.read(evidence.wire()), Value::text("Rang"), {}}}).ok());
}

TEST_CASE("the hub keeps for a person an op of a kind that it does not know")
{
    for (const std::uint64_t schema : {1, 2}) {
        NewerWorld w;
        REQUIRE(w.one.sync(w.hub).ok());
        auto& strands = w.one.replica->strands();
        for (const auto& strand : must(strands.strandsOfCase(w.caseId))) {
            if (strand.compartment != Compartment::Core) continue;
            Envelope e;
            e.schema = schema;
            e.records = {w.action};
            for (const auto& read : must(w.one.replica->log().chains(strand.ix)))
                e.deps.push_back({read.actor, read.heldCtr,
                                  Head8::from(read.heldHead.view().first(Head8::kSize))});
            e.ops.push_back({9, 0, fieldNamed("action", "outcome").wire(), {}, {}});
            const auto own =
                must(w.one.replica->log().chainOf(strand, w.one.replica->author().actor));
            auto change = must(makeChange(strand.id, own.actor, 1, own.heldHead, e,
                                          {{encodeValue(Value::text("x")), {}}}, Salt{}));
            const auto run = VerifiedRun::sign(std::move(change), w.one.actorKey);
            must(w.one.replica->engine().apply(strand.ix, run, {Verdict::Undecided}));
        }
        CHECK(must(w.one.sync(w.hub)).quarantined == 1);
        SmallTablet other{w.hub, w.idva, w.random, w.clock};
        must(other.sync(w.hub));
        must(other.set(w.action, "outcome", Value::text("Rang them")));
        CHECK(must(other.sync(w.hub)).quarantined == 0);
    }
}
