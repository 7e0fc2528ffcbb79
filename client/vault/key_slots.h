#pragma once

#include "client/vault/device_key.h"
#include "shared/crypto/box.h"
#include "shared/crypto/kdf.h"
#include "sync/store/seal/page_sealer.h"

#include <array>
#include <optional>

namespace lapwing {

/// How a passphrase is stretched, and a commitment to what comes of it, so that no second
/// passphrase opens a slot to something else.
struct SlotTerms {
    crypto::KdfCost cost;
    Id<struct SaltKind, crypto::kSaltSize> salt;
    Id<struct CommitmentKind, 32> commitment;
};

/// What a passphrase and a device key make: it wraps the data key of any epoch, and stays the
/// same until the passphrase is changed.
struct SlotLock {
    SlotTerms terms;
    crypto::Secret wrapKey; ///< 32 bytes
};

/// The data key sealed to the organisation's offline recovery key.
struct RecoverySlot {
    crypto::BoxPublicKey key; ///< zero: this vault has none
    std::array<std::uint8_t, 52 + crypto::kBoxOverhead> box{}; ///< of data key ‖ uuid ‖ epoch
    [[nodiscard]] bool isThere() const { return key != crypto::BoxPublicKey{}; }
};

/// A vault's data key as it lies on the disk: wrapped for its person, and for the organisation.
/// Everything that is read here is authenticated by the wrap, and bounded before it is used.
/// Source: docs/storage-format.md "Key slots".
struct KeySlot {
    std::uint64_t serial = 0; ///< grows with every new content; the higher one counts
    store::FileUuid uuid;
    std::uint32_t epoch = 0;
    std::uint64_t bornMs = 0; ///< of this epoch, by hub time; 0: before the hub was met
    DeviceKeyKind deviceKey = DeviceKeyKind::PlainFile;
    SlotTerms terms;
    RecoverySlot recovery;
    std::array<std::uint8_t, 32 + crypto::kSealOverhead> wrapped{};
};

[[nodiscard]] Bytes encode(const KeySlot& slot);
/// Errors: Corrupt for damage; TooOld for one that a newer program wrote.
[[nodiscard]] Result<KeySlot> decodeKeySlot(ByteView bytes);

/// Both take as long as the cost says. Errors: those of crypto::argon2id and Random.
[[nodiscard]] Result<SlotLock> makeSlotLock(ByteView passphrase, ByteView deviceKey,
                                            crypto::KdfCost cost, Random& random);
/// The lock that this passphrase makes, whether or not it is the slot's.
[[nodiscard]] Result<SlotLock> trySlotLock(const KeySlot& slot, ByteView passphrase,
                                           ByteView deviceKey);
[[nodiscard]] bool opens(const SlotLock& lock, const KeySlot& slot);
/// Also Unauthorised for another passphrase or device key.
[[nodiscard]] Result<SlotLock> openSlotLock(const KeySlot& slot, ByteView passphrase,
                                            ByteView deviceKey);

/// Fills in uuid, epoch, terms and both wraps: `slot` says the rest (serial, bornMs, deviceKey and
/// the recovery key). Errors: those of Random; Rejected for a recovery key that is none.
[[nodiscard]] Result<KeySlot> sealKeySlot(KeySlot slot, const store::SealKey& key,
                                          const SlotLock& lock, Random& random);
/// Errors: Corrupt for a slot tampered with, or another lock.
[[nodiscard]] Result<store::SealKey> openKeySlot(const KeySlot& slot, const SlotLock& lock);
/// With the organisation's key. Errors: NotFound when the slot has no wrap for it, Corrupt.
[[nodiscard]] Result<store::SealKey> openRecoverySlot(const KeySlot& slot,
                                                      const crypto::BoxKeyPair& recovery);

/// The two files that hold the same slot, so that damage to either, or a crash while it is being
/// written, leaves the other. Where they differ, the higher serial counts, whole ones only.
/// Errors: those of Disk. Thread: one at a time.
class KeySlots {
public:
    /// With nothing on the disk before create().
    [[nodiscard]] static KeySlots planned(store::Disk& disk, const std::string& folder,
                                          const KeySlot& slot);
    [[nodiscard]] Result<void> create();
    /// Also NotFound when there are none, Corrupt when none is whole, TooOld.
    [[nodiscard]] static Result<KeySlots> open(store::Disk& disk, const std::string& folder);

    [[nodiscard]] const KeySlot& newest() const { return m_slot; }
    /// True when both files hold the newest slot.
    [[nodiscard]] bool whole() const { return m_whole; }
    /// The first file written is the commit point: from then on only `slot` counts. Overwrites
    /// in place, so that it works on a full disk and little is left of the old slot. After an
    /// error open again to learn which counts.
    [[nodiscard]] Result<void> replace(const KeySlot& slot);
    /// Makes both files whole again: of what open() read, and not after an error of replace().
    /// From its success on the disk, too, is sure of newest().
    [[nodiscard]] Result<void> mend();

private:
    KeySlots(store::Disk& disk, const std::string& folder);
    [[nodiscard]] Result<void> write(std::size_t copy);

    store::Disk* m_disk;
    std::array<std::string, 2> m_paths;
    KeySlot m_slot;
    std::size_t m_used = 0; ///< the file that is known to hold m_slot
    bool m_whole = false;
};

} // namespace lapwing
