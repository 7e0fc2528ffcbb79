#pragma once

#include <cstdint>

namespace lapwing::test {

/// Whose allocations.
enum class Memory : unsigned char {
    OfSqlite, ///< through sqlite3_malloc
    OfOurs,   ///< through operator new
};

/// Makes allocations of this process fail on demand. Both of its ways in are put in by linking
/// failing_memory.cpp and, for SQLite, by install(). Thread: one.
class FailingMemory {
public:
    /// Before SQLite is first used in this process.
    static void install();
    /// Fails the n-th allocation from now on, counted from 0; with `lasts` every later one too.
    static void fail(Memory whose, std::uint64_t at, bool lasts);
    static void stop();
    /// How often one has failed since fail().
    [[nodiscard]] static std::uint64_t strikes();

    /// While one lives operator new neither counts nor fails: a test's own work.
    class Spared {
    public:
        Spared();
        Spared(const Spared&) = delete;
        Spared& operator=(const Spared&) = delete;
        ~Spared();
    };
};

} // namespace lapwing::test
