#pragma once

#include "server-stub/service/import.h"
#include "server-stub/service/administration.h"
#include "shared/crypto/system_random.h"
#include "tests/support/small_world.h"
#include "tests/support/temp_folder.h"

#include "sync/store/seal/disk.h"
#include "sync/store/seal/open_sealed.h"

#include <ctime>

namespace lapwing::bench {

/// `cases` cases of the standard shape: 1 case, 3 people, 6 actions, 4 chronology entries and 2
/// agenda items, about 630 bytes of JSON a record, as import lines. Seeded, invented.
[[nodiscard]] std::string standardCases(std::size_t cases, std::uint64_t seed);

/// Milliseconds of this process's processor time since it was made: one thread does all the work
/// here, and other programs on the machine do not count.
class Stopwatch {
public:
    [[nodiscard]] double ms() const
    {
        return 1000.0 * static_cast<double>(std::clock() - m_start) / CLOCKS_PER_SEC;
    }

private:
    std::clock_t m_start = std::clock();
};

/// A sealed database in a folder of its own.
struct SealedFile {
    test::TempFolder folder;
    store::Disk disk;
    crypto::SystemRandom random;
    [[nodiscard]] store::Database open();
};

} // namespace lapwing::bench
