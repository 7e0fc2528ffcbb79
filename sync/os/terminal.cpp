#include "sync/os/terminal.h"

#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace lapwing::store {

namespace {
constexpr std::size_t kSecretMax = 1024;

class OpenFile {
public:
    explicit OpenFile(int fd) : m_fd(fd) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile()
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] bool ok() const { return m_fd >= 0; }

private:
    int m_fd;
};

/// A terminal that does not show what is typed, until dropped.
class Unseen {
public:
    explicit Unseen(int fd) : m_fd(fd), m_known(::tcgetattr(fd, &m_before) == 0)
    {
        auto silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (m_known) ::tcsetattr(fd, TCSAFLUSH, &silent);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    ~Unseen()
    {
        if (m_known) ::tcsetattr(m_fd, TCSAFLUSH, &m_before);
    }

private:
    int m_fd;
    termios m_before{};
    bool m_known;
};

/// The first line of what can be read, in memory that is never swapped.
Result<crypto::Secret> readLine(int fd)
{
    crypto::Secret buffer(kSecretMax + 2);
    std::size_t size = 0;
    while (size < buffer.size()) {
        auto* at = buffer.span().data() + size;
        const auto got = ::read(fd, at, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || *at == '\n') break;
        ++size;
    }
    if (size > 0 && buffer.view()[size - 1] == '\r') --size;
    if (size == 0 || size > kSecretMax)
        return fail(ErrorCode::Rejected, "A secret has 1 to 1024 characters. Nothing was opened or "
                                         "changed. Try again.");
    return crypto::Secret::copyOf(buffer.view().first(size));
}

/// A terminal that takes no words still gives a line.
void say(int terminal, std::string_view words)
{
    if (::write(terminal, words.data(), words.size()) < 0) return;
}
} // namespace

Result<crypto::Secret> secretFromFile(const std::string& path)
{
    const OpenFile input(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!input.ok()) return fail(ErrorCode::NotFound, {}, "a secret's file");
    return readLine(input.fd());
}

Result<crypto::Secret> secretFromTerminal(std::string_view question)
{
    const OpenFile terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
    if (!terminal.ok()) return fail(ErrorCode::NotFound, {}, "no terminal");
    const Unseen unseen(terminal.fd());
    say(terminal.fd(), question);
    auto typed = readLine(terminal.fd());
    say(terminal.fd(), "\n");
    return typed;
}

} // namespace lapwing::store
