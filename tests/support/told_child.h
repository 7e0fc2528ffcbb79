#pragma once

#include "tests/support/killing_vfs.h"

#include <doctest/doctest.h>

#include <array>
#include <csignal>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace lapwing::test {

/// Says a line to the parent; it is there even when this process is killed right after.
using Tell = std::function<void(const std::string&)>;
/// Runs in the child. False for a step that failed, which is not what kills are about.
using ChildWork = std::function<bool(KillingVfs&, const Tell&)>;

/// How a child ended, and every line it told.
struct Told {
    std::vector<std::string> lines;
    bool killed = false;
    bool done = false; ///< it came to its end, well
};

/// A forked copy of this process that works over a KillingVfs. No thread may run when it starts.
class ToldChild {
public:
    ToldChild(std::uint64_t killAt, const ChildWork& work)
    {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        m_pid = ::fork();
        REQUIRE(m_pid >= 0);
        if (m_pid == 0) {
            ::close(ends[0]);
            KillingVfs vfs(killAt);
            const bool good = work(vfs, [&](const std::string& text) {
                const auto line = text + "\n";
                if (::write(ends[1], line.data(), line.size()) < 0) ::_exit(4);
            });
            ::_exit(good ? 0 : 3);
        }
        ::close(ends[1]);
        m_out = ends[0];
    }
    ToldChild(const ToldChild&) = delete;
    ToldChild& operator=(const ToldChild&) = delete;
    ~ToldChild()
    {
        kill();
        if (m_pid > 0) ::waitpid(m_pid, nullptr, 0);
        ::close(m_out);
    }

    /// The next line; empty when it said no more.
    std::string line()
    {
        std::string text;
        for (char c = 0; ::read(m_out, &c, 1) == 1 && c != '\n';) text += c;
        return text;
    }
    void kill() const
    {
        if (m_pid > 0) ::kill(m_pid, SIGKILL);
    }
    Told wait()
    {
        Told told;
        for (auto text = line(); !text.empty(); text = line()) told.lines.push_back(text);
        int status = 0;
        REQUIRE(::waitpid(m_pid, &status, 0) == m_pid);
        m_pid = -1;
        told.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
        told.done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        return told;
    }

private:
    pid_t m_pid = -1;
    int m_out = -1;
};

} // namespace lapwing::test
