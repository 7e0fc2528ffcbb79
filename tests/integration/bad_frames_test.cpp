#include "sync/store/snapshot_body.h"
#include "tests/support/spoilt_frames.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

using namespace lapwing;
using namespace lapwing::test;

namespace {

/// The first of the two has something to send.
struct World : TwoTablets {
    World() : TwoTablets(11)
    {
        must(one.set(action, "outcome", Value::text("Done by the locksmith")));
    }
    /// All that the hub has accepted in the case, and all that the second tablet has.
    [[nodiscard]] std::vector<Bytes> state()
    {
        std::vector<Bytes> all;
        for (const auto& strand : must(hub.core.strands.strandsOfCase(caseId)))
            all.push_back(encode(must(store::snapshotBody(hub.core.db, strand.ix))));
        for (auto& [id, body] : two.canonical()) all.push_back(std::move(body));
        return all;
    }
    [[nodiscard]] ClientRound roundOf(SmallTablet& tablet) const
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

/// The first tablet's request with its work under its author's name, but signed by `key`.
Bytes signedBy(World& w, const Bytes& request, const crypto::SigningKey& key)
{
    wire::FrameWriter out;
    for (const auto& frame : must(wire::readFrames(request))) {
        if (frame.type != wire::FrameType::Run) {
            out.put(frame.type, frame.payload);
            continue;
        }
        const auto raw = must(decodeRun(frame.payload));
        REQUIRE(raw.forms.size() == 1);
        const auto strands = must(w.hub.core.strands.strandsOfCase(w.caseId));
        const auto core = std::ranges::find(strands, schema::Compartment::Core,
                                            &store::Strand::compartment);
        const auto author = actorOf(w.one.actorKey.publicKey());
        auto change = must(openChange(core->id, author, raw.firstCtr,
                                     chainStart(core->id, author), raw.forms.front()));
        const auto run = VerifiedRun::sign(std::move(change), key);
        const Bytes form(raw.forms.front().begin(), raw.forms.front().end());
        out.put(frame.type, encodeRun(raw.strandHandle, raw.strand, raw.ownActor, raw.actor,
                                      raw.firstCtr, {form}, run.signature()));
    }
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
        {"bytes that are no frames, sent to the hub", {Malformed, TooOld}, false,
         [](World& w) { return outcome(w.send(w.one, noFrames({}))); }},
        {"a request cut in the middle", {Malformed}, false,
         [](World& w) {
             return outcome(w.send(w.one, cutInTheMiddle(w.requestOf(w.one))));
         }},
        {"a frame that says it is longer than any may be", {Malformed, TooLarge}, false,
         [](World& w) {
             return outcome(w.send(w.one, oversized({})));
         }},
        {"a change with one bit of it flipped, sent to the hub", {Malformed}, false,
         [](World& w) {
             return outcome(w.send(w.one, withContentFlipped(w.requestOf(w.one))));
         }},
        {"a change with one bit of its signature flipped, sent to the hub", {Malformed}, false,
         [](World& w) {
             return outcome(w.send(w.one, withSignatureFlipped(w.requestOf(w.one))));
         }},
        {"a change that another person signed, sent as one's own", {Malformed}, false,
         [](World& w) { return outcome(w.send(w.two, w.requestOf(w.one))); }},
        {"a change in one's name that another person signed", {Malformed}, false,
         [](World& w) {
             const auto request = w.requestOf(w.one);
             REQUIRE((signedBy(w, request, w.one.actorKey) == request));
             return outcome(w.send(w.one, signedBy(w, request, w.two.actorKey)));
         }},
        {"a tablet that the office does not know", {Unauthorised}, false,
         [](World& w) {
             const auto stranger = must(crypto::SigningKey::generate(w.random));
             return outcome(w.hub.sync(stranger.publicKey(), w.requestOf(w.one)));
         }},
        {"bytes that are no frames, served to a tablet", {Malformed, TooOld}, true,
         [](World& w) {
             return w.serveSpoilt(noFrames);
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
