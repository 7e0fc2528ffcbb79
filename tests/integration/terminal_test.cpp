// Passphrases and keys, typed at a terminal of the system's own.
#include "tests/support/cli_office.h"

#include <doctest/doctest.h>

#include <array>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
Words onVault(const std::string& vault, Words words)
{
    words.insert(words.begin(), {kPrograms.cli, "--vault", vault, "--kdf-memory", "8"});
    return words;
}

/// A program with a terminal to ask at, and both outputs in files of a folder.
class AtTerminal {
public:
    AtTerminal(std::string folder, Words words) : m_folder(std::move(folder))
    {
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        m_pid = ::forkpty(&m_terminal, nullptr, nullptr, nullptr);
        REQUIRE(m_pid >= 0);
        if (m_pid > 0) return;
        for (const auto& [fd, name] : {std::pair{1, "/out"}, std::pair{2, "/err"}})
            ::dup2(::open((m_folder + name).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), fd);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    AtTerminal(const AtTerminal&) = delete;
    AtTerminal& operator=(const AtTerminal&) = delete;
    ~AtTerminal()
    {
        ::close(m_terminal);
        if (m_pid > 0) ::kill(m_pid, SIGKILL);
        if (m_pid > 0) ::waitpid(m_pid, nullptr, 0);
    }

    /// Waits until the terminal shows the question, then types; nothing typed may be shown.
    void answer(const std::string& question, const std::string& typed)
    {
        while (m_shown.find(question, m_seen) == std::string::npos) REQUIRE(showsMore());
        m_seen = m_shown.size();
        termios how{};
        REQUIRE(::tcgetattr(m_terminal, &how) == 0);
        CHECK((how.c_lflag & ECHO) == 0u);
        const auto line = typed + "\n";
        REQUIRE(::write(m_terminal, line.data(), line.size()) == static_cast<ssize_t>(line.size()));
    }
    Finished end()
    {
        while (showsMore()) {}
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = -1;
        return {WEXITSTATUS(status), readFile(m_folder + "/out"), readFile(m_folder + "/err")};
    }
    [[nodiscard]] const std::string& shown() const { return m_shown; }

private:
    /// False when the program has left the terminal.
    bool showsMore()
    {
        pollfd ready{m_terminal, POLLIN, 0};
        REQUIRE(::poll(&ready, 1, static_cast<int>(kPatience.count())) == 1);
        std::array<char, 4096> chunk{};
        const auto got = ::read(m_terminal, chunk.data(), chunk.size());
        if (got > 0) m_shown.append(chunk.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

    std::string m_folder;
    std::string m_shown;
    std::size_t m_seen = 0;
    int m_terminal = -1;
    pid_t m_pid = -1;
};
} // namespace

TEST_CASE("a passphrase is asked for at the terminal, unseen, and opens the vault")
{
    const CliOffice office;
    AtTerminal right(office.folder, onVault(office.tablet.vault(), {"case", "list", "--json"}));
    right.answer("Passphrase: ", "curlew sparrow lantern tide nine");
    const auto listed = right.end();
    CHECK(listed.exitCode == 0);
    CHECK(listed.err.empty());
    CHECK(demo::Json::parse(listed.out).size() == 1);
    CHECK(right.shown().find("curlew") == std::string::npos);

    AtTerminal wrong(office.folder, onVault(office.tablet.vault(), {"case", "list"}));
    wrong.answer("Passphrase: ", "something else altogether");
    const auto refused = wrong.end();
    CHECK(refused.exitCode == 1);
    CHECK(refused.out.empty());
    CHECK(refused.err.find("does not open this tablet") != std::string::npos);
}

TEST_CASE("a new passphrase is asked for twice, and two that differ set nothing up")
{
    const CliOffice office;
    const auto vault = office.folder + "/new";
    const auto code = office.code(office.staff);
    const Words setUp{"setup", "--hub", office.hub.url(), "--code", code};
    AtTerminal mistyped(office.folder, onVault(vault, setUp));
    mistyped.answer("New passphrase", "five words or more here");
    mistyped.answer("The same again: ", "five words or mroe here");
    const auto refused = mistyped.end();
    CHECK(refused.exitCode == 1);
    for (const auto* part : {"were not the same", "Nothing was changed", "Start again"})
        CHECK(refused.err.find(part) != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(vault));

    AtTerminal twice(office.folder, onVault(vault, setUp));
    twice.answer("New passphrase", "five words or more here");
    twice.answer("The same again: ", "five words or more here");
    CHECK(twice.end().exitCode == 0);
    CHECK(twice.shown().find("five words or more here") == std::string::npos);
}

TEST_CASE("the hub's key is asked for at the terminal, unseen, by every verb that needs it")
{
    CliOffice office;
    const auto hub = office.folder + "/hub";
    const auto on = [&](Words words) {
        words.insert(words.begin(), kPrograms.server);
        words.insert(words.end(), {"--data", hub});
        return words;
    };
    // A hub that is being served has its key: nobody is asked, so no terminal is needed.
    CHECK(must(runProcess(on({"status", "--ask-key"}))).exitCode == 0);
    must(office.hub.close());
    const auto moved = office.folder + "/moved.key";
    std::filesystem::rename(hub + "/hub.key", moved);
    const auto key = readFile(moved).substr(0, 64);

    const auto without = must(runProcess(on({"device", "list"})));
    CHECK(without.exitCode == 1);
    CHECK(without.err.find("--key-file") != std::string::npos);
    CHECK(must(runProcess(on({"device", "list", "--key-file", moved}))).exitCode == 0);
    CHECK(must(runProcess(on({"status", "--key-file", moved, "--ask-key"}))).exitCode == 64);

    for (const Words& verb : {Words{"status", "--ask-key"}, {"device", "list", "--ask-key"},
                              {"backup", "--ask-key", "--out", office.folder + "/copy"}}) {
        AtTerminal right(office.folder, on(verb));
        right.answer("Key of the hub", key);
        const auto told = right.end();
        CAPTURE(told.err);
        CHECK(told.exitCode == 0);
        CHECK(demo::Json::parse(told.out).is_object());
        CHECK(right.shown().find(key) == std::string::npos);
    }
    AtTerminal wrong(office.folder, on({"status", "--ask-key"}));
    wrong.answer("Key of the hub", std::string(64, 'a'));
    const auto refused = wrong.end();
    CHECK(refused.exitCode == 1);
    for (const auto* part : {"not its key", "nothing was changed"})
        CHECK(refused.err.find(part) != std::string::npos);
    AtTerminal short_(office.folder, on({"status", "--ask-key"}));
    short_.answer("Key of the hub", "abc");
    CHECK(short_.end().err.find("64 hex digits") != std::string::npos);
}
