#pragma once

#include <cstdint>

namespace lapwing::test {

/// While it lives, SQLite's allocations can be made to fail. None of its databases may be open
/// when it is made or dropped. Thread: one. Source: https://www.sqlite.org/malloc.html
class SqliteMemory {
public:
    SqliteMemory();
    SqliteMemory(const SqliteMemory&) = delete;
    SqliteMemory& operator=(const SqliteMemory&) = delete;
    ~SqliteMemory();
    /// The allocation counted from 1 from now on fails; with `persistent` all after it too.
    void failAt(std::uint64_t number, bool persistent);
    /// No more failures. True when there was one.
    bool stop();
};

/// C++'s allocations in this whole program: the one counted from 1 throws, once.
class OwnMemory {
public:
    static void failAt(std::uint64_t number);
    static bool stop();

    /// While it lives none fails: for what a test does inside the work that it tests.
    class Pause {
    public:
        Pause();
        Pause(const Pause&) = delete;
        Pause& operator=(const Pause&) = delete;
        ~Pause();

    private:
        std::uint64_t m_left;
    };
};

} // namespace lapwing::test
