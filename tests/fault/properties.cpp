#include "tests/fault/fault_runs.h"
#ifndef LAPWING_SANITIZED
#include "tests/fault/vault_runs.h"
#endif

#include <map>
#include <string_view>

namespace lapwing::test {

namespace {

using Seed = std::uint64_t;
using Sizes = const FaultSizes&;
using Runs = std::vector<Property::Run>;

#ifdef LAPWING_SANITIZED
std::map<std::string_view, Runs> ofVault() { return {}; }
#else
/// What the vault adds to each property, ahead of the store because it is quick.
std::map<std::string_view, Runs> ofVault()
{
    return {
        {"S2", {[](Seed seed, Sizes) { return fileFlips(seed); },
                [](Seed seed, Sizes) { return hubFiles(seed); }}},
        {"S3", {[](Seed seed, Sizes) { return fileCuts(seed); }}},
        {"S4", {[](Seed seed, Sizes) { return filesReplayed(seed); }}},
        {"S6", {[](Seed seed, Sizes n) { return smallCuts(seed, n.smallCuts); },
                [](Seed seed, Sizes n) { return vaultCuts(seed, n.vaultCuts); }}},
        {"S7", {[](Seed seed, Sizes n) { return forgottenSyncs(seed, n.smallCuts); },
                [](Seed seed, Sizes n) { return vaultErrors(seed, n.vaultErrors); },
                [](Seed seed, Sizes n) { return vaultForgets(seed, n.vaultErrors); }}},
        {"S12", {[](Seed seed, Sizes n) { return vaultRekeyCuts(seed, n.vaultCuts); }}},
    };
}
#endif

std::vector<Property> ofStore()
{
    return {
        {"S1", "no plaintext lies anywhere on the disk",
         {[](Seed seed, Sizes) { return plaintext(seed); }}},
        {"S2", "a changed byte is an error or of no consequence, never changed data",
         {[](Seed seed, Sizes n) { return byteFlips(seed, n.flippedImage, n.flipsOfByte); }}},
        {"S3", "a zeroed, swapped, doubled, cut or added piece never changes the data",
         {[](Seed seed, Sizes n) { return tampered(seed, n.tampered); }}},
        {"S4", "an old page, frame, log, database or anchor put back never gives old data",
         {[](Seed seed, Sizes n) { return replayed(seed, n.tampered); }}},
        {"S5", "no nonce is used twice",
         {[](Seed seed, Sizes n) { return nonces(seed, n.nonces); }}},
        {"S6", "after a power cut at any call everything saved is there and nothing by half",
         {[](Seed seed, Sizes n) { return powerCuts(seed, n.powerCuts); }}},
        {"S7", "any failing call is told, loses nothing saved, and work goes on afterwards",
         {[](Seed seed, Sizes n) { return ioErrors(seed, n.ioErrors); },
          [](Seed seed, Sizes n) { return diskFull(seed, n.diskFull); },
          [](Seed seed, Sizes n) { return sqliteMemory(seed, n.sqliteMemory); },
          [](Seed seed, Sizes n) { return ownMemory(seed, n.ownMemory); },
          [](Seed seed, Sizes n) { return decoderMemory(seed, n.decoderMemory); }}},
        {"S8", "a wrong key, epoch or uuid is refused and changes nothing",
         {[](Seed seed, Sizes) { return wrongKeys(seed); }}},
        {"S9", "without the VFS nothing opens",
         {[](Seed seed, Sizes) { return missingVfs(seed); }}},
        {"S10", "what lies on the disk has at least 7.99 bits in a byte",
         {[](Seed seed, Sizes) { return entropy(seed); }}},
        {"S11", "no file is opened but the store's own, not even for a large sort",
         {[](Seed seed, Sizes) { return foreignNames(seed); },
          [](Seed seed, Sizes) { return heldFiles(seed); }}},
        {"S12", "a rekey cut at any call leaves a store that the old or the new key opens whole",
         {[](Seed seed, Sizes n) { return rekeyCuts(seed, n.rekeyCuts); },
          [](Seed seed, Sizes n) { return rekeyHarmed(seed, n.rekeyCuts / 4); }}},
        {"S13", "without random nonces nothing is written, and nothing lost",
         {[](Seed seed, Sizes) { return randomFails(seed); }}},
    };
}

std::vector<Property> all()
{
    auto properties = ofStore();
    const auto more = ofVault();
    for (auto& property : properties)
        if (const auto found = more.find(property.name); found != more.end())
            property.runs.insert(property.runs.begin(), found->second.begin(), found->second.end());
    return properties;
}

} // namespace

const std::vector<Property>& properties()
{
    static const auto kProperties = all();
    return kProperties;
}

} // namespace lapwing::test
