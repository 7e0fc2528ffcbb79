#include "sync/session/peer_round.h"

#include "server-stub/service/other_history.h"
#include "sync/log/member.h"
#include "sync/store/carried_runs.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing;
using namespace lapwing::test;

namespace {
/// Two tablets that meet with no hub between, and a case that only the second may read. Two of them
/// from one seed are alike in every key and id.
struct Meeting : TwoTablets {
    Meeting() : TwoTablets(83)
    {
        hub.assign(foreign, coordinator, kMarac);
        must(two.sync(hub));
    }
    PeerRound sideOf(SmallTablet& tablet, SmallTablet& peer)
    {
        const auto id = deviceOf(tablet.deviceKey.publicKey());
        const auto actor = must(hub.core.registry.vaultActorOf(id));
        return {*tablet.replica,
                {tablet.certificate, actor->certificate, deviceOf(peer.deviceKey.publicKey())},
                clock.wall};
    }
    static std::string outcomeAt(SmallTablet& tablet, const RecordId& record)
    {
        const auto form = must(tablet.replica->display(record));
        const auto read = form.read(fieldNamed("action", "outcome").wire());
        std::string all;
        for (const auto& s : read.shown()) all += std::string(s.value.asText()) + ";";
        return all;
    }
    static std::uint64_t unsent(SmallTablet& tablet)
    {
        return must(tablet.replica->log().undecidedCount());
    }
    store::Strand partOf(schema::Compartment compartment)
    {
        for (const auto& strand : must(hub.core.strands.strandsOfCase(caseId)))
            if (strand.compartment == compartment) return strand;
        FAIL("no such part");
        return {};
    }
    /// How many of an author's changes the hub has accepted, in their own name.
    std::size_t acceptedOf(const ActorId& author)
    {
        std::size_t count = 0;
        for (const auto& strand : must(hub.core.strands.strandsOfCase(caseId)))
            for (const auto& change : must(hub.core.log.ofChain(strand.ix, author, 1)))
                if (change.state == Verdict::Accepted) ++count;
        return count;
    }
    /// They may read the part, and no more; their tablet does not care.
    void makeReader(SmallTablet& tablet)
    {
        const auto strand = partOf(schema::Compartment::Core);
        must(hub.core.registry.setMember(strand.ix, tablet.person, 1));
        for (auto& device : must(hub.core.registry.devicesOf(tablet.person)))
            must(hub.core.setHolding(device, strand.ix, 1));
        must(tablet.sync(hub));
        const auto held = must(tablet.replica->strands().findStrand(strand.id));
        must(tablet.replica->strands().setReader(held->ix, held->handle, 7));
    }

    CaseId foreign = hub.addCase("DA-2", "A case of the coordinator alone");
};

/// One greets; both go on until one has nothing to say. `spoil` sees every message on its way;
/// false is the end of the connection.
template <class Spoil>
Result<std::vector<Bytes>> meet(PeerRound& from, PeerRound& to, Spoil spoil)
{
    std::vector<Bytes> said;
    LAPWING_ASSIGN(auto message, from.greet());
    for (auto* hears = &to; !message.empty(); hears = hears == &to ? &from : &to) {
        const bool goesOn = spoil(message);
        said.push_back(message);
        LAPWING_ASSIGN(message, hears->hear(message));
        if (!goesOn) break;
    }
    return said;
}

Result<std::vector<Bytes>> meet(PeerRound& from, PeerRound& to)
{
    return meet(from, to, [](Bytes&) { return true; });
}

/// The same in one go, with what it did to the second.
PeerReport met(Meeting& m, SmallTablet& one, SmallTablet& two)
{
    auto from = m.sideOf(one, two);
    auto to = m.sideOf(two, one);
    must(meet(from, to));
    return to.report();
}

bool holds(const std::vector<Bytes>& messages, ByteView needle)
{
    return std::ranges::any_of(messages, [&](const Bytes& message) {
        Bytes all = message;
        // Packed frames are looked into as well.
        for (const auto& frame : must(wire::readFrames(message))) append(all, frame.payload);
        return !std::ranges::search(all, needle).empty();
    });
}

/// The first frames of a message.
Bytes framesOf(const Bytes& message, std::size_t count)
{
    const auto frames = must(wire::readFrames(message));
    wire::FrameWriter out;
    for (std::size_t i = 0; i < std::min(count, frames.size()); ++i)
        out.put(frames[i].type, frames[i].payload);
    return out.take();
}

std::size_t carriedBy(SmallTablet& tablet)
{
    return must(store::CarriedRuns(tablet.replica->database()).all()).size();
}
} // namespace

TEST_CASE("work written with no network reaches the other tablet, and waits there for the hub")
{
    Meeting m;
    must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
    must(m.two.set(m.phone, "value", Value::text("020 7946 0002")));
    auto one = m.sideOf(m.one, m.two);
    auto two = m.sideOf(m.two, m.one);
    const auto said = must(meet(one, two));
    CHECK(said.size() == 4); // two round trips
    CHECK(one.report().taken > 0);
    CHECK(two.report().taken == 1);
    CHECK(Meeting::outcomeAt(m.two, m.action) == "Lock fitted;");
    CHECK(Meeting::unsent(m.two) == 1 + one.report().taken);
    CHECK(Meeting::unsent(m.one) == 1 + one.report().taken);
    m.syncAll();
    CHECK(Meeting::unsent(m.one) == 0);
    CHECK(Meeting::unsent(m.two) == 0);
    auto both = m.two.canonical();
    std::erase_if(both, [&](const auto& part) { return !m.one.canonical().contains(part.first); });
    CHECK(m.one.canonical() == both);
}

TEST_CASE("a third tablet brings the hub work of one that it never met, in its author's name")
{
    Meeting m;
    SmallTablet third(m.hub, m.idva, m.random, m.clock);
    must(third.sync(m.hub));
    must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
    const auto author = m.one.replica->author().actor;
    CHECK(met(m, m.one, m.two).taken == 1);
    CHECK(met(m, m.two, third).taken == 1);
    CHECK(Meeting::outcomeAt(third, m.action) == "Lock fitted;");
    CHECK(m.acceptedOf(author) == 0);
    must(third.sync(m.hub));
    CHECK(m.acceptedOf(author) == 1);
    // Whoever comes after with the same has it taken as held.
    m.syncAll();
    CHECK(m.acceptedOf(author) == 1);
    CHECK(Meeting::unsent(m.one) + Meeting::unsent(m.two) + Meeting::unsent(third) == 0);
}

TEST_CASE("who meets again has nothing to tell, and nothing comes twice")
{
    Meeting m;
    must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
    for (const std::uint64_t taken : {1, 0}) {
        auto one = m.sideOf(m.one, m.two);
        auto two = m.sideOf(m.two, m.one);
        must(meet(one, two));
        CHECK(two.report().taken == taken);
        CHECK(one.report().told == taken);
        CHECK(one.report().left + two.report().left == 0);
    }
    CHECK(Meeting::unsent(m.two) == 1);
}

TEST_CASE("nothing is told of a strand that the other may not read")
{
    Meeting m;
    const auto secret = m.two.add(m.foreign, "action", "text", Value::text("Xylophone"));
    must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
    auto one = m.sideOf(m.one, m.two);
    auto two = m.sideOf(m.two, m.one);
    const auto said = must(meet(one, two));
    for (const auto& strand : must(m.two.replica->strands().strandsOfCase(m.foreign)))
        CHECK_FALSE(holds(said, strand.id.view()));
    CHECK_FALSE(holds(said, secret.view()));
    CHECK_FALSE(holds(said, bytesOf("Xylophone")));
    // The look can fail: what they share is there.
    CHECK(holds(said, bytesOf("Lock fitted")));
}

TEST_CASE("nothing is told of a strand that the hub has taken from them since their grant")
{
    Meeting m;
    const auto strand = m.partOf(schema::Compartment::Core);
    auto word = hub::newValue({}, schema::lifeField(strand.compartment),
                              valueOf(MemberWord{m.idva, {}, 0}));
    word.kind = static_cast<std::uint8_t>(OpKind::Member);
    word.key.assign(m.idva.bytes.begin(), m.idva.bytes.end());
    must(m.hub.core.write(strand.ix, {word}));
    must(m.two.sync(m.hub)); // the one who lost it has not met the office since
    must(m.two.set(m.action, "outcome", Value::text("Xylophone")));
    auto one = m.sideOf(m.one, m.two);
    auto two = m.sideOf(m.two, m.one);
    std::vector<Bytes> said; // by the second alone
    bool isSecond = true;
    must(meet(one, two, [&](Bytes& message) {
        if ((isSecond = !isSecond)) said.push_back(message);
        return true;
    }));
    CHECK(said.size() > 0);
    CHECK_FALSE(holds(said, strand.id.view()));
    CHECK_FALSE(holds(said, bytesOf("Xylophone")));
    CHECK(Meeting::outcomeAt(m.one, m.action).empty());
    // Of the parts that they still have they go on.
    CHECK(holds(said, m.partOf(schema::Compartment::Safety).id.view()));
}

TEST_CASE("a run that was changed on its way is not taken, and what came beside it is")
{
    Meeting m;
    must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
    must(m.one.set(m.phone, "value", Value::text("020 7946 0002")));
    auto one = m.sideOf(m.one, m.two);
    auto two = m.sideOf(m.two, m.one);
    must(meet(one, two, [](Bytes& message) {
        wire::FrameWriter out;
        for (auto& frame : must(wire::readFrames(message))) {
            const auto word = std::ranges::search(frame.payload, bytesOf("Lock"));
            if (!word.empty()) word.front() ^= 1;
            out.put(frame.type, frame.payload);
        }
        message = out.take();
        return true;
    }));
    CHECK(two.report().unproven == 1);
    CHECK(two.report().taken > 0);
    CHECK(Meeting::outcomeAt(m.two, m.action).empty());
    CHECK(met(m, m.one, m.two).taken == 1);
    CHECK(Meeting::outcomeAt(m.two, m.action) == "Lock fitted;");
}

TEST_CASE("a stopped tablet, one whose lease has ended, and another's grant are refused")
{
    Meeting m;
    const auto refused = [&](SmallTablet& from, SmallTablet& to) {
        auto one = m.sideOf(from, to);
        auto two = m.sideOf(to, from);
        const auto told = meet(one, two);
        return told.ok() ? ErrorCode::Internal : told.error().code;
    };
    SmallTablet third(m.hub, m.idva, m.random, m.clock);
    must(third.sync(m.hub));
    {
        auto one = m.sideOf(m.one, m.two);
        auto two = m.sideOf(m.two, third); // the transport has proved another key
        const auto told = meet(one, two);
        REQUIRE(!told.ok());
        CHECK(told.error().code == ErrorCode::Corrupt);
        CHECK_FALSE(two.hear(must(m.sideOf(third, m.two).greet())).ok()); // it is over
    }
    const auto kept = must(m.one.replica->state().grant());
    auto forged = kept;
    forged->leaseS *= 2;
    must(m.one.replica->state().setGrant(*forged));
    CHECK(refused(m.one, m.two) == ErrorCode::Corrupt);
    auto stopped = kept;
    stopped->leaseS = 0;
    sign(*stopped, m.hub.core.keys.sign);
    must(m.one.replica->state().setGrant(*stopped));
    CHECK(refused(m.one, m.two) == ErrorCode::Unauthorised);
    CHECK(refused(m.two, m.one) == ErrorCode::Unauthorised);
    must(m.one.replica->state().setGrant(*kept));
    m.clock.wall += 1000ull * kept->leaseS;
    must(m.two.sync(m.hub)); // and has its grant anew
    CHECK(refused(m.two, m.one) == ErrorCode::Unauthorised);
    // As its own program would refuse itself, and another would not.
    wire::FrameWriter out;
    out.put(wire::FrameType::GrantFrame, encode(*kept));
    const auto heard = m.sideOf(m.two, m.one).hear(out.take());
    REQUIRE(!heard.ok());
    CHECK(heard.error().code == ErrorCode::Unauthorised);
}

TEST_CASE("a tablet that keeps in touch has a grant that others believe, though nothing changes")
{
    Meeting m;
    for (int day = 0; day < 30; ++day) {
        m.clock.wall += 24ull * 3'600'000;
        m.syncAll();
    }
    must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
    auto one = m.sideOf(m.one, m.two);
    auto two = m.sideOf(m.two, m.one);
    REQUIRE(meet(one, two).ok());
    CHECK(two.report().taken == 1);
}

TEST_CASE(
    "wherever the connection is cut, nothing is lost or half there, and the next sync goes on")
{
    std::size_t cuts = 0;
    for (std::size_t cutAt = 0; cutAt < 4; ++cutAt)
        for (std::size_t frames = 0; frames < 40; ++frames) {
            CAPTURE(cutAt);
            CAPTURE(frames);
            Meeting m;
            must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
            must(m.one.set(m.action, "text", Value::text("Fit two locks")));
            must(m.two.set(m.phone, "value", Value::text("020 7946 0002")));
            std::size_t at = 0;
            bool whole = false;
            auto one = m.sideOf(m.one, m.two);
            auto two = m.sideOf(m.two, m.one);
            (void)meet(one, two, [&](Bytes& message) {
                if (at++ != cutAt) return true;
                whole = frames >= must(wire::readFrames(message)).size();
                message = framesOf(message, frames);
                return false;
            });
            ++cuts;
            met(m, m.one, m.two);
            CHECK(Meeting::outcomeAt(m.two, m.action) == "Lock fitted;");
            CHECK(Meeting::unsent(m.one) == Meeting::unsent(m.two));
            CHECK(carriedBy(m.one) + carriedBy(m.two) == 0);
            m.syncAll();
            CHECK(Meeting::unsent(m.one) + Meeting::unsent(m.two) == 0);
            CHECK(m.acceptedOf(m.one.replica->author().actor) == 2);
            if (whole) break;
        }
    CHECK(cuts > 12);
}

TEST_CASE("nothing that a peer says gives back, purges or decides anything")
{
    Meeting m;
    must(m.two.set(m.action, "outcome", Value::text("Lock fitted")));
    const auto strand = m.partOf(schema::Compartment::Core);
    const auto before = m.two.canonical();
    using enum wire::FrameType;
    for (const auto type : {Hello, Verdicts, Retract, Receipt, Need, StrandList, End, Manifest,
                            SnapshotEnvelope, Piece, FoundGrant, SameWord}) {
        auto two = m.sideOf(m.two, m.one);
        auto message = must(m.sideOf(m.one, m.two).greet());
        wire::FrameWriter more;
        if (type == Verdicts) {
            const wire::VerdictMessages told{
                {{strand.id, m.two.replica->author().actor, {1}, {1}, 3, 0}}};
            more.put(type, wire::encodeMessage(told));
        } else {
            more.put(type, wire::encodeMessage(wire::StrandIds{{strand.id}}));
        }
        append(message, more.take());
        const auto heard = two.hear(message);
        CAPTURE(static_cast<int>(type));
        REQUIRE(!heard.ok());
        CHECK(heard.error().code == ErrorCode::Malformed);
    }
    CHECK(m.two.canonical() == before);
    CHECK(Meeting::unsent(m.two) == 1);
}

TEST_CASE("a copy of a vault is met: the first history stands, the other goes to the office")
{
    Meeting m;
    Meeting copy;
    REQUIRE(m.one.replica->author().actor == copy.one.replica->author().actor);
    must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
    must(copy.one.set(m.action, "outcome", Value::text("Bolt fitted")));
    must(copy.one.set(m.action, "text", Value::text("Fit a bolt")));
    CHECK(met(m, m.one, m.two).taken == 1);
    for (int again = 0; again < 2; ++again) {
        const auto report = met(m, copy.one, m.two);
        CHECK(report.taken == 0);
        CHECK(report.carried > 0);
        CHECK(carriedBy(m.two) == report.carried); // once, however often it comes
    }
    CHECK(Meeting::outcomeAt(m.two, m.action) == "Lock fitted;");
    CHECK(Meeting::unsent(m.two) == 1);
    CHECK(must(hub::otherCount(m.hub.core)) == 0);
    must(m.two.sync(m.hub));
    CHECK(must(hub::otherCount(m.hub.core)) == 2);
    CHECK(m.acceptedOf(m.one.replica->author().actor) == 1);
    CHECK(carriedBy(m.two) == 0);
    // The two themselves learn of it when they meet.
    CHECK(met(m, copy.one, m.one).isCopied);
    CHECK(Meeting::outcomeAt(m.one, m.action) == "Lock fitted;");
}

TEST_CASE(
    "a branch that a colleague brought makes way for the office's, and what was written on it "
    "replaces nothing there")
{
    Meeting m;
    Meeting copy;
    must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
    must(copy.one.set(m.action, "outcome", Value::text("Bolt fitted")));
    must(copy.one.set(m.action, "text", Value::text("Fit a bolt")));
    CHECK(met(m, copy.one, m.two).taken == 2);
    must(m.two.set(m.action, "outcome", Value::text("Bolt seen")));
    REQUIRE(must(m.one.sync(m.hub)).pushed == 1);
    for (int again = 0; again < 2; ++again) {
        REQUIRE(m.two.sync(m.hub).ok());
        // The one branch stands; the other, and what rests on it, wait for a person at the office.
        CHECK(Meeting::outcomeAt(m.two, m.action) == "Lock fitted;");
        CHECK(Meeting::unsent(m.two) == 0);
        CHECK(carriedBy(m.two) == 1 - static_cast<std::uint64_t>(again));
        CHECK(must(hub::otherCount(m.hub.core)) == 2);
        CHECK(must(m.hub.core.log.countIn(Verdict::Quarantined)) == 1);
    }
    must(m.one.sync(m.hub));
    const auto core = m.partOf(schema::Compartment::Core).id;
    CHECK(m.one.canonical().at(core) == m.two.canonical().at(core));
}

TEST_CASE("what waits here is not what a branch of another hash replaced under the same number")
{
    Meeting m;
    Meeting copy;
    must(m.one.set(m.action, "outcome", Value::text("Lock fitted")));
    must(copy.one.set(m.action, "outcome", Value::text("Bolt fitted")));
    CHECK(met(m, copy.one, m.two).taken == 1);
    must(m.two.set(m.action, "outcome", Value::text("Bolt seen")));
    REQUIRE(must(m.one.sync(m.hub)).pushed == 1);
    auto taking = must(store::Receiving::begin(*m.two.replica));
    const auto strand =
        must(m.two.replica->strands().findStrand(m.partOf(schema::Compartment::Core).id));
    const auto author = m.one.replica->author().actor;
    must(taking.giveWay(strand->ix, author, 1));
    const auto rows = must(m.one.replica->log().ofChain(
        must(m.one.replica->strands().findStrand(strand->id))->ix, author, 1));
    const auto bytes =
        encodeRun(0, strand->id, false, author, 1, {rows.front().encoded}, *rows.front().signature);
    const auto run =
        must(VerifiedRun::open(must(decodeRun(bytes)), strand->id, author,
                               chainStart(strand->id, author), m.one.actorKey.publicKey()));
    must(taking.add(strand->ix, run, Verdict::Accepted));
    must(taking.commit());
    // Both are there to be seen until the office's word.
    const auto shown = Meeting::outcomeAt(m.two, m.action);
    CHECK(shown.find("Lock fitted;") != std::string::npos);
    CHECK(shown.find("Bolt seen;") != std::string::npos);
}

TEST_CASE("what the office kept for a person is not passed on by a tablet")
{
    Meeting m;
    const auto strand = m.partOf(schema::Compartment::Core);
    must(m.hub.core.registry.setMember(strand.ix, m.idva, 1));
    must(m.one.set(m.action, "outcome", Value::text("Xylophone")));
    CHECK(must(m.one.sync(m.hub)).quarantined == 1);
    auto one = m.sideOf(m.one, m.two);
    auto two = m.sideOf(m.two, m.one);
    const auto said = must(meet(one, two));
    CHECK_FALSE(holds(said, bytesOf("Xylophone")));
    CHECK(Meeting::outcomeAt(m.two, m.action).empty());
}

TEST_CASE("work of somebody who may only read shows nowhere, and the office has it to judge")
{
    Meeting m;
    m.makeReader(m.one);
    must(m.one.set(m.action, "outcome", Value::text("Xylophone")));
    const auto report = met(m, m.one, m.two);
    CHECK(report.taken == 0);
    CHECK(report.carried == 1);
    CHECK(Meeting::outcomeAt(m.two, m.action).empty());
    must(m.two.sync(m.hub));
    CHECK(carriedBy(m.two) == 0);
    CHECK(must(m.hub.core.log.countIn(Verdict::Quarantined)) == 1);
    CHECK(m.acceptedOf(m.one.replica->author().actor) == 0);
}

TEST_CASE("a part that is taken off a tablet stays until what it carries is with the office")
{
    Meeting m;
    m.makeReader(m.one);
    must(m.one.set(m.action, "outcome", Value::text("Xylophone")));
    CHECK(met(m, m.one, m.two).carried == 1);
    m.hub.unassign(m.caseId, m.coordinator);
    must(m.two.sync(m.hub));
    CHECK(carriedBy(m.two) == 0);
    CHECK(must(m.hub.core.log.countIn(Verdict::Quarantined)) == 1);
    CHECK(must(m.two.replica->strands().strandsOfCase(m.caseId)).empty());
}

TEST_CASE("a message over its limit is refused whole")
{
    Meeting m;
    auto two = m.sideOf(m.two, m.one);
    const auto heard = two.hear(Bytes(kPeerMessageBytesMax + 1));
    REQUIRE(!heard.ok());
    CHECK(heard.error().code == ErrorCode::TooLarge);
}
