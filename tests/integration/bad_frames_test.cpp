#include "shared/wire/frame.h"
#include "tests/support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;
using wire::FrameType;

namespace {

/// Two people of one case; the first has something to send.
struct World {
    SeededRandom random{11};
    HandClock clock;
    SmallHub hub{random, clock};
    CaseId caseId = hub.addCase("DA-1", "Case one");
    RecordId action = hub.addRecord(caseId, "action", "text", Value::text("Fit a new lock"));
    PersonId idva = hub.addStaff("Amara Ode", access::Role::Idva);
    PersonId coordinator = hub.addStaff("Ben Hart", access::Role::MaracCoordinator);
    SmallTablet one{hub, idva, random, clock};
    SmallTablet two{hub, coordinator, random, clock};

    World()
    {
        for (const auto& person : {idva, coordinator})
            hub.assign(caseId, person, {Compartment::Visit, Compartment::Core});
        must(one.sync(hub));
        must(two.sync(hub));
        must(one.set(action, "outcome", Value::text("Done by the locksmith")));
    }
    /// All that the hub has accepted in the case, and all that the second tablet has.
    [[nodiscard]] std::vector<Bytes> state()
    {
        std::vector<Bytes> all;
        for (const auto& strand : must(hub.core.strands.strandsOfCase(caseId)))
            all.push_back(encode(must(hub.core.strands.checkpointBody(strand.ix))));
        for (auto& [id, body] : two.canonical()) all.push_back(std::move(body));
        return all;
    }
    [[nodiscard]] HubRound roundOf(SmallTablet& tablet) const
    {
        return {*tablet.replica, hub.core.keys.root, tablet.digestKey.view(),
                deviceOf(tablet.deviceKey.publicKey())};
    }
    [[nodiscard]] Bytes requestOf(SmallTablet& tablet) const
    {
        return must(roundOf(tablet).request());
    }
    Result<Bytes> send(const SmallTablet& as, const Bytes& body)
    {
        return hub.sync(as.deviceKey.publicKey(), body);
    }
    /// What the hub serves the second tablet once it has the first one's work.
    Result<void> serveSpoilt(const std::function<Bytes(const Bytes&)>& spoil)
    {
        auto round = roundOf(two);
        LAPWING_ASSIGN(const auto request, round.request());
        LAPWING_ASSIGN(const auto answer, send(two, request));
        LAPWING_TRY(round.receive(spoil(answer)));
        return {};
    }
};

/// The same frames with one bit flipped in the middle of what was signed: changes, as they are or
/// gathered into a checkpoint.
Bytes withContentFlipped(const Bytes& body)
{
    wire::FrameWriter out;
    int hits = 0;
    for (auto& frame : must(wire::readFrames(body))) {
        if (frame.type == FrameType::Run || frame.type == FrameType::Piece) {
            frame.payload[frame.payload.size() / 2] ^= 1;
            ++hits;
        }
        out.put(frame.type, frame.payload);
    }
    REQUIRE(hits > 0);
    return out.take();
}

/// The same frames with one bit flipped in the signature, which ends a run and is a manifest.
Bytes withSignatureFlipped(const Bytes& body)
{
    wire::FrameWriter out;
    int hits = 0;
    for (auto& frame : must(wire::readFrames(body))) {
        if (frame.type == FrameType::Run || frame.type == FrameType::Manifest) {
            frame.payload.back() ^= 1;
            ++hits;
        }
        out.put(frame.type, frame.payload);
    }
    REQUIRE(hits > 0);
    return out.take();
}

Result<void> outcome(const Result<Bytes>& answer)
{
    return answer.ok() ? Result<void>() : Result<void>(answer.error());
}

struct Row {
    std::string name;
    std::vector<ErrorCode> codes; ///< any of them
    bool sentFirst;               ///< the hub has the work already
    std::function<Result<void>(World&)> act;
};

std::vector<Row> rows()
{
    using enum ErrorCode;
    return {
        {"octets that are no frames, sent to the hub", {Malformed, TooOld}, false,
         [](World& w) { return outcome(w.send(w.one, Bytes(40, 0xfe))); }},
        {"a request cut in the middle", {Malformed}, false,
         [](World& w) {
             auto body = w.requestOf(w.one);
             body.resize(body.size() / 2);
             return outcome(w.send(w.one, body));
         }},
        {"a frame that says it is longer than any may be", {Malformed, TooLarge}, false,
         [](World& w) {
             wire::Writer body;
             body.u8(static_cast<std::uint8_t>(FrameType::Hello));
             body.u8(1); // version
             body.u8(0); // flags
             body.varint(std::uint64_t{1} << 40);
             return outcome(w.send(w.one, body.take()));
         }},
        {"a change with one bit of it flipped, sent to the hub", {Corrupt, Malformed}, false,
         [](World& w) {
             return outcome(w.send(w.one, withContentFlipped(w.requestOf(w.one))));
         }},
        {"a change with one bit of its signature flipped, sent to the hub", {Corrupt}, false,
         [](World& w) {
             return outcome(w.send(w.one, withSignatureFlipped(w.requestOf(w.one))));
         }},
        {"a change that another person signed, sent as one's own", {Corrupt}, false,
         [](World& w) { return outcome(w.send(w.two, w.requestOf(w.one))); }},
        {"a tablet that the office does not know", {Unauthorised}, false,
         [](World& w) {
             const auto stranger = must(crypto::SigningKey::generate(w.random));
             return outcome(w.hub.sync(stranger.publicKey(), w.requestOf(w.one)));
         }},
        {"octets that are no frames, served to a tablet", {Malformed, TooOld}, true,
         [](World& w) {
             return w.serveSpoilt([](const Bytes&) { return Bytes(40, 0xfe); });
         }},
        {"a change with one bit of it flipped, served to a tablet", {Corrupt, Malformed}, true,
         [](World& w) { return w.serveSpoilt(withContentFlipped); }},
        {"a change with one bit of its signature flipped, served to a tablet", {Corrupt}, true,
         [](World& w) { return w.serveSpoilt(withSignatureFlipped); }},
    };
}

void holds(const Row& row)
{
    CAPTURE(row.name);
    World w;
    if (row.sentFirst) must(w.one.sync(w.hub));
    const auto before = w.state();
    const auto told = row.act(w);
    REQUIRE_FALSE(told.ok());
    const auto& error = told.error();
    CAPTURE(error.detail);
    CHECK(std::ranges::find(row.codes, error.code) != row.codes.end());
    // What happened, what is safe, what to do.
    CAPTURE(error.text());
    CHECK(std::ranges::count(error.text(), '.') >= 2);
    CHECK((w.state() == before));

    // The honest round after it goes through, and nothing was lost.
    must(w.one.sync(w.hub));
    must(w.two.sync(w.hub));
    CHECK((w.one.canonical() == w.two.canonical()));
    CHECK((w.state() != before));
}
} // namespace

TEST_CASE("what nobody signed or sent in this form is refused, changes nothing and stops nothing")
{
    for (const auto& row : rows()) holds(row);
}
