#pragma once

#include "sync/store/seal/disk.h"
#include "sync/store/seal/page_sealer.h"

#include <optional>

namespace lapwing::store {

/// What a vault remembers outside its database, so that an older or emptied one is noticed.
struct AnchorState {
    std::uint64_t journalSeq = 0; ///< of the last committed transaction
    Hash journalHead;             ///< and its chain hash
    std::uint64_t ownSeq = 0;     ///< of the device's own chain of changes
    Hash ownHead;
    ActorId vaultActor;
    ActorId fieldActor;
    std::uint64_t hubTimeMs = 0;  ///< newest hub time seen, since 1970
    std::uint32_t bootTag = 0;    ///< the boot in which it was seen
    std::uint64_t bootMs = 0;     ///< on that boot's clock
    std::uint64_t leaseEndMs = 0; ///< by hub time

    bool operator==(const AnchorState&) const = default;
};

/// The anchor file: two sealed slots, of which the authentic one with the highest number counts.
/// Writes between two syncs go to one and the same slot, so that a power cut finds the other,
/// synced one whole whatever it does to the first.
/// What can be read may be owed to the disk by a kernel that has forgotten it, after a sync that
/// failed: before anything else the newest slot is therefore written again, byte for byte, and
/// synced, once after opening and once after every failed write or sync.
/// Errors: Corrupt when no slot opens (also for a wrong key, uuid or epoch), TooOld when the
/// newest was written by a newer program, those of Disk and Random.
/// Thread: one at a time. Source: docs/storage-format.md "Anchor".
class Anchor {
public:
    static constexpr std::uint16_t kFormat = 1;

    /// A new file that is durable when this returns.
    [[nodiscard]] static Result<Anchor> create(Disk& disk, const std::string& path,
                                               const SealKey& key, Random& random,
                                               const AnchorState& first);
    [[nodiscard]] static Result<Anchor> open(Disk& disk, const std::string& path,
                                             const SealKey& key, Random& random);

    /// As last read or written.
    [[nodiscard]] const AnchorState& state() const { return m_state; }
    /// Survives the program's end, not a power cut, until sync().
    [[nodiscard]] Result<void> write(const AnchorState& state);
    [[nodiscard]] Result<void> sync();

private:
    static constexpr std::size_t kPlainSize = 216;
    static constexpr std::size_t kSlotSize = kPlainSize + crypto::kSealOverhead;
    struct Slot {
        std::uint16_t format = 0;
        std::uint64_t number = 0;
        AnchorState state;
    };

    Anchor(RawFile file, const SealKey& key, Random& random);
    [[nodiscard]] Result<void> read();
    /// Nothing when the slot does not open.
    [[nodiscard]] Result<std::optional<Slot>> readSlot(std::uint64_t position,
                                                       std::span<std::uint8_t, kSlotSize> sealed);
    [[nodiscard]] Result<void> writeSlot(std::uint64_t position, const AnchorState& state);
    [[nodiscard]] Result<void> settle();

    RawFile m_file;
    PageSealer m_sealer;
    FileUuid m_uuid;
    std::uint32_t m_epoch;
    AnchorState m_state;
    std::uint64_t m_number = 0;
    std::uint64_t m_newest = 0;                    // position of m_state
    std::array<std::uint8_t, kSlotSize> m_sealed; // as it lies there
    bool m_settled = false;                        // nothing is owed but what m_unsynced says
    bool m_unsynced = false;                       // the newest is not on the disk, the other is
};

} // namespace lapwing::store
