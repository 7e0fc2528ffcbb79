#pragma once

#include "tests/fault/vault_scene.h"

#include <span>

namespace lapwing::test {

/// Something that changes a vault's keys, and what must be true however far it came.
struct Deed {
    const char* name;
    /// On a vault as its scene left it.
    Result<void> (*run)(const VaultScene& scene, FaultDisk& disk, Random& random, Ring& ring);
    /// After a restart. With `done` it had told of its success. Empty: as it must be.
    std::string (*judge)(const VaultScene& scene, FaultDisk& disk, bool done,
                         std::uint64_t index);
    bool startsEmpty = false;   ///< of folder
    bool tellsNothing = false;  ///< whatever fails, on purpose
};
[[nodiscard]] std::span<const Deed> deeds();
/// The rekey, by itself.
[[nodiscard]] const Deed& rekeyDeed();

} // namespace lapwing::test
