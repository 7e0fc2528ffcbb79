#pragma once

#include "shared/wire/frame.h"
#include "shared/wire/messages.h"
#include "sync/log/certificate.h"
#include "sync/log/introduction.h"
#include "sync/session/certificates.h"
#include "sync/store/carried_runs.h"
#include "sync/store/receiving.h"

#include <map>
#include <set>

namespace lapwing {

struct ArrivedRun;

/// What one sync did, as `lapwing-cli sync` prints it.
struct RoundReport {
    std::uint64_t roundTrips = 0;
    std::uint64_t pushed = 0; ///< changes the hub has taken, into the case or into quarantine
    std::uint64_t pulled = 0; ///< changes and snapshots taken in
    std::uint64_t quarantined = 0; ///< of those pushed: put aside for a person at the office
    std::uint64_t purged = 0; ///< strands taken off this tablet
    /// The hub has another history of this vault's own work. Of the answer nothing was taken.
    bool rolledBack = false;
    /// The hub goes on with this vault, and has met a copy of it: its owner is to be told.
    bool isCopied = false;
    /// The hub lost this tablet with its restore, has been shown it, and waits for a person there.
    bool isStranger = false;
    bool stopped = false;     ///< the office has stopped this tablet: it may only hand in work
};

/// What the tablet learned of time and access, for the lease in the anchor.
struct Contact {
    std::uint64_t hubTimeMs = 0;
    std::uint32_t leaseS = 0;
};

/// The tablet's side of a sync with the hub: asks, takes in the answer, asks again while there is
/// more. A state machine over bytes: no sockets, no threads, no waiting.
///
/// An answer is applied whole, with its cursor, in one transaction, or not at all. Nothing is
/// believed that its author or the hub has not signed.
/// Errors: those of the replica; Corrupt (a signature or hash is wrong), Malformed, TooOld.
/// Thread: the store thread.
class ClientRound {
public:
    /// `hubRoot` is the root key that was pinned when the tablet was set up.
    ClientRound(store::Replica& replica, const crypto::PublicKey& hubRoot, ByteView digestKey32,
             const DeviceId& device);

    /// The hub said that it does not know this tablet: the next request shows who it is.
    void introduce(Introduction introduction) { m_introduction = std::move(introduction); }
    [[nodiscard]] Result<Bytes> request();
    /// True when another request is due at once.
    [[nodiscard]] Result<bool> receive(ByteView answer);

    [[nodiscard]] const RoundReport& report() const { return m_report; }
    [[nodiscard]] const Contact& contact() const { return m_contact; }

private:
    struct Pieces {
        SnapshotEnvelope envelope;
        wire::StrandMessage strand;
        Bytes body;
        std::size_t next = 0;
        wire::FrameWriter asItCame; ///< the frames again, for Vouched
    };
    struct Taking;
    [[nodiscard]] Result<bool> takeAnswer(ByteView answer);
    [[nodiscard]] Result<Sum> digest();
    [[nodiscard]] Result<bool> putRuns(wire::FrameWriter& out);
    [[nodiscard]] Result<void> take(Taking& t, const wire::Frame& frame);
    [[nodiscard]] Result<void> takeCertificate(Taking& t, ByteView payload);
    [[nodiscard]] Result<void> takeGrant(Taking& t, ByteView payload);
    [[nodiscard]] Result<void> takeStrands(ByteView payload);
    [[nodiscard]] Result<void> takeEnvelope(Taking& t, ByteView payload);
    [[nodiscard]] Result<void> takeManifest(Taking& t, ByteView payload);
    [[nodiscard]] Result<void> takePiece(Taking& t, ByteView payload);
    [[nodiscard]] Result<void> takeRun(Taking& t, ByteView payload);
    [[nodiscard]] Result<void> takeVerdicts(Taking& t, ByteView payload);
    [[nodiscard]] Result<void> takeNeed(Taking& t, ByteView payload);
    [[nodiscard]] Result<void> takeRetraction(Taking& t, ByteView payload);
    [[nodiscard]] Result<void> putSameWords(wire::FrameWriter& out);
    [[nodiscard]] Result<void> takeSameWord(ByteView payload);
    [[nodiscard]] Result<void> takeElsewhere(ByteView payload);
    [[nodiscard]] Result<void> heedEpoch(std::uint64_t told);
    [[nodiscard]] Result<void> purgeRetracted(Taking& t);
    /// What a peer brought for the hub alone: client_round_carried.cpp.
    [[nodiscard]] Result<void> putCarried(wire::FrameWriter& out);
    [[nodiscard]] Result<void> settleCarried(const Taking& t);
    [[nodiscard]] Result<void> makeWay(Taking& t, const store::Strand& strand,
                                       const ArrivedRun& arrived);
    [[nodiscard]] Result<void> takeEnd(Taking& t, ByteView payload);
    /// What a restored hub does not know: client_round_found.cpp.
    [[nodiscard]] Result<void> keepFormer(const std::vector<store::Strand>& strands);
    struct Unknown;
    [[nodiscard]] Result<std::vector<Unknown>> unknownStrands();
    [[nodiscard]] Result<void> putFound(wire::FrameWriter& out);
    [[nodiscard]] Result<void> putParts(wire::FrameWriter& out, const Unknown& one);
    [[nodiscard]] Result<Bytes> offerOf(const store::Strand& strand, ByteView snapshot);
    [[nodiscard]] Result<void> putSince(wire::FrameWriter& out, const store::Strand& strand,
                                        const ActorId& actor, std::uint64_t from);
    [[nodiscard]] Result<void> takeFoundWords(ByteView payload);
    [[nodiscard]] Result<bool> isOfferDue();

    store::Replica& m_replica;
    crypto::PublicKey m_root;
    crypto::Secret m_digestKey;
    DeviceId m_device;
    crypto::PublicKey m_hubKey;                        ///< certified by the root
    std::map<std::uint64_t, wire::StrandMessage> m_told; ///< strands told of, by handle
    std::map<std::uint64_t, Pieces> m_pieces;
    std::vector<store::CarriedRuns::Row> m_carried; ///< sent with the request
    std::optional<Grant> m_grant; ///< the newest one held, read once in a round
    std::optional<wire::RoundNonce> m_asked; ///< the request whose answer is awaited
    bool m_restarted = false; ///< at most once in a round
    bool m_splits = false;    ///< runs end at each signature
    bool m_shows = false;     ///< the hub has asked for the newest grant
    bool m_caughtUp = false;  ///< the hub has told all that it knows
    std::set<StrandId> m_offered; ///< to be offered no further in this round
    std::optional<Introduction> m_introduction;
    unsigned m_resyncs = 0;   ///< how often the hub has begun again in this round
    RoundReport m_report;
    Contact m_contact;
};

} // namespace lapwing
