#pragma once

#include "shared/crypto/kdf.h"
#include "sync/store/seal/disk.h"
#include "sync/store/seal/page_sealer.h"

#include <array>
#include <optional>

namespace lapwing {

/// A vault's data key as it lies on the disk: sealed under a key made of the passphrase and the
/// device key, with a commitment so that no second passphrase opens it to something else.
/// Everything that is read here is authenticated by that seal, and bounded before it is used.
/// Source: docs/storage-format.md "Key slots".
struct KeySlot {
    std::uint64_t serial = 0; ///< grows with every new content; the higher one counts
    store::FileUuid uuid;
    std::uint32_t epoch = 0;
    crypto::KdfCost cost;
    Id<struct SaltKind, crypto::kSaltSize> salt;
    Id<struct CommitmentKind, 32> commitment;
    std::array<std::uint8_t, 32 + crypto::kSealOverhead> wrapped{};
};

[[nodiscard]] Bytes encode(const KeySlot& slot);
/// Errors: Corrupt for damage; TooOld for one that a newer program wrote.
[[nodiscard]] Result<KeySlot> decodeKeySlot(ByteView bytes);

/// Both take as long as the cost says. Errors: those of crypto::argon2id and Random.
[[nodiscard]] Result<KeySlot> sealKeySlot(std::uint64_t serial, const store::SealKey& key,
                                          ByteView passphrase, ByteView deviceKey,
                                          crypto::KdfCost cost, Random& random);
/// Also Unauthorised for another passphrase or device key, Corrupt for a slot tampered with.
[[nodiscard]] Result<store::SealKey> openKeySlot(const KeySlot& slot, ByteView passphrase,
                                                 ByteView deviceKey);

/// The two files that hold the same slot, so that damage to either, or a crash while it is being
/// written, leaves the other. Where they differ, the higher serial counts, whole ones only.
/// Errors: those of Disk. Thread: one at a time.
class KeySlots {
public:
    [[nodiscard]] static Result<KeySlots> create(store::Disk& disk, const std::string& folder,
                                                 const KeySlot& slot);
    /// Also NotFound when there are none, Corrupt when none is whole, TooOld.
    [[nodiscard]] static Result<KeySlots> open(store::Disk& disk, const std::string& folder);

    [[nodiscard]] const KeySlot& newest() const { return m_slot; }
    /// True when both files hold the newest slot.
    [[nodiscard]] bool whole() const { return m_whole; }
    /// The first file written is the commit point: from then on only `slot` counts. Overwrites
    /// in place, so that it works on a full disk and little is left of the old slot. After an
    /// error open again to learn which counts.
    [[nodiscard]] Result<void> replace(const KeySlot& slot);
    /// Makes both files whole again.
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
