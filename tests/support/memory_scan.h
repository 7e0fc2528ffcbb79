#pragma once

#include "shared/base/bytes.h"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace lapwing::test {

inline constexpr std::uint8_t kMask = 0xA5;

/// What is looked for, never held in its own spelling.
struct Needle {
    std::string name;
    Bytes masked;
};

inline Needle needle(std::string name, ByteView secret)
{
    Needle made{std::move(name), Bytes(secret.begin(), secret.end())};
    for (auto& byte : made.masked) byte ^= kMask;
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

} // namespace lapwing::test
