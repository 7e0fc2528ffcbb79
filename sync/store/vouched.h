#pragma once

#include "shared/wire/found_messages.h"
#include "sync/log/snapshot.h"
#include "sync/store/sql/database.h"

#include <optional>
#include <span>

namespace lapwing::store {

/// What the hub has signed of what a tablet holds, kept as it came: a hub that was put back from a
/// backup believes its own signature, and nobody else's word. Of each strand its newest snapshot,
/// the certificates of authors, and the last grant of each earlier epoch.
/// Every call runs inside the caller's transaction. Errors: those of Database; Corrupt.
/// Thread: the Database's.
class Vouched {
public:
    explicit Vouched(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();

    /// A strand's snapshot as the frames that it came in: envelope, pieces.
    struct Snapshot {
        StrandId strand;
        Bytes frames;
    };
    /// All of one answer, under the one signature that covers them.
    [[nodiscard]] Result<void> keep(std::span<const Snapshot> snapshots, const Manifest& manifest,
                                    const crypto::Signature& signature);
    /// The snapshot's frames with the manifest before them; nothing when none was kept.
    [[nodiscard]] Result<std::optional<Bytes>> snapshot(const StrandId& strand);
    /// Its newest snapshot holds what was taken out since.
    [[nodiscard]] Result<void> dropSnapshot(const StrandId& strand);
    /// Nothing stays of the strand.
    [[nodiscard]] Result<void> drop(const StrandId& strand);

    /// Under the id of its device or its actor.
    [[nodiscard]] Result<void> putCertificate(ByteView id16, ByteView certificate);
    [[nodiscard]] Result<std::optional<Bytes>> certificate(ByteView id16);

    /// The last grant of an epoch that is over.
    [[nodiscard]] Result<void> keepGrant(std::uint64_t epoch, ByteView grant);
    [[nodiscard]] Result<bool> hasGrants();
    /// The newest first.
    [[nodiscard]] Result<std::vector<Bytes>> grants();
    /// All that they name is known at the office again.
    [[nodiscard]] Result<void> forgetGrants();

    /// How far the office has been offered a strand that it does not know, and what it said.
    struct Offered {
        wire::FoundMark mark;
        wire::FoundOutcome outcome{};
        std::uint64_t next = 0; ///< part to send
    };
    [[nodiscard]] Result<std::optional<Offered>> offered(const StrandId& strand);
    [[nodiscard]] Result<void> setOffered(const StrandId& strand, const Offered& offered);
    /// The office has told of the strand again.
    [[nodiscard]] Result<void> forgetOffer(const StrandId& strand);

private:
    [[nodiscard]] Result<std::optional<Bytes>> blobOf(std::string_view sql, ByteView key);
    Database* m_db;
};

} // namespace lapwing::store
