#pragma once

#include "client/models/app.h"
#include "client/vault/calibration.h"
#include "shared/crypto/random.h"
#include "sync/store/system_clock.h"

namespace lapwing::app {

/// Nobody asks, in the program we ship, which thread does what.
class NoWitness final : public work::Witness {
public:
    void about(work::Slow) override {}
};

/// What this program stands on for as long as it runs, and the App on top of it.
class Machine {
public:
    Machine(store::SystemClock clock, const std::string& vault, bool hasVault);

    [[nodiscard]] models::App& app() { return m_app; }

private:
    store::Disk m_disk;
    crypto::SystemRandom m_random;
    store::SystemClock m_clock;
    NoWitness m_witness;
    models::App m_app; ///< last: its threads stop before the rest goes
};

} // namespace lapwing::app
