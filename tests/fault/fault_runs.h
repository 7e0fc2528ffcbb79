#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lapwing::test {

/// What came of one kind of fault.
struct FaultTally {
    std::string area;
    std::uint64_t points = 0;  ///< faults that were put in and judged
    std::uint64_t refused = 0; ///< of them, those that ended in an error, which is no failure
    std::vector<std::string> failures; ///< each with its seed and index; the first few
    void fail(std::uint64_t seed, std::uint64_t index, const std::string& what);
    /// There is no use in going on.
    [[nodiscard]] bool isLost() const { return failures.size() >= kKept; }

    static constexpr std::size_t kKept = 20;
};

/// How many points of each kind, at least; a kind ends with the workload it is in.
struct FaultSizes {
    std::uint64_t powerCuts, ioErrors, sqliteMemory, ownMemory, decoderMemory, diskFull,
        flippedImage, flipsOfByte, tampered, rekeyCuts, nonces, vaultCuts, vaultErrors, smallCuts;
};
inline constexpr FaultSizes kEveryRun{20'000, 20'000, 16'000, 3'700, 500, 500, 64 << 10, 1,
                                      2'000,  1'000,  200'000, 500,  350, 3'000};
/// Enough to notice a fault that is put into the code.
inline constexpr FaultSizes kFewRuns{1'500, 1'500, 600,   300, 100, 60, 24 << 10, 1,
                                     400,   300,   2'000, 120, 70,  600};
inline constexpr FaultSizes kLongRun{1'000'000, 200'000, 400'000,    90'000, 10'000,
                                     20'000,    1 << 20, 8,          50'000, 50'000,
                                     10'000'000, 50'000, 10'000, 300'000};

/// Any sector unsynced at any call, while it works and while it recovers: S6.
[[nodiscard]] FaultTally powerCuts(std::uint64_t seed, std::uint64_t points);
/// The same through a rekey: S12.
[[nodiscard]] FaultTally rekeyCuts(std::uint64_t seed, std::uint64_t points);
/// A rekey of a database with one harmed page: told, or of no consequence: S12.
[[nodiscard]] FaultTally rekeyHarmed(std::uint64_t seed, std::uint64_t points);
/// Every call failing, once and from there on, each in every way it can: S7.
[[nodiscard]] FaultTally ioErrors(std::uint64_t seed, std::uint64_t points);
/// Every write finding the disk full, then room made and the same store going on: S7.
[[nodiscard]] FaultTally diskFull(std::uint64_t seed, std::uint64_t points);
/// The source of nonces failing at every fill: S13.
[[nodiscard]] FaultTally randomFails(std::uint64_t seed);
/// Every allocation of SQLite failing, once and from there on: S7.
[[nodiscard]] FaultTally sqliteMemory(std::uint64_t seed, std::uint64_t points);
/// Every allocation of ours failing once, in the storage layer: S7.
[[nodiscard]] FaultTally ownMemory(std::uint64_t seed, std::uint64_t points);
/// The same in every decoder of what comes by wire: S7.
[[nodiscard]] FaultTally decoderMemory(std::uint64_t seed, std::uint64_t points);
/// Every byte of an image of at least that size changed: S2.
[[nodiscard]] FaultTally byteFlips(std::uint64_t seed, std::uint64_t size, std::uint64_t flips);
/// Pages and frames zeroed, swapped, doubled, cut off, added: S3. Old ones put back: S4.
[[nodiscard]] FaultTally tampered(std::uint64_t seed, std::uint64_t points);
[[nodiscard]] FaultTally replayed(std::uint64_t seed, std::uint64_t points);
/// Nonces of everything that a workload wrote, none twice: S5.
[[nodiscard]] FaultTally nonces(std::uint64_t seed, std::uint64_t count);

/// No canary in any file, in UTF-8, UTF-16, hexadecimal or base64: S1. At least 7.99 bits of
/// entropy in a byte of every file: S10. No name but the store's own is ever opened: S11.
[[nodiscard]] FaultTally plaintext(std::uint64_t seed);
[[nodiscard]] FaultTally entropy(std::uint64_t seed);
[[nodiscard]] FaultTally foreignNames(std::uint64_t seed);
/// The same on a real disk, seen from outside: what this process holds open and what comes into
/// being in the folder, the place for temporary files too, while much is sorted: S11, S1.
[[nodiscard]] FaultTally heldFiles(std::uint64_t seed);
/// A wrong key, epoch or uuid is refused and changes nothing: S8; a VFS that is not there: S9.
[[nodiscard]] FaultTally wrongKeys(std::uint64_t seed);
[[nodiscard]] FaultTally missingVfs(std::uint64_t seed);

/// One property of docs/storage-format.md "What is proven", by its number: "S6".
struct Property {
    using Run = FaultTally (*)(std::uint64_t seed, const FaultSizes& sizes);
    const char* name;
    const char* claim;
    std::vector<Run> runs; ///< one for each kind of fault that belongs to it
};
[[nodiscard]] const std::vector<Property>& properties();

} // namespace lapwing::test
