#pragma once

#include "client/vault/lease.h"
#include "client/vault/vault_site.h"
#include "shared/crypto/box.h"
#include "shared/crypto/kdf.h"
#include "sync/store/cargo.h"
#include "sync/store/commit_journal.h"
#include "sync/store/root_sum.h"
#include "sync/store/sql/database.h"

namespace lapwing {

namespace unlock {
struct OpenKeys;
}

/// What `status` and Settings tell about a vault.
struct VaultStatus {
    crypto::KdfCost kdf;
    DeviceKeyKind deviceKey = DeviceKeyKind::PlainFile;
    bool memoryLocked = false;   ///< the kernel keeps its keys, and more of them, out of swap
    bool slotsWhole = false;     ///< both copies of the key slot are good
    bool recoverable = false;    ///< the organisation's recovery key opens it too
    bool pinArmed = false;       ///< a PIN opens it until the machine restarts
    Lease lease;
    unsigned triesMost = 0;      ///< different wrong passphrases in a row that erase the keys
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

/// The PINs of a vault: one to work with, and perhaps one that raises the alarm instead.
struct Pins {
    ByteView work;
    ByteView duress; ///< empty: none
    Bytes alert;     ///< a sealed cargo record, queued when the duress PIN is typed
};

/// Nothing was changed, and they may try again.
[[nodiscard]] Error wrongPresentPassphrase();

/// One person's sealed replica: a folder with the files lock, slots.a, slots.b, device.key, tries,
/// replica.db (and its log), anchor and cargo, and pin while one opens it. One handle in one
/// process has it open at a time. Dropping it closes it, its keys wiped; flush() first.
/// Errors of opening: NotFound; Locked (open elsewhere, no lease, or no PIN opens it);
/// Unauthorised (wrong passphrase or PIN, or its keys were erased); Corrupt (nothing is opened,
/// all is kept); TooOld; StorageFull, StorageFailed.
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
    /// With the PIN. Nothing at all when it was the duress PIN: the keys are gone, and anybody who
    /// looks on is to see a day without work.
    [[nodiscard]] static Result<std::optional<Vault>> openWarm(VaultSite site,
                                                               const crypto::Secret& pin,
                                                               Purpose purpose = Purpose::Use);
    /// With the organisation's recovery key. From its success on only `fresh` opens the vault: the
    /// PINs are gone.
    [[nodiscard]] static Result<Vault> recover(VaultSite site, const crypto::BoxKeyPair& recovery,
                                               const crypto::Secret& fresh, crypto::KdfCost cost);
    Vault(Vault&&) noexcept;
    Vault& operator=(Vault&&) noexcept;
    ~Vault();

    /// From its success on only `fresh` opens the vault; a crash leaves one of the two in force.
    /// Errors: Unauthorised when `current` is not the passphrase; Rejected; those of Disk, after
    /// which the message says which passphrase counts.
    [[nodiscard]] Result<void> changePassphrase(const crypto::Secret& current,
                                                const crypto::Secret& fresh,
                                                crypto::KdfCost cost);
    /// How many different wrong passphrases in a row erase the keys. Errors: Rejected outside
    /// kTriesLeast … kTriesMost; those of Disk.
    [[nodiscard]] Result<void> setTriesMost(unsigned most);
    /// From now on the organisation's recovery key opens the vault as well. Doing it again with
    /// the same key changes nothing.
    [[nodiscard]] Result<void> setRecoveryKey(const crypto::BoxPublicKey& key);
    /// A new data key and the next epoch; every page is sealed again. database(), journal() and
    /// rootSum() are others afterwards. On an error the vault is still open, under the key that
    /// is in force, or `usable()` is false and it must be opened again.
    [[nodiscard]] Result<void> rekey();
    /// True when the data key is a month old.
    [[nodiscard]] bool isRekeyDue() const;
    [[nodiscard]] bool usable() const;

    /// From now on, and after every cold unlock, the PIN opens the vault until the machine
    /// restarts. Errors: Rejected for a PIN that will not do, or without a boot keyring.
    [[nodiscard]] Result<void> setPins(const Pins& pins);
    [[nodiscard]] Result<void> dropPins();
    /// Only the passphrase opens the vault now; at the start of a visit. Needs no key.
    [[nodiscard]] static Result<void> disarmPin(const VaultSite& site);

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
    [[nodiscard]] static Result<Vault> openWith(std::unique_ptr<State> state, Purpose purpose);
    [[nodiscard]] static Result<void> rearm(State& state);
    std::unique_ptr<State> m_state;
};

} // namespace lapwing
