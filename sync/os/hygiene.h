#pragma once

namespace lapwing {

/// Keeps this process's memory out of core files and away from other processes of the same user,
/// and its new files private to their owner. Once, first thing in main().
/// False when the kernel refused any of it, to be told in `status`.
/// Source: prctl(2) PR_SET_DUMPABLE, setrlimit(2) RLIMIT_CORE, umask(2).
[[nodiscard]] bool hardenProcess();

/// Overwrites what earlier calls left on this thread's stack below the caller: short texts and keys
/// among it. After a lock, on each thread that showed or read cases.
void wipeStack();

/// True when the kernel lets this process keep a page of keys out of swap, tried with one.
/// Source: mlock(2).
[[nodiscard]] bool memoryLocks();

} // namespace lapwing
