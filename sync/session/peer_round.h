#pragma once

#include "shared/wire/frame.h"
#include "shared/wire/peer_messages.h"
#include "sync/log/grant.h"
#include "sync/session/certificates.h"
#include "sync/store/receiving.h"

#include <map>
#include <set>

namespace lapwing {

inline constexpr std::size_t kPeerMessageBytesMax = 8u << 20; ///< as it travels

/// What one sync with another tablet did.
struct PeerReport {
    std::uint64_t taken = 0;   ///< changes that came, undecided until the hub's word
    std::uint64_t told = 0;    ///< changes that the other was sent
    std::uint64_t carried = 0; ///< runs kept for the hub, and shown nowhere here
    /// Runs that rest on what is not here, by an unknown author, or over a limit: not taken.
    std::uint64_t left = 0;
    std::uint64_t unproven = 0; ///< runs that their author did not sign: not taken
    /// Somebody has work of this very vault that it does not know: there is a copy of it.
    bool isCopied = false;
};

/// One tablet's side of a sync with another, with no hub between; both sides are alike. One greets,
/// then each hears what the other said and says what follows, until one has nothing to say: two
/// round trips. A state machine over bytes: no sockets, no threads, no waiting.
///
/// Only strands are named that this replica holds, that the other's hub-signed grant lets them
/// read, and that no word of the hub held here has taken from them since. What comes is undecided,
/// by anybody, and nothing of it gives back, purges or decides anything. What is heard is
/// taken in one transaction or not at all, so that a sync cut anywhere goes on in the next.
/// Errors: Unauthorised for a stopped or lapsed grant, here or there; Corrupt for what the hub did
/// not sign; Malformed; TooLarge. After an error the sync is over. Thread: the store thread.
/// Source: docs/wire-format.md "Tablet to tablet".
class PeerRound {
public:
    /// This tablet's own certificates, as its hub gave them, and the device whose key the
    /// transport has proved at the other end.
    struct Ends {
        DeviceCertificate device;
        ActorCertificate actor;
        DeviceId peer;
    };
    /// `nowMs` is the hub's time, as this tablet takes it to be.
    PeerRound(store::Replica& replica, Ends ends, std::uint64_t nowMs)
        : m_replica(replica), m_ends(std::move(ends)), m_nowMs(nowMs)
    {
    }
    [[nodiscard]] Result<Bytes> greet();
    /// Empty when there is nothing more to say.
    [[nodiscard]] Result<Bytes> hear(ByteView message);
    [[nodiscard]] const PeerReport& report() const { return m_report; }

private:
    struct Head {
        std::uint64_t ctr = 0;
        Head8 head;
    };
    using Heads = std::map<StrandId, std::map<ActorId, Head>>;
    [[nodiscard]] Result<Bytes> heard(ByteView message);
    [[nodiscard]] Result<void> take(const wire::Frame& frame);
    [[nodiscard]] Result<void> takeGrant(ByteView payload);
    [[nodiscard]] Result<void> takeCertificate(ByteView payload);
    [[nodiscard]] Result<void> takeHeads(ByteView payload);
    [[nodiscard]] Result<void> takeRuns(store::Receiving& receiving,
                                        const std::vector<wire::Frame>& frames);
    /// False when what it rests on is not here yet.
    [[nodiscard]] Result<bool> takeRun(store::Receiving& receiving, ByteView payload);
    [[nodiscard]] Result<bool> carry(const store::Strand& strand, const VerifiedRun& run,
                                     ByteView payload);
    /// Whether it is of a form and by somebody whose changes show before the hub has seen them.
    [[nodiscard]] Result<bool> mayShow(const store::Strand& strand, const VerifiedRun& run);
    [[nodiscard]] bool isGood(const Grant& grant) const;
    /// Held here, and theirs as well.
    [[nodiscard]] Result<bool> isShared(const store::Strand& strand);
    /// The newest word of the hub in the strand on who may have it, about the other's person.
    [[nodiscard]] Result<bool> isTakenFromThem(const store::Strand& strand);
    [[nodiscard]] Result<bool> isHub(const ActorId& actor);

    [[nodiscard]] Result<void> putGrant(wire::FrameWriter& out);
    [[nodiscard]] Result<void> putHeads(wire::FrameWriter& out);
    [[nodiscard]] Result<void> putRuns(wire::FrameWriter& out);
    [[nodiscard]] Result<void> putChain(wire::FrameWriter& out, const store::Strand& strand,
                                        const store::Chain& chain, const Head& theirs);
    /// False when nobody would believe whose chain it is.
    [[nodiscard]] Result<bool> putAuthor(wire::FrameWriter& out, const ActorId& actor);

    store::Replica& m_replica;
    Ends m_ends;
    std::uint64_t m_nowMs;
    crypto::PublicKey m_hub;
    std::optional<Grant> m_theirs;
    std::optional<Heads> m_wanted; ///< the other's, once they have said them
    std::size_t m_headsIn = 0;
    std::size_t m_certificatesIn = 0;
    std::size_t m_changesIn = 0;
    std::set<ActorId> m_certified;     ///< authors that the other was told of
    std::map<ActorId, bool> m_hubs;    ///< whether an author is the hub
    std::map<StrandId, bool> m_shared; ///< as known before this message
    bool m_isOver = false;             ///< something that was heard is not as it must be
    bool m_greeted = false;
    bool m_toldHeads = false;
    bool m_toldRuns = false;
    PeerReport m_report;
};

} // namespace lapwing
