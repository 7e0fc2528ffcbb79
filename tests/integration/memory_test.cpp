#include "client/vault/key_slots.h"
#include "sync/store/sql/wiping_memory.h"
#include "tests/support/lone_tablet.h"

#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/mman.h>
#include <unistd.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
const bool kWipes = store::wipeSqliteMemory();

constexpr std::uint8_t kMask = 0xA5;

/// What is looked for, never held in its own spelling.
struct Needle {
    std::string name;
    Bytes masked;
};

Needle needle(std::string name, ByteView secret)
{
    Needle made{std::move(name), Bytes(secret.begin(), secret.end())};
    for (auto& octet : made.masked) octet ^= kMask;
    return made;
}

/// Looks through every writable page of this process but its own window.
class Scanner {
public:
    Scanner()
        : m_window(static_cast<std::uint8_t*>(::mmap(nullptr, kWindow, PROT_READ | PROT_WRITE,
                                                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))),
          m_memory(::open("/proc/self/mem", O_RDONLY | O_CLOEXEC))
    {
        REQUIRE(m_window != MAP_FAILED);
        REQUIRE(m_memory >= 0);
    }
    Scanner(const Scanner&) = delete;
    Scanner& operator=(const Scanner&) = delete;
    ~Scanner()
    {
        ::munmap(m_window, kWindow);
        ::close(m_memory);
    }

    std::map<std::string, std::size_t> hits(const std::vector<Needle>& needles)
    {
        std::map<std::string, std::size_t> found;
        std::ifstream maps("/proc/self/maps");
        for (std::string line; std::getline(maps, line);) {
            std::uint64_t from = 0, to = 0;
            char dash = 0;
            std::string rights;
            std::istringstream(line) >> std::hex >> from >> dash >> to >> rights;
            const auto own = reinterpret_cast<std::uint64_t>(m_window);
            if (rights.size() < 2 || rights[1] != 'w' || (own >= from && own < to)) continue;
            for (auto at = from; at < to; at += kWindow - kOverlap) look(at, to, needles, found);
        }
        return found;
    }

private:
    static constexpr std::size_t kWindow = 1u << 20;
    static constexpr std::size_t kOverlap = 64;

    void look(std::uint64_t from, std::uint64_t to, const std::vector<Needle>& needles,
              std::map<std::string, std::size_t>& found)
    {
        const auto wanted = std::min<std::uint64_t>(kWindow, to - from);
        const auto got = ::pread(m_memory, m_window, wanted, static_cast<off_t>(from));
        if (got <= 0) return; // a page that not even we may read
        const auto size = static_cast<std::size_t>(got);
        for (std::size_t i = 0; i < size; ++i) m_window[i] ^= kMask;
        const auto text = textOf(ByteView(m_window, size));
        for (const auto& each : needles) {
            const auto what = textOf(each.masked);
            for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) {
                const auto place = from + at;
                const auto self = reinterpret_cast<std::uint64_t>(each.masked.data());
                if (place != self) ++found[each.name];
            }
        }
    }

    std::uint8_t* m_window;
    int m_memory;
};

/// The vault's keys, learnt the long way and let go again.
std::vector<Needle> keysOf(LoneTablet& lone)
{
    const auto slot = KeySlots::open(lone.site.disk, lone.site.folder).value().newest();
    FileDeviceKey place(lone.site.disk, lone.site.path("device.key"));
    const auto device = place.get().value();
    const auto lock = openSlotLock(slot, bytesOf(kFirstPassphrase), device.view()).value();
    const auto key = openKeySlot(slot, lock).value();
    std::vector<Needle> needles{needle("data key", key.dataKey.view()),
                                needle("wrap key", lock.wrapKey.view()),
                                needle("device key", device.view())};
    for (const auto* purpose : {"page", "wal", "anchor", "root"})
        needles.push_back(needle(std::string(purpose) + " key",
                                 crypto::deriveKey(key.dataKey.view(), purpose).view()));
    return needles;
}
} // namespace

TEST_CASE("keys are in memory while the vault is open, and nowhere in it once it is locked")
{
    REQUIRE(kWipes);
    LoneTablet lone;
    Scanner scanner;
    auto needles = keysOf(lone);
    CHECK(scanner.hits(needles).empty());
    std::chrono::steady_clock::duration took{};
    {
        auto tablet = lone.open(lone.site.disk, kFirstPassphrase).value();
        const auto& who = tablet.identity();
        needles.push_back(needle("device signing key", who.deviceKey.seed()));
        needles.push_back(needle("vault actor's key", who.vaultActor.seed()));
        needles.push_back(needle("field actor's key", who.fieldActor.seed()));
        REQUIRE(lone.save(tablet, "CANARY seen at the allotments").ok());
        needles.push_back(needle("text of a case", bytesOf("seen at the allotments")));
        const auto open = scanner.hits(needles);
        for (const auto* name : {"data key", "wrap key", "device key", "device signing key",
                                 "vault actor's key", "field actor's key", "text of a case"}) {
            CAPTURE(name);
            CHECK(open.contains(name)); // or the search finds nothing at all
        }
        const auto start = std::chrono::steady_clock::now();
        REQUIRE(tablet.close().ok());
        { const auto gone = std::move(tablet); }
        took = std::chrono::steady_clock::now() - start;
    }
    for (const auto& [name, count] : scanner.hits(needles)) {
        if (name == "text of a case") continue; // this program's own constant
        FAIL_CHECK(name << ": " << count << " left in memory");
    }
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    MESSAGE("locked in " << ms << " ms");
    CHECK(ms <= 1000);
}

TEST_CASE("locked memory is what keys lie in, and an unlocked one says so")
{
    const crypto::Secret key(32);
    CHECK(key.locked());
    CHECK_FALSE(crypto::Secret().locked());
}
