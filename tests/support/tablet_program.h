#pragma once

#include "tests/support/files.h"
#include "tests/support/server.h"

#include <memory>

namespace lapwing::test {

using Words = std::vector<std::string>;

inline const std::string kCli = LAPWING_BIN_DIR "/lapwing-cli";

inline bool says(const std::string& sentence, std::string_view part)
{
    INFO(sentence);
    return sentence.find(part) != std::string::npos;
}

/// One tablet: its folder, the passphrase's file beside it, and the real program.
struct TabletProgram {
    std::string folder;
    std::string passphrase = folder + ".pass";
    std::string program = kCli;

    Ended run(Words words, const std::string& secretOption = "--passphrase-file",
              const std::string& secretFile = {}) const
    {
        const auto& secret = secretFile.empty() ? passphrase : secretFile;
        words.insert(words.begin(),
                     {program, "--vault", folder, "--kdf-memory", "8", secretOption, secret});
        std::filesystem::remove(folder + ".errors");
        return test::run(std::move(words), folder + ".errors");
    }
    /// What the last command said to the person.
    std::string said() const { return readFile(folder + ".errors"); }
    /// The answer of a command that must be done.
    nlohmann::json ask(const Words& words) const
    {
        const auto ended = run(words);
        INFO(ended.out, said());
        REQUIRE(ended.status == 0);
        return nlohmann::json::parse(ended.out);
    }
    /// The sentence of a command that must be refused: the same for person and program.
    std::string refused(const Words& words, int status = 1) const
    {
        const auto ended = run(words);
        INFO(ended.out);
        REQUIRE(ended.status == status);
        const auto told = ended.json();
        CHECK(told.contains("error"));
        const std::string message = told["message"];
        CHECK(said() == message + "\n");
        return message;
    }
};

/// A hub that is served, stopped, and served again on the same port, so that its tablets find it.
struct ServedOffice {
    explicit ServedOffice(std::string program = kServer) : server(std::move(program)) {}

    Hub hub;
    std::string server;
    std::string port = "0";
    std::unique_ptr<Program> served;

    std::string file(const std::string& name) const { return hub.temp.path() + "/" + name; }
    void importCases(const std::string& lines) const
    {
        writeFile(file("cases"), lines);
        REQUIRE(hub.admin({"case", "import"}, {file("cases")}).status == 0);
    }
    void assign(const std::string& person) const
    {
        REQUIRE(hub.admin({"case", "assign"}, {"--case", "DA-1", "--staff", person}).status == 0);
    }
    void serve(const Words& more = {})
    {
        Words words{server, "serve", "--data", hub.folder, "--listen", "127.0.0.1:" + port};
        words.insert(words.end(), more.begin(), more.end());
        served = std::make_unique<Program>(words, hub.errors);
        const auto told = nlohmann::json::parse(served->line(), nullptr, false);
        REQUIRE(told.is_object());
        port = std::to_string(told["port"].get<int>());
    }
    void stop() { CHECK(served->end(SIGTERM) == 0); }

    /// A tablet with a passphrase, not yet set up.
    TabletProgram newTablet(const std::string& name) const
    {
        TabletProgram made{file(name)};
        writeFile(made.passphrase, "five good words for " + name + "\n");
        return made;
    }
    std::string code(const std::string& person) const
    {
        return hub.admin({"device", "add"}, {"--staff", person}).json()["code"];
    }
    Words setUpWords(const std::string& oneTimeCode) const
    {
        return {"setup", "--hub", "https://127.0.0.1:" + port, "--code", oneTimeCode};
    }
};

} // namespace lapwing::test
