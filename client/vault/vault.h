#pragma once

#include "client/vault/device_key.h"
#include "client/vault/lease.h"
#include "shared/crypto/kdf.h"
#include "sync/store/cargo.h"
#include "sync/store/commit_journal.h"
#include "sync/store/sql/database.h"

namespace lapwing {

/// Where a vault lies and what it stands on. All but the folder's name must outlive the Vault.
struct VaultSite {
    std::string folder;
    store::Disk& disk;
    Random& random;
    const Clock& clock;
};

/// What `status` and Settings tell about a vault.
struct VaultStatus {
    crypto::KdfCost kdf;
    DeviceKeyKind deviceKey = DeviceKeyKind::PlainFile;
    bool memoryLocked = false;   ///< the kernel keeps keys out of swap
    bool slotsWhole = false;     ///< both copies of the key slot are good
    Lease lease;
    std::uint32_t epoch = 0;     ///< of the data key
    std::size_t cargoRecords = 0;
    std::size_t cargoDamaged = 0;
};

/// The device's own place in the fleet, as the anchor remembers it.
struct VaultIdentity {
    std::uint64_t ownSeq = 0; ///< changes written by this device
    Hash ownHead;             ///< and the hash of the chain they make
    ActorId vaultActor;
    ActorId fieldActor;
};

/// One person's sealed replica: a folder with the files lock, slots.a, slots.b, device.key,
/// replica.db (and its log), anchor and cargo. One handle in one process has it open at a time.
/// Dropping it closes it; flush() first.
/// Errors of opening: NotFound; Locked (open elsewhere, or no lease); Unauthorised (nothing has
/// changed on the disk); Corrupt (nothing is opened, all is kept); TooOld; StorageFull,
/// StorageFailed.
/// Thread: one at a time, the store thread; opening takes about a second.
/// Source: docs/storage-format.md "The vault folder".
class Vault {
public:
    enum class Purpose : unsigned char {
        Use,   ///< refused without a valid lease
        Renew, ///< to sync or to show status: nothing may be read out to a person
    };

    /// A new vault with an empty database and no lease. Also Conflict when the folder holds
    /// anything of a vault; on any error nothing of this one is left.
    [[nodiscard]] static Result<Vault> create(VaultSite site, const crypto::Secret& passphrase,
                                              crypto::KdfCost cost);
    [[nodiscard]] static Result<Vault> open(VaultSite site, const crypto::Secret& passphrase,
                                            Purpose purpose = Purpose::Use);
    Vault(Vault&&) noexcept;
    Vault& operator=(Vault&&) noexcept;
    ~Vault();

    /// From its success on only `fresh` opens the vault; a crash leaves one of the two in force.
    /// Errors: Unauthorised when `current` is not the passphrase; Rejected; those of Disk, after
    /// which the message says which passphrase counts.
    [[nodiscard]] Result<void> changePassphrase(const crypto::Secret& current,
                                                const crypto::Secret& fresh,
                                                crypto::KdfCost cost);

    [[nodiscard]] store::Database& database();
    [[nodiscard]] store::CommitJournal& journal();
    [[nodiscard]] store::RootSum& rootSum();
    [[nodiscard]] store::CargoFile& cargo();

    [[nodiscard]] const store::AnchorState& anchorState() const;
    /// Durable after flush(), which comes before any change leaves the device.
    [[nodiscard]] Result<void> updateIdentity(const VaultIdentity& identity);
    /// The hub's own, live word; durable when it returns. Times by hub time, since 1970.
    /// Errors: Rejected for a lease longer than kLeaseMaxMs.
    [[nodiscard]] Result<void> renewLease(std::uint64_t hubTimeMs, std::uint64_t leaseEndMs);
    [[nodiscard]] Lease lease() const;
    [[nodiscard]] VaultStatus status() const;

    /// Puts the anchor on the disk: at lock, and every five seconds while there is work.
    [[nodiscard]] Result<void> flush();

private:
    struct State;
    explicit Vault(std::unique_ptr<State> state);
    [[nodiscard]] static Result<void> fill(State& state, bool isNew);
    std::unique_ptr<State> m_state;
};

} // namespace lapwing
