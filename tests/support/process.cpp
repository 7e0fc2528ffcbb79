#include "tests/support/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lapwing::test {

namespace {
using Clock = std::chrono::steady_clock;
constexpr int kCannotStart = 127;

Error systemError(const char* what)
{
    return fail(ErrorCode::Internal, {}, std::string(what) + ": " + std::strerror(errno));
}

/// Between fork and exec: only what is safe there.
[[noreturn]] void become(char* const* arguments, int out, int err, const ProcessLimits& limits)
{
    // A test that is killed takes its children with it.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (limits.fileBytesMax != 0) {
        const rlimit most{limits.fileBytesMax, limits.fileBytesMax};
        ::setrlimit(RLIMIT_FSIZE, &most);
        // So that a write over the limit answers EFBIG, as one on a full disk answers ENOSPC.
        ::signal(SIGXFSZ, SIG_IGN);
    }
    const int in = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    ::execv(arguments[0], arguments);
    ::_exit(kCannotStart);
}

int codeOf(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void closeEnd(int& fd)
{
    if (fd >= 0) ::close(fd);
    fd = -1;
}
} // namespace

Result<Process> Process::start(const std::vector<std::string>& command,
                               const ProcessLimits& limits)
{
    check(!command.empty(), "a process without a program");
    std::vector<std::string> copy = command;
    std::vector<char*> arguments;
    for (auto& each : copy) arguments.push_back(each.data());
    arguments.push_back(nullptr);

    Process child;
    std::array<int, 2> out{};
    std::array<int, 2> err{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0) return systemError("pipe");
    child.m_out.fd = out[0];
    if (::pipe2(err.data(), O_CLOEXEC) != 0) {
        ::close(out[1]);
        return systemError("pipe");
    }
    child.m_err.fd = err[0];
    child.m_pid = ::fork();
    if (child.m_pid == 0) become(arguments.data(), out[1], err[1], limits);
    ::close(out[1]);
    ::close(err[1]);
    if (child.m_pid < 0) return systemError("fork");
    return child;
}

Process::Process(Process&& other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)), m_out(std::exchange(other.m_out, {})),
      m_err(std::exchange(other.m_err, {}))
{
}

Process& Process::operator=(Process&& other) noexcept
{
    std::swap(m_pid, other.m_pid);
    std::swap(m_out, other.m_out);
    std::swap(m_err, other.m_err);
    return *this;
}

Process::~Process() { end(); }

void Process::end() noexcept
{
    closeEnd(m_out.fd);
    closeEnd(m_err.fd);
    if (m_pid <= 0) return;
    ::kill(m_pid, SIGKILL);
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
}

void Process::signal(int number) const
{
    if (m_pid > 0) ::kill(m_pid, number);
}

Result<void> Process::readSome(Clock::time_point until)
{
    std::array<pollfd, 2> ends{{{m_out.fd, POLLIN, 0}, {m_err.fd, POLLIN, 0}}};
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return fail(ErrorCode::Internal, {}, "a child process did not end in time");
    if (::poll(ends.data(), ends.size(), static_cast<int>(left)) < 0)
        return errno == EINTR ? Result<void>{} : systemError("poll");
    const std::array<Pipe*, 2> pipes{&m_out, &m_err};
    for (std::size_t i = 0; i < pipes.size(); ++i) {
        if (ends[i].revents == 0) continue;
        std::array<char, 16384> chunk{};
        const auto got = ::read(pipes[i]->fd, chunk.data(), chunk.size());
        if (got > 0) pipes[i]->text.append(chunk.data(), static_cast<std::size_t>(got));
        else if (got == 0 || errno != EINTR) closeEnd(pipes[i]->fd);
    }
    return {};
}

Result<std::string> Process::readLine(std::chrono::milliseconds patience)
{
    const auto until = Clock::now() + patience;
    for (;;) {
        if (const auto end = m_out.text.find('\n'); end != std::string::npos) {
            auto line = m_out.text.substr(0, end);
            m_out.text.erase(0, end + 1);
            return line;
        }
        if (m_out.fd < 0)
            return fail(ErrorCode::Internal, {}, "a child ended without a line: " + m_err.text);
        LAPWING_TRY(readSome(until));
    }
}

Result<Finished> Process::wait(std::chrono::milliseconds patience)
{
    const auto until = Clock::now() + patience;
    while (m_out.fd >= 0 || m_err.fd >= 0) LAPWING_TRY(readSome(until));
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0)
        if (errno != EINTR) return systemError("waitpid");
    m_pid = -1;
    return Finished{codeOf(status), std::move(m_out.text), std::move(m_err.text)};
}

Result<Finished> runProcess(const std::vector<std::string>& command, const ProcessLimits& limits)
{
    LAPWING_ASSIGN(auto child, Process::start(command, limits));
    return child.wait(limits.patience);
}

} // namespace lapwing::test
