#pragma once

#include "client/vault/key_slots.h"
#include "shared/crypto/box.h"
#include "sync/store/cargo.h"
#include "tests/fault/story.h"

#include <set>

namespace lapwing::test {

/// A vault's files as they lie on a disk that somebody got hold of, and what they held before.
class Specimen {
public:
    struct Size {
        std::size_t database = 32 << 10; ///< octets, at least
        std::size_t log = 24 << 10;
    };
    Specimen(std::uint64_t seed, const Size& size);

    [[nodiscard]] const Image& image() const { return m_image; }
    /// Earlier states of the store's files, oldest first; the last is not the present one.
    [[nodiscard]] const std::vector<Image>& earlier() const { return m_earlier; }
    [[nodiscard]] std::string pathOf(std::string_view name) const;

    /// How a vault that was tampered with shows itself.
    enum class End : unsigned char {
        RefusedAtOpening,
        RefusedWhenRead,
        Whole,      ///< all that was saved is there, and nothing else
        OldSearch,  ///< all records are there, but a search answers from an earlier state
        RolledBack, ///< all as it once was, to the last record
    };
    [[nodiscard]] static const char* nameOf(End end);
    /// Opens database, log and anchor of that image, and reads all of it.
    [[nodiscard]] Wrong examineStore(const Image& image, End& end) const;
    /// The same for one of the other files.
    [[nodiscard]] Wrong examineSlots(const Image& image, End& end) const;
    [[nodiscard]] Wrong examineDeviceKey(const Image& image, End& end) const;
    [[nodiscard]] Wrong examineCargo(const Image& image, End& end) const;

    /// Whether that is neither the present state nor the whole of an earlier one, which nobody
    /// can tell from the vault alone.
    [[nodiscard]] bool tells(const Image& image) const;
    /// Whether reading everything meets this octet, of whatever file.
    [[nodiscard]] bool isRead(const std::string& path, std::uint64_t offset) const;

private:
    void growStore(MemoryDisk& disk, SeededRandom& random, const Size& size);
    void addOthers(MemoryDisk& disk, SeededRandom& random);
    void findLive();

    Plan m_plan;
    std::uint64_t m_steps = 0;
    Image m_image;
    std::vector<Image> m_earlier;
    std::set<std::uint64_t> m_livePages; ///< in use, and of which the log has no newer state
    std::optional<crypto::BoxKeyPair> m_hub;
    std::vector<store::CargoId> m_cargo;
    Bytes m_slot;
};

} // namespace lapwing::test
