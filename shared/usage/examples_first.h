#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <string_view>

/// How both programs talk about their command line. Header only, so that CLI11 stays with the
/// programs.
namespace lapwing::usage {

inline constexpr int kWrong = 64; // EX_USAGE of sysexits.h

/// The help of a verb, or of a noun with its verbs, begins with how it is used.
class ExamplesFirst final : public CLI::Formatter {
public:
    /// Each line begins with its verb; `before` stands before it. Both outlive this.
    ExamplesFirst(std::string_view before, std::span<const std::string_view> lines)
        : m_before(before), m_lines(lines)
    {
    }
    std::string make_description(const CLI::App* app) const override
    {
        std::string path;
        for (const auto* at = app; at->get_parent() != nullptr; at = at->get_parent())
            path = at->get_name() + " " + path;
        std::string text = "Examples:\n";
        for (const auto line : m_lines)
            if ((std::string(line) + " ").starts_with(path))
                text.append("  ").append(m_before).append(" ").append(line).append("\n");
        return text + "\n" + app->get_description() + "\n\n";
    }

private:
    std::string_view m_before;
    std::span<const std::string_view> m_lines;
};

/// What is said instead of carrying a command out: help (0, for stdout), or what is wrong with the
/// words (kWrong, for stderr).
struct Reply {
    int status = 0;
    std::string text;
};

[[nodiscard]] inline Reply instead(const CLI::App& app, const CLI::ParseError& error)
{
    std::ostringstream out;
    if (app.exit(error, out, out) == 0) return {0, out.str()};
    const auto strange = app.remaining(true);
    const auto what = strange.empty() ? std::string(error.what())
                                      : "\"" + strange.front() + "\" is not known here";
    return {kWrong, "There is a problem with the command: " + what
                        + ". Nothing was opened or changed. " + app.get_name()
                        + " --help shows examples."};
}

} // namespace lapwing::usage
