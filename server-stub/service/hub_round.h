#pragma once

#include "server-stub/service/change_judge.h"
#include "server-stub/service/blind_check.h"
#include "shared/wire/frame.h"

#include <span>

namespace lapwing::hub {

/// What one round did, for the log: counts and ids, never content.
struct RoundLog {
    std::uint64_t accepted = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t rejected = 0;
    std::uint64_t served = 0; ///< changes sent
    std::uint64_t snapshots = 0;
    std::vector<BlindCheck::Asked> asked; ///< after whom, for the first time
    bool idle = false;   ///< answered from memory
    bool copied = false; ///< a copy of the vault, which is served nothing
};

struct RoundAnswer {
    Bytes body;
    RoundLog log;
};

/// What a device asks: frames, inflated once for all that looks at them.
struct RoundRequest {
    /// Errors: Malformed, TooLarge, TooOld.
    [[nodiscard]] static Result<RoundRequest> open(ByteView body);
    wire::Hello hello;
    std::vector<wire::Frame> frames; ///< the hello among them, first
};

/// The hub's side of `POST /v1/sync`: one request of frames in, one answer out.
/// Accepts what the device wrote (or puts it into quarantine), then serves what it is owed.
/// The caller commits before it sends the answer; on an error it rolls back and nothing was
/// promised. Errors: Unauthorised (unknown device), Malformed, TooLarge, TooOld.
class HubRound {
public:
    explicit HubRound(HubCore& core) : m_core(core) {}
    [[nodiscard]] Result<RoundAnswer> handle(const crypto::PublicKey& deviceKey,
                                             const RoundRequest& request);
    [[nodiscard]] Result<RoundAnswer> handle(const crypto::PublicKey& deviceKey, ByteView body);
    /// The answer to a device with nothing to say or hear, without a look at the database; nothing
    /// when only handle() can tell. Needs no transaction.
    [[nodiscard]] std::optional<RoundAnswer> answerIdle(const crypto::PublicKey& deviceKey,
                                                        const RoundRequest& request);

    /// A run that somebody else brought, taken as if its author's own tablet had pushed it. False
    /// when the author, the strand or what comes before it is not known here.
    /// Errors: those of handle(); Corrupt when its author did not sign it.
    [[nodiscard]] Result<bool> takeCarried(ByteView run);
    /// The same of a run in what a device offered: also of this hub's own former self.
    [[nodiscard]] Result<bool> takeOffered(ByteView run, const DeviceId& from);

private:
    struct Session;
    [[nodiscard]] Result<RoundAnswer> meetStranger(const crypto::PublicKey& deviceKey,
                                                   const RoundRequest& request);
    [[nodiscard]] Result<void> settleStanding(Session& s);
    [[nodiscard]] Result<void> heedGrant(Session& s, const RoundRequest& request);
    [[nodiscard]] Result<void> readOwnChain(Session& s);
    [[nodiscard]] Result<void> takeRun(Session& s, ByteView payload);
    [[nodiscard]] Result<void> answerFound(Session& s, const RoundRequest& request);
    [[nodiscard]] Result<bool> isKnown(const KnownActor& author);
    [[nodiscard]] Result<bool> takeBrought(Device device, ByteView run);
    [[nodiscard]] Result<void> passOver(const Session& s, const KnownActor& author,
                                        std::uint64_t first);
    [[nodiscard]] Result<void> askFrom(Session& s, const store::Strand& strand,
                                       const store::Chain& chain);
    [[nodiscard]] Result<void> takeOther(Session& s, const store::Strand& strand,
                                         const KnownActor& author, const VerifiedRun& run);
    [[nodiscard]] Result<void> takeReceipt(Session& s, ByteView payload);
    [[nodiscard]] Result<void> takeSameWord(Session& s, ByteView payload);
    [[nodiscard]] Result<void> tellSameWords(Session& s);
    [[nodiscard]] Result<void> tellElsewhere(Session& s);
    /// The bits that an author has in a strand today.
    [[nodiscard]] Result<access::Rights> rightsOf(const Session& s, const store::Strand& strand,
                                                  const KnownActor& author);
    /// The hub's word on each change of the run, none of it applied yet.
    [[nodiscard]] Result<std::vector<Judgement>> judged(const Session& s,
                                                        const store::Strand& strand,
                                                        const KnownActor& author,
                                                        const VerifiedRun& run);
    [[nodiscard]] Result<store::Applied>
    applyJudged(const store::Strand& strand, const VerifiedRun& run, std::vector<Judgement>& words);
    [[nodiscard]] Result<void> takeFresh(Session& s, const store::Strand& strand,
                                         const KnownActor& author, const VerifiedRun& run);
    [[nodiscard]] Result<void> repeatOurWords(Session& s, const store::Strand& strand,
                                              const KnownActor& author, const VerifiedRun& run);
    [[nodiscard]] Result<void> answerVerdicts(Session& s, const store::Strand& strand,
                                              const ActorId& actor, std::uint64_t first,
                                              std::uint64_t last);
    [[nodiscard]] Result<void> serve(Session& s);
    void retract(Session& s, std::span<const StrandId> strands);
    [[nodiscard]] Result<void> serveSnapshot(Session& s, const store::Strand& strand);
    /// True when the answer is full and the strand not yet at its end.
    [[nodiscard]] Result<bool> serveTail(Session& s, const store::Strand& strand,
                                         std::uint64_t from);
    [[nodiscard]] Result<void> tellActor(Session& s, const ActorId& actor);
    [[nodiscard]] wire::End endOf(const Session& s) const;
    [[nodiscard]] Result<RoundAnswer> answerCopy(Session& s);
    HubCore& m_core;
};

} // namespace lapwing::hub
