#pragma once

#include "sync/log/certificate.h"
#include "sync/store/seal/disk.h"

#include <vector>

namespace lapwing::store {

enum class CargoKind : std::uint8_t {
    Run = 0,
    Draft = 1, ///< of a case that is here: for the day on which nobody can open the vault any more
    Alert = 2,
    Words = 3,    ///< for the office at once: of a case that has left, or typed without a lease
    SameWord = 4, ///< what was said of people of two cases (sync/log/same_word.h)
};
/// What becomes of drafts where cargo is handed on. A draft of a case that its person still has is
/// theirs alone, until nobody can open the vault any more: then it is all that there is of it.
enum class DraftCargo : bool { Leave, Bring };

inline constexpr std::size_t kCargoContentMax = 1u << 20;
inline constexpr std::size_t kCargoCertificatesMax = 16;
inline constexpr std::size_t kCargoCertificateBytesMax = 1024;
inline constexpr std::uint64_t kCargoFileMax = 256u << 20;

/// Names one sealed record; the hub's receipt tells which it has taken.
using CargoId = Id<struct CargoIdKind, 16>;
[[nodiscard]] CargoId cargoIdOf(ByteView record);

/// What travels sealed to the hub, by whatever tablet meets it first.
struct Cargo {
    CargoKind kind = CargoKind::Run;
    std::vector<Bytes> certificates; ///< what the hub may need to believe the content
    Bytes content;                   ///< an encoded run, note or same word
};

/// One record: "LWC1" · hub key · kind · length · sealed box. Only the holder of the hub's box
/// key opens it; not even the tablet that sealed it does. Sizes are padded to 256 bytes.
/// Errors: TooLarge; Rejected for a box key that is none.
/// Source: docs/storage-format.md "Cargo".
[[nodiscard]] Result<Bytes> sealCargo(const HubKeyCertificate& to, const Cargo& cargo);

/// A record's outside, which anybody may read.
struct CargoRecord {
    CargoId id;
    std::uint32_t hubKey = 0;
    CargoKind kind = CargoKind::Run;
    ByteView box;
};
/// Errors: Malformed unless `record` is exactly one record.
[[nodiscard]] Result<CargoRecord> readCargo(ByteView record);
/// What was sealed, from a record's opened box. Errors: Malformed.
[[nodiscard]] Result<Cargo> decodeCargo(CargoKind kind, ByteView opened);

/// A stretch of a cargo file: one whole record, or what is no record.
struct CargoStretch {
    std::size_t offset = 0;
    std::size_t size = 0;
    bool whole = false;
};
/// All of a file's bytes in order; a last stretch that is not whole may be a record cut short.
[[nodiscard]] std::vector<CargoStretch> cargoStretches(ByteView file);

/// The file beside the vault that holds what the hub has not acknowledged yet: readable without
/// the vault's key, by nobody but the hub.
/// A torn last record (a crash while appending) is left out, and overwritten by the next append:
/// nobody was told that it was saved. A damaged one further in is told by damaged() and skipped;
/// damage inside a sealed box shows only at the hub, which names the record by its id.
/// Errors: TooLarge over kCargoFileMax, those of Disk. After a failure open it again.
/// Thread: one at a time. Source: docs/storage-format.md "Cargo".
class CargoFile {
public:
    struct Entry {
        CargoId id;
        CargoKind kind = CargoKind::Run;
        std::uint32_t hubKey = 0;
        std::uint64_t offset = 0;
        std::uint64_t size = 0;
    };
    struct Damage {
        std::uint64_t offset = 0;
        std::uint64_t size = 0;
    };

    /// Makes the file when there is none. What it then tells of is on the disk. `disk` must outlive
    /// this.
    [[nodiscard]] static Result<CargoFile> open(Disk& disk, const std::string& path);

    /// On the disk when this returns.
    [[nodiscard]] Result<CargoId> append(ByteView record);
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] const std::vector<Damage>& damaged() const { return m_damaged; }
    /// One whole record, to be sent. Errors: Corrupt when it is no longer what its id says.
    [[nodiscard]] Result<Bytes> read(const Entry& entry);
    /// Takes out what the hub has; ids that are not here are no matter. Damaged stretches stay
    /// until all else is acknowledged.
    [[nodiscard]] Result<void> acknowledge(std::span<const CargoId> taken);

private:
    CargoFile(Disk& disk, std::string path, RawFile file)
        : m_disk(&disk), m_path(std::move(path)), m_file(std::move(file))
    {
    }
    [[nodiscard]] Result<void> scan();
    [[nodiscard]] Result<void> settle();
    [[nodiscard]] Result<Bytes> rewritten(std::span<const CargoId> taken);

    Disk* m_disk;
    std::string m_path;
    RawFile m_file;
    std::uint64_t m_end = 0; ///< where the last whole record ends
    std::vector<Entry> m_entries;
    std::vector<Damage> m_damaged;
};

} // namespace lapwing::store
