#pragma once

#include "client/app/desktop_keyring.h"
#include "client/models/app.h"
#include "client/vault/calibration.h"
#include "shared/crypto/system_random.h"
#include "sync/os/system_clock.h"

namespace lapwing::app {

/// Nobody asks, in the program we ship, which thread does what.
class NoWitness final : public work::Witness {
public:
    void about(work::Slow) override {}
};

/// What this program stands on for as long as it runs, and the App on top of it.
class Machine {
public:
    /// `vault` is a vault's folder, or where one is to be. Below `kdfFloor` none is made or opened.
    Machine(store::SystemClock clock, const std::string& vault,
            crypto::KdfCost kdfFloor = crypto::kKdfFloor);
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    [[nodiscard]] models::App& app() { return m_app; }

private:
    store::Disk m_disk;
    crypto::SystemRandom m_random;
    store::SystemClock m_clock;
    KernelKeyring m_bootKeyring;
    DesktopKeyring m_desktopKeyring;
    KeystoreDeviceKey m_deviceKey;
    NoWitness m_witness;
    models::App m_app; ///< last: its threads stop before the rest goes
};

} // namespace lapwing::app
