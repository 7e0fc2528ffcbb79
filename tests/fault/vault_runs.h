#pragma once

#include "tests/fault/fault_runs.h"

/// Faults of a vault's small files and of what is done to them by the vault itself. Not in a
/// sanitised build, which has no vault.
namespace lapwing::test {

/// Every byte of every small file changed, in each bit and in all: S2.
[[nodiscard]] FaultTally fileFlips(std::uint64_t seed);
/// Every small file cut at every length, gone, and longer than it was: S3.
[[nodiscard]] FaultTally fileCuts(std::uint64_t seed);
/// Every small file as it was before each change of a vault's keys, alone among the present: S4.
[[nodiscard]] FaultTally filesReplayed(std::uint64_t seed);
/// Bytes, cuts and lengths of a hub's key file and of what names its key: S2, S3.
[[nodiscard]] FaultTally hubFiles(std::uint64_t seed);

/// Power cuts while keys are made, changed, recovered, erased: S6. Through a vault's rekey: S12.
[[nodiscard]] FaultTally vaultCuts(std::uint64_t seed, std::uint64_t points);
[[nodiscard]] FaultTally vaultRekeyCuts(std::uint64_t seed, std::uint64_t points);
/// Power cuts over the count of tries, the cargo and the anchor alone, which are quick: S6.
[[nodiscard]] FaultTally smallCuts(std::uint64_t seed, std::uint64_t points);
/// One failed call, then work that goes on over what the kernel may have forgotten to write: S7.
[[nodiscard]] FaultTally forgottenSyncs(std::uint64_t seed, std::uint64_t points);
/// The disk failing at every call of the same, each told by its name: S7.
[[nodiscard]] FaultTally vaultErrors(std::uint64_t seed, std::uint64_t points);
/// One failing sync of the same, and the power gone at the end, some calls later, or after the
/// vault was opened once more: what the kernel forgot to write must not have decided anything: S7.
[[nodiscard]] FaultTally vaultForgets(std::uint64_t seed, std::uint64_t points);

} // namespace lapwing::test
