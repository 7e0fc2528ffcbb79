#include "tests/fault/runs.h"

namespace lapwing::test {

const std::vector<Property>& properties()
{
    using Seed = std::uint64_t;
    using Sizes = const FaultSizes&;
    using Tallies = std::vector<FaultTally>;
    static const std::vector<Property> kProperties{
        {"S1", "no plaintext lies anywhere on the disk",
         [](Seed seed, Sizes) -> Tallies { return {plaintext(seed)}; }},
        {"S2", "a changed byte is an error or of no consequence, never changed data",
         [](Seed seed, Sizes n) -> Tallies {
             return {byteFlips(seed, n.flippedImage, n.flipsOfByte)};
         }},
        {"S3", "a zeroed, swapped, doubled, cut or added piece never changes the data",
         [](Seed seed, Sizes n) -> Tallies { return {tampered(seed, n.tampered)}; }},
        {"S4", "an old page, frame, log, database or anchor put back never gives old data",
         [](Seed seed, Sizes n) -> Tallies { return {replayed(seed, n.tampered)}; }},
        {"S5", "no nonce is used twice",
         [](Seed seed, Sizes n) -> Tallies { return {nonces(seed, n.nonces)}; }},
        {"S6", "after a power cut at any call everything saved is there and nothing by half",
         [](Seed seed, Sizes n) -> Tallies { return {powerCuts(seed, n.powerCuts)}; }},
        {"S7", "any failing call is told, loses nothing saved, and work goes on afterwards",
         [](Seed seed, Sizes n) -> Tallies {
             return {ioErrors(seed, n.ioErrors), diskFull(seed, n.diskFull),
                     sqliteMemory(seed, n.sqliteMemory), ownMemory(seed, n.ownMemory)};
         }},
        {"S8", "a wrong key, epoch or uuid is refused and changes nothing",
         [](Seed seed, Sizes) -> Tallies { return {wrongKeys(seed)}; }},
        {"S9", "without the VFS nothing opens",
         [](Seed seed, Sizes) -> Tallies { return {missingVfs(seed)}; }},
        {"S10", "what lies on the disk has at least 7.99 bits in an octet",
         [](Seed seed, Sizes) -> Tallies { return {entropy(seed)}; }},
        {"S11", "no file is opened but the store's own, not even for a large sort",
         [](Seed seed, Sizes) -> Tallies { return {foreignNames(seed)}; }},
        {"S12", "a rekey cut at any call leaves a store that the old or the new key opens whole",
         [](Seed seed, Sizes n) -> Tallies { return {rekeyCuts(seed, n.rekeyCuts)}; }},
        {"S13", "without random nonces nothing is written, and nothing lost",
         [](Seed seed, Sizes) -> Tallies { return {randomFails(seed)}; }},
    };
    return kProperties;
}

} // namespace lapwing::test
