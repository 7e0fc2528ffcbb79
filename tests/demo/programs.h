#pragma once

#include "tests/support/process.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace lapwing::demo {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

/// The two programs that the story is played with: what we ship, or a mutant of it.
struct Programs {
    std::string server, cli;
};

/// lapwing-server and its data folder, run as an administrator would.
/// Errors: Internal, with what the program said as the message.
class Hub {
public:
    Hub(Programs programs, std::string folder)
        : m_programs(std::move(programs)), m_folder(std::move(folder))
    {
    }
    [[nodiscard]] Result<void> init(const std::string& name);
    /// An admin verb, served or not; `--data` is added.
    [[nodiscard]] Result<Json> ask(Words words) const;
    /// Serves on loopback, on the port of the time before; `port` before the first time.
    [[nodiscard]] Result<void> open(std::uint16_t port = 0);
    /// Ends it as an init system would, and waits until it has.
    [[nodiscard]] Result<void> close();
    /// Ends it as a power cut would; what it had said on both outputs.
    [[nodiscard]] Result<test::Finished> kill();
    [[nodiscard]] bool isOpen() const { return m_serving.has_value(); }
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string url() const
    {
        return "https://127.0.0.1:" + std::to_string(m_port);
    }

private:
    Programs m_programs;
    std::string m_folder;
    std::uint16_t m_port = 0;
    std::optional<test::Process> m_serving;
};

/// One tablet: a vault folder, and lapwing-cli started anew for each thing that is asked of it, so
/// that nothing is remembered but what the vault holds.
class Tablet {
public:
    Tablet(Programs programs, std::string vault, std::string passphraseFile, std::string owner)
        : m_programs(std::move(programs)), m_vault(std::move(vault)),
          m_passphraseFile(std::move(passphraseFile)), m_owner(std::move(owner))
    {
    }
    [[nodiscard]] const std::string& vault() const { return m_vault; }
    [[nodiscard]] const std::string& owner() const { return m_owner; }

    /// Whatever comes of it.
    [[nodiscard]] Result<test::Finished> run(Words words) const;
    /// Left running, for whoever wants to look at it meanwhile.
    [[nodiscard]] Result<test::Process> start(Words words) const;
    /// The answer of something that must be done; an error, with what was said, when it is not.
    [[nodiscard]] Result<Json> ask(Words words) const;

    [[nodiscard]] Result<Json> setUp(const Hub& hub, const std::string& code) const;
    [[nodiscard]] Result<Json> sync() const { return ask({"sync"}); }
    [[nodiscard]] Result<Json> record(const std::string& id) const
    {
        return ask({"record", "show", id, "--json"});
    }

private:
    [[nodiscard]] Words commandOf(const Words& words) const;

    Programs m_programs;
    std::string m_vault, m_passphraseFile, m_owner;
};

} // namespace lapwing::demo
