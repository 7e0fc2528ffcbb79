#pragma once

#include "client/vault/vault.h"
#include "shared/crypto/system_random.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>

namespace lapwing::test {

inline constexpr crypto::KdfCost kCheap{8, 1};
inline constexpr std::uint64_t kHour = 3600ull * 1000;
inline constexpr std::uint64_t kHubTime = 1'790'000'000'000;

class TestClock final : public Clock {
public:
    std::uint64_t wall = kHubTime;
    std::uint64_t boot = 5 * kHour;
    std::uint32_t tag = 1;
    [[nodiscard]] std::uint64_t wallMs() const override { return wall; }
    [[nodiscard]] std::uint64_t bootMs() const override { return boot; }
    [[nodiscard]] std::uint32_t bootTag() const override { return tag; }
};

/// A disk with room for only so many new files.
class SmallDisk final : public store::Disk {
public:
    int left = 1000;
    [[nodiscard]] Result<void> create(const std::string& path) override
    {
        if (left-- <= 0) return fail(ErrorCode::StorageFull, {}, "no room");
        return Disk::create(path);
    }
};

inline crypto::Secret secret(std::string_view text)
{
    return crypto::Secret::copyOf(bytesOf(text));
}

using Files = std::map<std::string, Bytes>;

/// A place for a vault, with a disk and a clock that a test may turn.
struct Site {
    TempFolder temp;
    std::string folder = temp.path() + "/vault";
    SmallDisk disk;
    crypto::SystemRandom random;
    TestClock clock;

    VaultSite at() { return {folder, disk, random, clock}; }
    std::string path(const std::string& name) const { return folder + "/" + name; }
    Result<Vault> open(std::string_view passphrase = "five good words",
                       Vault::Purpose purpose = Vault::Purpose::Use)
    {
        return Vault::open(at(), secret(passphrase), purpose);
    }
    ErrorCode refusal(std::string_view passphrase = "five good words")
    {
        const auto opened = open(passphrase);
        REQUIRE_FALSE(opened.ok());
        return opened.error().code;
    }
    /// A vault with a lease of 72 hours and three commits; closed again.
    void set()
    {
        auto vault = Vault::create(at(), secret("five good words"), kCheap).value();
        REQUIRE(vault.renewLease(kHubTime, kHubTime + 72 * kHour).ok());
        REQUIRE(vault.database().exec("CREATE TABLE note(text)").ok());
        for (int i = 0; i < 3; ++i) commit(vault);
    }
    void commit(Vault& vault)
    {
        auto transaction = store::Transaction::begin(vault.database()).value();
        REQUIRE(vault.database().exec("INSERT INTO note VALUES('CANARY')").ok());
        REQUIRE(vault.journal().append(1, {}, vault.rootSum().root().value()).ok());
        REQUIRE(transaction.commit().ok());
        REQUIRE(vault.journal().publish(false).ok());
    }
    Files files() const
    {
        Files out;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            std::ifstream in(entry.path(), std::ios::binary);
            out[entry.path().filename().string()] =
                Bytes(std::istreambuf_iterator<char>(in), {});
        }
        return out;
    }
    void put(const std::string& name, ByteView content)
    {
        std::ofstream out(path(name), std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(content.data()),
                  static_cast<std::streamsize>(content.size()));
    }
    void putBack(const Files& all, std::initializer_list<const char*> names)
    {
        for (const auto* name : names) {
            std::filesystem::remove(path(name));
            if (all.contains(name)) put(name, all.at(name));
        }
    }
};

} // namespace lapwing::test
