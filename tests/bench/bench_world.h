#pragma once

#include "server-stub/service/import.h"
#include "tests/support/small_world.h"
#include "tests/support/temp_folder.h"

#include "sync/store/disk.h"
#include "sync/store/seal/open_sealed.h"

#include <chrono>

namespace lapwing::bench {

/// `cases` cases of the standard shape: 1 case, 3 people, 6 actions, 4 chronology entries and 2
/// agenda items, about 630 octets of JSON a record, as import lines. Seeded, invented.
[[nodiscard]] std::string standardCases(std::size_t cases, std::uint64_t seed);

/// Milliseconds of the steady clock since it was made.
class Stopwatch {
public:
    [[nodiscard]] double ms() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start)
            .count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// A sealed database in a folder of its own.
struct SealedFile {
    test::TempFolder folder;
    store::Disk disk;
    crypto::SystemRandom random;
    [[nodiscard]] store::Database open();
};

} // namespace lapwing::bench
