#pragma once

#include "client/work/clock_check.h"
#include "client/work/deliver.h"
#include "client/work/tablet.h"
#include "sync/session/client_round.h"
#include "sync/transport/transport.h"

#include <stop_token>

namespace lapwing::work {

/// What one sync did and what is left to do.
struct SyncReport {
    RoundReport round;
    std::uint64_t bytesUp = 0; ///< of HTTP, as transport::Traffic counts them
    std::uint64_t bytesDown = 0;
    std::uint64_t roundTrips = 0;
    std::uint64_t openChecks = 0;
    std::uint64_t unknownCases = 0; ///< that the office does not know since its restore
    std::uint64_t unsent = 0;
    std::uint64_t words = 0; ///< that were typed and are no change, and that the office now has
    std::int64_t clockAheadMinutes = 0; ///< this tablet's clock, as minutesAhead() tells it
};

/// When the tablet last met the hub, by the hub's clock and by its own; 0 for never.
[[nodiscard]] inline Meeting metAt(const store::LastSync& last)
{
    return {last.hubTimeMs, last.wallMs};
}

/// The way to this tablet's own hub, with its pinned key and the tablet's certificate. `stop` ends
/// a running post().
[[nodiscard]] Result<std::unique_ptr<transport::Transport>> hubOf(const Identity& identity,
                                                                  std::stop_token stop = {});

/// What is to be posted, and where.
struct SyncRequest {
    std::string_view path;
    Bytes body;
};

/// One sync, step by step, so that the network is waited for elsewhere than on the store thread:
/// request(), post it, take() the answer, while take() says that there is more; then finish().
/// Errors: as syncWithHub. Thread: the store thread, for every call and the destructor.
class SyncSteps {
public:
    /// `tablet` must outlive this.
    explicit SyncSteps(Tablet& tablet);
    /// The anchor is on the disk when this returns.
    [[nodiscard]] Result<SyncRequest> request();
    /// True when another request is due at once.
    [[nodiscard]] Result<bool> take(transport::HttpAnswer answer);
    /// `spoken`: how the steps ended. The traffic is the caller's to fill in.
    [[nodiscard]] Result<SyncReport> finish(const Result<void>& spoken);

private:
    [[nodiscard]] Result<bool> introduce();
    [[nodiscard]] Result<bool> nextWords();
    [[nodiscard]] Result<bool> takeWords(const transport::HttpAnswer& answer);
    Tablet& m_tablet;
    ClientRound m_round;
    std::optional<CargoLoad> m_words; ///< the round is over, and these are to be handed in
    std::size_t m_handedIn = 0;       ///< how many words the office has had, whatever it said
    std::uint64_t m_received = 0;
    int m_requests = 0;
    bool m_introduced = false;
    std::vector<StrandId> m_rekeyedFor; ///< what was purged when the key was last changed here
};

/// Speaks with the hub until there is nothing more to say. The anchor is on the disk before any
/// change leaves the tablet; after a purge, and every month, the vault gets a new data key; every
/// answer renews the lease; when all is decided the cargo file is emptied of it. What was typed in
/// a case that has left, or without a lease, is handed in last. Cut off at any point it
/// has kept what came whole, and is simply begun again.
/// Errors: Offline, with how much is not yet sent; Unauthorised; Conflict when this copy of the
/// vault is older than what the office has; those of ClientRound and Vault.
/// Thread: the store thread; blocks on the network.
[[nodiscard]] Result<SyncReport> syncWithHub(Tablet& tablet, transport::Transport& hub);
/// What the owner of a tablet that the office has stopped is told after a sync.
[[nodiscard]] Error stoppedByTheOffice(const SyncReport& report);

} // namespace lapwing::work
