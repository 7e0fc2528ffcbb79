#pragma once

#include "tests/support/cli_office.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace lapwing::test {

/// How a command ended on a disk that took only so many writes.
struct OnFullDisk {
    Finished told;
    bool wasFull = false; ///< a write was refused, or at least none was left
};

/// A command, on a disk that takes `writes` more writes to files and is then full
/// (small_disk.cpp). No privilege is needed, and every other program's disk is as it was.
inline OnFullDisk runOnFullDisk(const Words& command, int writes)
{
    constexpr int kPipeHolds = 65536; // of Linux; a writer of more would wait
    check(writes < kPipeHolds, "a disk that is never full");
    int ends[2] = {-1, -1};
    check(::pipe(ends) == 0, "a pipe");
    const std::string budget(static_cast<std::size_t>(writes), '.');
    check(::write(ends[1], budget.data(), budget.size()) == writes, "a pipe that takes its bytes");
    ::close(ends[1]);
    Words preloaded{"/usr/bin/env", "LD_PRELOAD=" LAPWING_SMALL_DISK,
                    "LAPWING_WRITES_FD=" + std::to_string(ends[0])};
    preloaded.insert(preloaded.end(), command.begin(), command.end());
    auto told = must(runProcess(preloaded));
    int left = 0;
    ::ioctl(ends[0], FIONREAD, &left);
    ::close(ends[0]);
    return {std::move(told), left == 0};
}

/// A command of a tablet.
inline OnFullDisk onFullDisk(const demo::Tablet& tablet, const std::string& passphraseFile,
                             const Words& words, int writes)
{
    Words command{kPrograms.cli, "--vault",           tablet.vault(), "--kdf-memory",
                  "8",           "--passphrase-file", passphraseFile};
    command.insert(command.end(), words.begin(), words.end());
    return runOnFullDisk(command, writes);
}

} // namespace lapwing::test
