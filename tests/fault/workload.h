#pragma once

#include "tests/fault/fault_disk.h"
#include "tests/fault/fault_runs.h"
#include "tests/fault/small_store.h"

namespace lapwing::test {

inline constexpr auto kFaultFolder = "/fault";

/// Repeatable and quick; no nonce of it comes twice in a run.
class QuickRandom final : public Random {
public:
    explicit QuickRandom(std::uint64_t seed) : m_seeded(seed) {}
    [[nodiscard]] Result<void> fill(std::span<std::uint8_t> out) override;
    /// The fills after that many fail, once or from there on.
    void failAfter(std::uint64_t fills, bool persistent);
    [[nodiscard]] std::uint64_t fills() const { return m_fills; }

private:
    SeededRandom m_seeded;
    std::uint64_t m_fills = 0, m_failAt = 0;
    bool m_persistent = false;
};

/// How far work came on a store: transactions begun, and those that were told to be saved.
struct Progress {
    std::uint64_t found = 0; ///< in the store when it was opened
    std::uint64_t begun = 0, saved = 0;
    std::string error; ///< empty when nothing failed
    ErrorCode code = ErrorCode::Internal; ///< of the error
};

/// A store of a plan's first steps on a disk of its own, locked.
[[nodiscard]] DiskImage madeBy(const Plan& plan, std::size_t steps, std::uint64_t seed);

/// Opens the store, does the steps from the one it is at to `until`, and locks it. Marks on the
/// disk what it has begun (even) and saved (odd).
[[nodiscard]] Progress work(FaultDisk& disk, const Plan& plan, std::size_t until, Random& random,
                            std::uint32_t epoch = SmallStore::kEpoch);

/// Opens the store and compares it with the plan: an error, or the steps in it.
[[nodiscard]] Result<std::uint64_t> look(FaultDisk& disk, const Plan& plan, Random& random,
                                         std::uint32_t epoch = SmallStore::kEpoch);

} // namespace lapwing::test
