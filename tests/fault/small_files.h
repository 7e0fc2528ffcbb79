#pragma once

#include "client/vault/unlock.h"
#include "tests/fault/vault_scene.h"

#include <span>

namespace lapwing::test {

/// Where a file's content is no longer what was written.
struct Harm {
    std::size_t at = 0;
    std::size_t end = 0; ///< one past the last byte of it
};

/// What a reader made of a harmed file.
struct Judgement {
    bool refused = false;
    std::string wrong; ///< empty: as it must be
};

/// What the small files beside a vault's database say, known from a vault that nobody harmed.
class SmallFiles {
public:
    explicit SmallFiles(const VaultScene& scene);

    [[nodiscard]] Judgement slots(FaultDisk& disk, const Harm& harm) const;
    [[nodiscard]] Judgement deviceKey(FaultDisk& disk, const Harm& harm) const;
    [[nodiscard]] Judgement tries(FaultDisk& disk, const Harm& harm) const;
    [[nodiscard]] Judgement pin(FaultDisk& disk, const Harm& harm) const;
    [[nodiscard]] Judgement cargo(FaultDisk& disk, const Harm& harm) const;
    [[nodiscard]] Judgement anchor(FaultDisk& disk, const Harm& harm) const;
    [[nodiscard]] Judgement recoveryKey(FaultDisk& disk, const Harm& harm) const;

    /// One kind of file: read as `read` says it must be, with the files `beside` it.
    struct Kind {
        const char* name;
        std::vector<std::string_view> beside;
        Judgement (SmallFiles::*read)(FaultDisk& disk, const Harm& harm) const;
    };
    [[nodiscard]] static std::span<const Kind> kinds();

    /// That file and those beside it.
    [[nodiscard]] DiskImage image(const Kind& kind) const;
    [[nodiscard]] const VaultScene& scene() const { return m_scene; }
    [[nodiscard]] const unlock::OpenKeys& keys() const { return *m_keys; }

private:
    const VaultScene& m_scene;
    DiskImage m_image;
    std::optional<unlock::OpenKeys> m_keys;
    Bytes m_slot;
    unsigned m_used = 0;
    std::vector<store::AnchorState> m_anchored; ///< of both slots
    std::vector<store::CargoFile::Entry> m_cargo;
};

} // namespace lapwing::test
