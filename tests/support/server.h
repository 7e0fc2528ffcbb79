#pragma once

#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace lapwing::test {

/// What a program said on stdout, and how it ended: its status, or minus the signal.
struct Ended {
    int status = 0;
    std::string out;
    [[nodiscard]] nlohmann::json json() const
    {
        INFO(out);
        REQUIRE(std::count(out.begin(), out.end(), '\n') == 1);
        auto told = nlohmann::json::parse(out, nullptr, false);
        REQUIRE(told.is_object());
        return told;
    }
};

/// A program of ours or of the system's, with its stdout.
class Program {
public:
    explicit Program(std::vector<std::string> command, const std::string& errorFile = "/dev/null")
    {
        std::array<int, 2> ends{};
        REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
        std::vector<char*> words;
        for (auto& word : command) words.push_back(word.data());
        words.push_back(nullptr);
        m_pid = ::fork();
        REQUIRE(m_pid >= 0);
        if (m_pid == 0) {
            const int log = ::open(errorFile.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
            ::dup2(ends[1], STDOUT_FILENO);
            ::dup2(log, STDERR_FILENO);
            ::execvp(words[0], words.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        m_out = ends[0];
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program()
    {
        if (m_pid > 0) end(SIGKILL);
        ::close(m_out);
    }

    /// Up to the end of a line, or of all it says.
    std::string line()
    {
        std::string text;
        for (char c = 0; ::read(m_out, &c, 1) == 1;) {
            text += c;
            if (c == '\n') break;
        }
        return text;
    }
    int end(int signal)
    {
        ::kill(m_pid, signal);
        return wait();
    }
    int wait()
    {
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    pid_t m_pid = -1;
    int m_out = -1;
};

inline Ended run(std::vector<std::string> command, const std::string& errorFile = "/dev/null")
{
    Program program(std::move(command), errorFile);
    Ended ended;
    for (auto line = program.line(); !line.empty(); line = program.line()) ended.out += line;
    ended.status = program.wait();
    return ended;
}

inline const std::string kServer = LAPWING_BIN_DIR "/lapwing-server";

/// A hub in a folder of its own, and the real program to serve it.
struct Hub {
    TempFolder temp;
    std::string folder = temp.path() + "/hub";
    std::string errors = temp.path() + "/errors";

    Hub() { REQUIRE(run({kServer, "init", "--data", folder}).status == 0); }
    /// lapwing-server NOUN VERB --data FOLDER MORE…
    [[nodiscard]] Ended admin(std::vector<std::string> words,
                              const std::vector<std::string>& more = {}) const
    {
        words.insert(words.begin(), kServer);
        words.insert(words.end(), {"--data", folder});
        words.insert(words.end(), more.begin(), more.end());
        return run(std::move(words));
    }
    [[nodiscard]] std::string agency() const
    {
        return admin({"agency", "add"}, {"--name", "Brent", "--sector", "local_authority"})
            .json()["agency"];
    }
    [[nodiscard]] std::string staff(const std::string& agencyId,
                                    const std::string& role = "idva") const
    {
        return admin({"staff", "add"}, {"--name", "Ada", "--agency", agencyId, "--role", role})
            .json()["staff"];
    }
};

/// A hub being served on a port that the system picked.
struct Serving {
    explicit Serving(const Hub& hub)
        : program({kServer, "serve", "--data", hub.folder, "--listen", "127.0.0.1:0"}, hub.errors),
          said(program.line())
    {
        const auto told = nlohmann::json::parse(said, nullptr, false);
        REQUIRE(told.is_object());
        REQUIRE(told["event"] == "listening");
        port = told["port"];
        url = "https://127.0.0.1:" + std::to_string(port);
    }
    Program program;
    std::string said;
    std::uint16_t port = 0;
    std::string url;
};

} // namespace lapwing::test
