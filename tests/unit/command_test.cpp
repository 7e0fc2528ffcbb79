#include "client/cli/command.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace lapwing::cli;
using Words = std::vector<std::string>;

TEST_CASE("options may stand before the verb, after it, and after its words")
{
    for (const Words& typed :
         {Words{"--vault", "v", "--json", "--passphrase-file", "p", "record", "set", "id", "a=b"},
          Words{"record", "set", "--vault", "v", "id", "a=b", "--json", "--passphrase-file", "p"},
          Words{"record", "--json", "set", "id", "--passphrase-file=p", "a=b", "--vault=v"}}) {
        const auto parsed = parseCommand(typed);
        INFO(parsed.text);
        REQUIRE(parsed.command);
        CHECK(parsed.command->verb == Verb::RecordSet);
        CHECK(parsed.command->vault == "v");
        CHECK(parsed.command->passphraseFile == "p");
        CHECK(parsed.command->json);
        CHECK(parsed.command->subject == "id");
        CHECK(parsed.command->words == Words{"a=b"});
    }
}

TEST_CASE("a check is decided in one way, not in none or two")
{
    CHECK(parseCommand({"check", "decide", "i", "--keep", "2"}).command->keep == 2);
    CHECK(parseCommand({"check", "decide", "i", "--value", "x"}).command->value == "x");
    CHECK(parseCommand({"check", "decide", "i"}).exit == 64);
    CHECK(parseCommand({"check", "decide", "i", "--keep", "1", "--value", "x"}).exit == 64);
    CHECK(parseCommand({"check", "decide", "i", "--keep", "one"}).exit == 64);
}

TEST_CASE("what is not a command is named, with a way to the examples")
{
    const auto parsed = parseCommand({"bogus"});
    CHECK(parsed.exit == 64);
    CHECK(parsed.text.find("\"bogus\"") != std::string::npos);
    CHECK(parsed.text.find("--help") != std::string::npos);
    CHECK(parseCommand({}).exit == 64);
    CHECK(parseCommand({"sync", "extra"}).exit == 64);
}

namespace {
/// The help of a verb or of a group, and of all that stand under it; answers how many there are.
int checkHelp(const Words& path)
{
    std::string example = "  lapwing-cli --vault ./amara";
    for (const auto& word : path) example += " " + word;
    auto words = path;
    words.emplace_back("-h");
    const auto help = parseCommand(words);
    CAPTURE(help.text);
    CHECK_FALSE(help.command);
    CHECK(help.exit == 0);
    const auto at = help.text.find(example);
    CHECK(help.text.starts_with("Examples:\n"));
    CHECK(at < help.text.find("Usage:"));
    int count = 1;
    const auto under = help.text.find("Subcommands:\n");
    if (under == std::string::npos) return count;
    std::istringstream lines(help.text.substr(under));
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && line.starts_with("  ") && !line.starts_with("   ")) {
        auto deeper = path;
        deeper.push_back(line.substr(2, line.find(' ', 2) - 2));
        count += checkHelp(deeper);
    }
    return count;
}
} // namespace

TEST_CASE("help, of everything or of any verb there is, begins with its examples")
{
    CHECK(checkHelp({}) > 24);
}

TEST_CASE("a line is parted as a shell parts it")
{
    CHECK(*splitLine("a  b\tc") == Words{"a", "b", "c"});
    CHECK(*splitLine(R"(text="two words" x='it is "so"')") ==
          Words{"text=two words", R"(x=it is "so")"});
    CHECK(*splitLine(R"("a \"b\" \\ c" d\ e '\n')") == Words{R"(a "b" \ c)", "d e", R"(\n)"});
    CHECK(*splitLine(R"(a "" b)") == Words{"a", "", "b"});
    CHECK(splitLine("  ")->empty());
    CHECK_FALSE(splitLine(R"(text="open)"));
    CHECK_FALSE(splitLine("text='open"));
}
