#pragma once

#include "shared/base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace lapwing::test {

/// How long a child that should be done soon is waited for before it is called stuck.
inline constexpr std::chrono::milliseconds kPatience{60'000};

/// What a child is given beside its command.
struct ProcessLimits {
    std::uint64_t fileBytesMax = 0; ///< no file it writes grows over this; 0: no limit
    std::chrono::milliseconds patience = kPatience; ///< for runProcess()
};

/// What a child left behind.
struct Finished {
    int exitCode = 0; ///< as the child gave it; 128 + signal when one ended it
    std::string out;  ///< all of its standard output, and of its standard error
    std::string err;
};

/// One child process, its output caught; killed and waited for when dropped, and killed when this
/// process ends. No shell: the first of `command` is the program's path, the others its arguments.
/// Errors: Internal with a detail. Thread: one at a time. Source: fork(2), execv(3), poll(2).
class Process {
public:
    [[nodiscard]] static Result<Process> start(const std::vector<std::string>& command,
                                               const ProcessLimits& limits = {});
    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) noexcept;
    ~Process();

    /// The next line of its standard output, without the newline. An error when it ends first.
    [[nodiscard]] Result<std::string> readLine(std::chrono::milliseconds patience = kPatience);
    /// Sends a signal; nothing when it has ended.
    void signal(int number) const;
    /// Reads to the end of both outputs, then waits for it. Once.
    [[nodiscard]] Result<Finished> wait(std::chrono::milliseconds patience = kPatience);

private:
    Process() = default;
    [[nodiscard]] Result<void> readSome(std::chrono::steady_clock::time_point until);
    void end() noexcept;

    struct Pipe {
        int fd = -1;
        std::string text;
    };
    int m_pid = -1;
    Pipe m_out;
    Pipe m_err;
};

/// Starts a child and waits for it.
[[nodiscard]] Result<Finished> runProcess(const std::vector<std::string>& command,
                                          const ProcessLimits& limits = {});

} // namespace lapwing::test
