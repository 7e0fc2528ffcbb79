#include "client/app/machine.h"

#include "client/work/sync_session.h"
#include "sync/os/home_time.h"

#include <filesystem>

namespace lapwing::app {

namespace {
/// One whose keys are erased is one, too: it says so.
bool holdsVault(const std::string& folder)
{
    const VaultPaths paths(folder);
    const auto isThere = [](const std::string& path) {
        std::error_code unknown;
        return std::filesystem::exists(path, unknown);
    };
    return isThere(paths.slotsA) || isThere(paths.slotsB) || isThere(paths.tries);
}
} // namespace

Machine::Machine(store::SystemClock clock, const std::string& vault, crypto::KdfCost kdfFloor)
    : m_clock(clock), m_deviceKey(m_desktopKeyring, m_disk, VaultPaths(vault).deviceKey),
      m_app({{vault, m_disk, m_random, m_clock, &m_deviceKey, &m_bootKeyring, kdfFloor},
             m_witness,
             work::hubOf,
             screens::LocalTime(homeOffsetS),
             [this] { return calibrateKdf(m_clock); },
             holdsVault(vault)})
{
}

Machine::~Machine() { m_desktopKeyring.close(); }

} // namespace lapwing::app
