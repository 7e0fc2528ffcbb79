#pragma once

#include "client/vault/vault.h"
#include "sync/store/cargo.h"
#include "tests/fault/workload.h"
#include "tests/support/ring.h"
#include "tests/support/temp_folder.h"

#include <vector>

namespace lapwing::test {

inline constexpr std::string_view kPassphrase = "five good words";
inline constexpr std::string_view kFreshPassphrase = "six new words";
inline constexpr std::string_view kPin = "271828", kDuressPin = "314159";

/// Time stands still.
class StillClock final : public Clock {
public:
    static constexpr std::uint64_t kWall = 1'790'000'000'000;
    [[nodiscard]] std::uint64_t wallMs() const override { return kWall; }
    [[nodiscard]] std::uint64_t bootMs() const override { return 3'600'000; }
    [[nodiscard]] std::uint32_t bootTag() const override { return 1; }
};

/// A vault on disks in memory, as its person left it: locked, with a lease, rows, cargo, a
/// recovery key, a PIN and a duress PIN. Only its folder and the lock in it are real.
class VaultScene {
public:
    static constexpr crypto::KdfCost kCheap{8, 1};

    explicit VaultScene(std::uint64_t seed);

    [[nodiscard]] const DiskImage& image() const { return m_image; }
    /// The boot keyring of the same moment; another one is a restarted machine.
    [[nodiscard]] const Ring& ring() const { return m_ring; }
    [[nodiscard]] const std::string& folder() const { return m_folder; }
    [[nodiscard]] std::string path(std::string_view name) const;
    [[nodiscard]] VaultSite site(FaultDisk& disk, Random& random, Ring& ring) const
    {
        return {m_folder, disk, random, m_clock, nullptr, &ring};
    }
    [[nodiscard]] const std::vector<store::CargoId>& cargo() const { return m_cargo; }
    [[nodiscard]] const crypto::BoxKeyPair& hub() const { return m_hub; }
    [[nodiscard]] const crypto::BoxKeyPair& recovery() const { return m_recovery; }
    [[nodiscard]] ByteView alert() const { return m_alert; }

    /// Malformed unless all rows are there, and nothing else.
    [[nodiscard]] Result<void> requireRows(Vault& vault) const;
    /// Opens the vault as a restarted machine does, requires its rows, and locks it.
    /// The error is the vault's own.
    [[nodiscard]] Result<VaultStatus> visit(FaultDisk& disk, Random& random,
                                            std::string_view passphrase = kPassphrase) const;

private:
    void fill(Vault& vault);
    [[nodiscard]] Bytes sealed(std::string_view text, store::CargoKind kind) const;

    TempFolder m_temp;
    std::string m_folder;
    StillClock m_clock;
    crypto::BoxKeyPair m_hub, m_recovery;
    Bytes m_alert;
    std::vector<store::CargoId> m_cargo;
    Ring m_ring;
    DiskImage m_image;
};

} // namespace lapwing::test
