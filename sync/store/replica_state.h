#pragma once

#include "shared/wire/messages.h"
#include "sync/log/certificate.h"
#include "sync/log/grant.h"
#include "sync/log/recovery_certificate.h"
#include "sync/store/sql/database.h"

#include <optional>

namespace lapwing::store {

/// The chained count of all that this tablet's actor has written: tells the hub of a vault that was
/// rolled back. seq counts changes; head_n = H("lapwing.own.1", head_(n-1) || change hash).
/// Source: docs/storage-format.md, settings, `own_chain`.
struct OwnChain {
    std::uint64_t seq = 0;
    Hash head;
};

/// How far this vault wrote in a strand that it has given back.
struct OwnPlace {
    std::uint64_t ctr = 0;
    Hash head;
};

/// When the office was last met, by its clock and by the tablet's own, and how many strands it has
/// taken off this tablet.
struct LastSync {
    std::uint64_t hubTimeMs = 0;
    std::uint64_t wallMs = 0;
    std::uint64_t purged = 0;
};

/// What a tablet knows besides its cases: where it stands with the hub, whom it knows, and what it
/// has written. Owner of the tables setting, actor and own_place.
/// Errors: those of Database; Corrupt, or the decoder's, for what does not decode.
/// Thread: the Database's.
class ReplicaState {
public:
    explicit ReplicaState(Database& database) : m_db(&database) {}
    [[nodiscard]] Result<void> createTables();

    /// How far the hub's answers were taken in; zero before the first.
    [[nodiscard]] Result<wire::Cursor> cursor();
    [[nodiscard]] Result<void> setCursor(const wire::Cursor& cursor);
    /// The hub's, which a restored one changes; zero before the first answer.
    [[nodiscard]] Result<std::uint64_t> hubEpoch();
    [[nodiscard]] Result<void> setHubEpoch(std::uint64_t epoch);
    /// Strands whose purge the hub is still to be told of.
    [[nodiscard]] Result<wire::StrandIds> purged();
    [[nodiscard]] Result<void> setPurged(const wire::StrandIds& strands);
    [[nodiscard]] Result<std::optional<HubKeyCertificate>> hubKey();
    [[nodiscard]] Result<void> setHubKey(const HubKeyCertificate& certificate);
    [[nodiscard]] Result<std::optional<RecoveryCertificate>> recoveryKey();
    [[nodiscard]] Result<void> setRecoveryKey(const RecoveryCertificate& certificate);
    /// The newest that the hub gave.
    [[nodiscard]] Result<std::optional<Grant>> grant();
    [[nodiscard]] Result<void> setGrant(const Grant& grant);

    /// Something was taken out for good, and pages, index, log or key may still know it: until the
    /// vault is sealed under a new key.
    [[nodiscard]] Result<bool> owesRedaction();
    [[nodiscard]] Result<void> setOwesRedaction(bool owes);

    /// Empty before the first change.
    [[nodiscard]] Result<OwnChain> ownChain();
    /// Inside the transaction that keeps the change.
    [[nodiscard]] Result<void> extendOwnChain(const Hash& change);
    [[nodiscard]] Result<std::optional<OwnPlace>> ownPlace(const StrandId& strand);
    [[nodiscard]] Result<void> setOwnPlace(const StrandId& strand, const OwnPlace& place);

    /// Whose key and person an actor has; nothing before its certificate came.
    struct Known {
        crypto::PublicKey key;
        PersonId person;
    };
    [[nodiscard]] Result<std::optional<Known>> actor(const ActorId& id);
    [[nodiscard]] Result<void> putActor(const ActorId& id, const Known& known);

    [[nodiscard]] Result<LastSync> lastSync();
    [[nodiscard]] Result<void> setLastSync(const LastSync& last);
    /// How the person likes the screen, as the screen encodes it.
    [[nodiscard]] Result<std::optional<Bytes>> screenSettings();
    [[nodiscard]] Result<void> setScreenSettings(ByteView settings);

private:
    [[nodiscard]] Result<std::optional<Bytes>> read(std::string_view name);
    [[nodiscard]] Result<void> write(std::string_view name, ByteView value);
    Database* m_db;
};

} // namespace lapwing::store
