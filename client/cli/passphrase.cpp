#include "client/cli/passphrase.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <span>
#include <termios.h>
#include <unistd.h>

namespace lapwing::cli {

namespace {
constexpr std::size_t kPassphraseMax = 1024;

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
    crypto::Secret buffer(kPassphraseMax + 2);
    std::size_t size = 0;
    while (size < buffer.size()) {
        auto* at = buffer.span().data() + size;
        const auto got = ::read(fd, at, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || *at == '\n') break;
        ++size;
    }
    if (size > 0 && buffer.view()[size - 1] == '\r') --size;
    if (size == 0 || size > kPassphraseMax)
        return fail(ErrorCode::Rejected, "A passphrase has 1 to 1024 characters. Nothing was "
                                         "opened or changed. Try again.");
    return crypto::Secret::copyOf(buffer.view().first(size));
}

/// A terminal that takes no words still gives a line.
void say(int terminal, std::string_view words)
{
    if (::write(terminal, words.data(), words.size()) < 0) return;
}

Result<crypto::Secret> ask(int terminal, std::string_view question)
{
    const Unseen unseen(terminal);
    say(terminal, question);
    auto typed = readLine(terminal);
    say(terminal, "\n");
    return typed;
}
} // namespace

Result<crypto::Secret> readPassphrase(const std::string& file, bool isNew)
{
    if (!file.empty()) {
        const OpenFile input(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
        if (!input.ok())
            return fail(ErrorCode::NotFound, "The passphrase file could not be read. Nothing was "
                                             "opened or changed. Check its name.");
        return readLine(input.fd());
    }
    const OpenFile terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
    if (!terminal.ok())
        return fail(ErrorCode::Rejected, "There is nowhere to ask for the passphrase. Nothing was "
                                         "opened or changed. Give --passphrase-file.");
    LAPWING_ASSIGN(auto typed, ask(terminal.fd(), isNew ? "New passphrase (five words or more): "
                                                        : "Passphrase: "));
    if (!isNew) return typed;
    LAPWING_ASSIGN(const auto again, ask(terminal.fd(), "The same again: "));
    if (!equal(typed.view(), again.view()))
        return fail(ErrorCode::Rejected, "The two were not the same. Nothing was changed. Start "
                                         "again.");
    return typed;
}

} // namespace lapwing::cli
