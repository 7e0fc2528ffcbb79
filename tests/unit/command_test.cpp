#include "client/cli/command.h"

#include <doctest/doctest.h>

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

TEST_CASE("help, of everything or of one verb, begins with its examples and is no failure")
{
    const Words paths[] = {{},
                           {"setup"},
                           {"sync"},
                           {"case"},
                           {"case", "list"},
                           {"case", "show"},
                           {"record", "show"},
                           {"record", "add"},
                           {"record", "set"},
                           {"check", "list"},
                           {"check", "decide"},
                           {"search"},
                           {"schema"},
                           {"status"},
                           {"export"},
                           {"batch"}};
    for (auto words : paths) {
        std::string path = "lapwing-cli --vault ./amara";
        for (const auto& word : words) path += " " + word;
        words.emplace_back("-h");
        const auto help = parseCommand(words);
        CAPTURE(help.text);
        CHECK_FALSE(help.command);
        CHECK(help.exit == 0);
        const auto example = help.text.find(path);
        CHECK(help.text.find("Examples:") < example);
        CHECK(example < help.text.find("Usage:"));
    }
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
