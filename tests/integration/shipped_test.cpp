// What only developers need is in none of the programs that ship.
#include "tests/support/files.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <regex>
#include <set>

using namespace lapwing::test;
namespace fs = std::filesystem;

namespace {
constexpr const char* kShipped[] = {"lapwing", "lapwing-cli", "lapwing-server"};

std::string program(const std::string& name) { return readFile(LAPWING_BIN_DIR "/" + name); }

/// Without the first byte of zero or the last: found in either order of bytes, as Qt names its
/// resources and as QStringLiteral keeps text.
std::string inUtf16(std::string_view text)
{
    std::string wide(text.substr(0, 1));
    for (const char c : text.substr(1)) (wide += '\0') += c;
    return wide;
}

/// The faults that the sources of the programs can be compiled with.
std::set<std::string> mutantNames()
{
    const std::regex call("mutant\\(\"([a-z0-9-]+)\"\\)");
    std::set<std::string> names;
    for (const auto* top : {"client", "shared", "sync", "server-stub"})
        for (const auto& entry :
             fs::recursive_directory_iterator(fs::path(LAPWING_SOURCE_DIR) / top)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
            const auto text = readFile(entry.path().string());
            for (std::sregex_iterator at(text.begin(), text.end(), call), end; at != end; ++at)
                names.insert((*at)[1]);
        }
    return names;
}
} // namespace

TEST_CASE("no program that ships holds the name of a mutant")
{
    const auto names = mutantNames();
    CHECK(names.size() > 30);
    for (const auto* each : kShipped) {
        const auto bytes = program(each);
        REQUIRE(bytes.find("lapwing") != std::string::npos);
        for (const auto& name : names) {
            CAPTURE(each);
            CAPTURE(name);
            CHECK(bytes.find(name) == std::string::npos);
        }
    }
}

TEST_CASE("the app holds its pages, and no gallery, pictures or self-test")
{
    const auto app = program("lapwing");
    CHECK(app.find(inUtf16("TodayPage.qml")) != std::string::npos);
    const auto tools = program("lapwing-pictures");
    for (const auto* page : {"Gallery.qml", "Showcase.qml"}) {
        CHECK(app.find(inUtf16(page)) == std::string::npos);
        CHECK(tools.find(inUtf16(page)) != std::string::npos);
    }
    for (const auto* option : {"passphrase-file", "self-test"}) {
        CAPTURE(option);
        CHECK(tools.find(inUtf16(option)) != std::string::npos);
        CHECK(app.find(option) == std::string::npos);
        CHECK(app.find(inUtf16(option)) == std::string::npos);
    }
}
