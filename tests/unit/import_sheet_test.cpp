#include "server-stub/service/import.h"
#include "server-stub/service/import_lines.h"
#include "shared/base/random.h"
#include "tests/support/hub.h"
#include "tests/support/seed.h"
#include "tests/support/tells.h"

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using nlohmann::json;

namespace {
struct Row {
    std::uint64_t line;
    json said; ///< null when it is refused
    std::string fault;
};

std::vector<Row> rowsOf(const std::string& bytes)
{
    std::vector<Row> rows;
    const auto read = hub::eachImportLine(bytes, [&](std::uint64_t line, Result<json> said) {
        rows.push_back(said.ok() ? Row{line, *said, {}} : Row{line, nullptr, said.error().text()});
        return true;
    });
    REQUIRE_MESSAGE(read.ok(), read.error().text());
    return rows;
}

json only(const std::string& bytes)
{
    const auto rows = rowsOf(bytes);
    REQUIRE(rows.size() == 1);
    INFO(rows.front().fault);
    REQUIRE(rows.front().said.is_object());
    return rows.front().said;
}

std::string whyNot(const std::string& bytes)
{
    const auto rows = rowsOf(bytes);
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().said.is_null());
    return rows.front().fault;
}

std::string inUtf16(const std::string& ascii, bool bigFirst)
{
    std::string bytes = bigFirst ? "\xfe\xff" : "\xff\xfe";
    for (const char c : ascii) {
        if (bigFirst) bytes += '\0';
        bytes += c;
        if (!bigFirst) bytes += '\0';
    }
    return bytes;
}

const std::string kHead = "case,panel,record,id,legal_name,dob,nhs_no\n";
const json kOne{{"case", "DA-1"},
                {"panel", "da_marac"},
                {"record", "person"},
                {"id", "victim"},
                {"fields", {{"legal_name", "Una Hale"}, {"dob", "1988-03-14"}}}};
} // namespace

TEST_CASE("a row of a sheet says what a line of JSON says, however the program wrote it")
{
    const std::string row = "DA-1,da_marac,person,victim,Una Hale,1988-03-14,\n";
    CHECK(only(kHead + row) == kOne);
    CHECK(only("\xef\xbb\xbf" + kHead + row) == kOne);
    CHECK_FALSE(hub::importText(inUtf16(std::string("a\0b", 3), false)).ok());
    CHECK(only("case,panel,record,id,legal_name,dob\r\nDA-1,DA MARAC,Person,victim,"
               "\"Una Hale\",14/03/1988\r\n") == kOne);
    CHECK(only("Case;Panel;Record;ID;Legal name;DOB\nDA-1;da_marac;person;victim;Una "
               "Hale;14/3/1988") == kOne);
    CHECK(only("sep=\t\ncase\tpanel\trecord\tid\tlegal_name\tdob\nDA-1\tda_marac\tperson"
               "\tvictim\tUna Hale\t14/03/1988 00:00:00\n") == kOne);
    CHECK(only(inUtf16(kHead + row, false)) == kOne);
    CHECK(only(inUtf16(kHead + row, true)) == kOne);
}

TEST_CASE("a cell in quotes keeps commas, lines and quotation marks; rows are counted by lines")
{
    const auto rows = rowsOf("case,panel,record,text,owners\n"
                             "DA-1,da_marac,action,\"Ring, then \"\"visit\"\"\nat noon\",\n"
                             ",,,,\n"
                             "\n"
                             "DA-1,da_marac,action,Ask,\n"
                             ",,,\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].line == 2);
    CHECK(rows[0].said["fields"]["text"] == "Ring, then \"visit\"\nat noon");
    CHECK(rows[1].line == 6);
    CHECK(rows[1].said["fields"]["text"] == "Ask");
}

TEST_CASE("members of a set are parted by commas, and a choice may be written as a person would")
{
    const auto said = only("case,panel,record,legal_name,case_roles,flags\n"
                           "DA-1,da_marac,person,Una Hale,\"Victim, child\",\n");
    CHECK(said["fields"]["case_roles"] == json{"victim", "child"});
    const auto action = only("case,panel,record,action.text,status\n"
                             "DA-1,da_marac,action,Ring,In progress\n");
    CHECK(action["fields"] == json{{"action.text", "Ring"}, {"status", "in_progress"}});
}

TEST_CASE("what a spreadsheet did to a value is refused and named, never guessed")
{
    const auto contact = [](const std::string& value) {
        return "case,panel,record,kind,value\nDA-1,da_marac,contact_point,mobile," + value + "\n";
    };
    CHECK(tells(whyNot(contact("7700900123")), "lost a leading 0"));
    CHECK(tells(whyNot(contact("7.7009E+09")), "power of ten"));
    CHECK(tells(whyNot(contact("#REF!")), "error of the spreadsheet"));
    CHECK(tells(whyNot("case,panel,record,check_in_phone\nDA-1,iom,visit,7700900123\n"),
                "leading 0"));
    CHECK(tells(whyNot("case,panel,record,contact_phone\nDA-1,iom,referral,7700900123\n"),
                "leading 0"));
    CHECK(only(contact("07700900123"))["fields"]["value"] == "07700900123");
    CHECK(only(contact("+447700900123"))["fields"]["value"] == "+447700900123");
    CHECK(only(contact("101"))["fields"]["value"] == "101");
    CHECK(only(contact("a.E+1@example.org"))["fields"]["value"] == "a.E+1@example.org");
    const auto person = [](const std::string& dob, const std::string& nhs) {
        return kHead + "DA-1,da_marac,person,,Una Hale," + dob + "," + nhs + "\n";
    };
    CHECK(tells(whyNot(person("32216", "")), "Format the column as a date"));
    CHECK(tells(whyNot(person("", "123456789")), "lost a leading 0"));
    CHECK(only(person("", "0123456789"))["fields"]["nhs_no"] == "0123456789");
    // No day of any month: left as it is, for the rule of days to refuse.
    CHECK(only(person("31/02/1988", ""))["fields"]["dob"] == "31/02/1988");
    CHECK(only(person("14/03/88", ""))["fields"]["dob"] == "14/03/88");
}

TEST_CASE("a sheet that cannot be followed says where and why")
{
    CHECK(tells(whyNot("case,panel,text\nDA-1,da_marac,Ring\n"), "no \"record\" column"));
    CHECK(tells(whyNot("case,panel,record,text,Text\n"), "names \"text\" twice"));
    CHECK(tells(whyNot(kHead + "DA-1,da_marac,person,,\"Una,,\n"), "nothing closes"));
    CHECK(tells(whyNot(kHead + "DA-1,da_marac,person,,\"Una\" Hale,,\n"), "after a closing"));
    CHECK(tells(whyNot(kHead + "DA-1,da_marac,person,,Una,,,more\n"), "under no column"));
    const auto huge = kHead + "DA-1,da_marac,person,," + std::string(2u << 20, 'x') + "\n";
    CHECK(tells(whyNot(huge), "over 1 MiB"));
}

TEST_CASE("what is no text is refused as a whole, with what to save it as")
{
    const auto refused = [](std::string_view bytes) {
        const auto text = hub::importText(bytes);
        REQUIRE_FALSE(text.ok());
        CHECK(tells(text.error().text(), "CSV UTF-8"));
    };
    refused("case,panel\nM\xfcller");
    refused(std::string_view("case\0panel", 10));
    refused("\xff\xfe"
            "a");
    refused(std::string_view("\xff\xfe\x00\xd8", 4)); // half a pair
}

TEST_CASE("a check finds every fault at once and writes nothing; the mended sheet is taken once")
{
    HubSite site;
    const std::string sheet = "case,panel,record,id,title,legal_name,dob,text,status,owner_person\n"
                              "DA-1,da_marac,case,,Reed Street,,,,,\n"
                              "DA-1,da_marac,person,victim,,Una Hale,DOB,,,\n"
                              "DA-1,da_marac,action,,,,,Ring,agreed,victim\n"
                              "DA-2,da_marac,action,,,,,Ring,agreed,\n"
                              "DA-1,da_marac,action,,,,,Ring,done,\n"
                              "DA-1,da_marac,action,,,,,Ring,agreed,nobody\n";
    hub::Import checked(site.core);
    CHECK_FALSE(checked.run(sheet, hub::ImportMode::Check).ok());
    std::vector<std::uint64_t> lines;
    for (const auto& fault : checked.faults()) lines.push_back(fault.line);
    CHECK(lines == std::vector<std::uint64_t>{3, 4, 5, 6, 7});

    std::string mended = sheet.substr(0, sheet.find("DA-2"));
    mended.replace(mended.find("DOB"), 3, "14/03/1988");
    mended.replace(mended.find("agreed,victim"), 13, "agreed,");
    hub::Import again(site.core);
    const auto would = again.run(mended, hub::ImportMode::Check);
    REQUIRE_MESSAGE(would.ok(), again.faults().front().error.text());
    CHECK(would->cases == 1);
    CHECK(would->records == 3);
    CHECK(site.core.registry.caseCount().value() == 0);
    const auto done = hub::Import(site.core).run(mended);
    REQUIRE(done.ok());
    CHECK(done->records == 3);
    const auto twice = hub::Import(site.core).run(mended);
    REQUIRE(twice.ok());
    CHECK(twice->records == 0);
    CHECK(twice->held == 3);
}

TEST_CASE(
    "a damaged file is read to its end or refused, its lines in order, and nothing is written")
{
    SeededRandom random(seedOfThisRun());
    const std::string sheet = kHead +
                              "DA-1,da_marac,person,victim,\"Una, \"\"Hale\"\"\",14/03/1988,\n"
                              "DA-1,da_marac,person,,Ana,1990-01-01,0123456789\n";
    const std::string lines = R"({"case":"DA-1","panel":"da_marac","record":"action","fields":)"
                              R"({"text":"Ring"}})"
                              "\n";
    constexpr std::string_view kHarm = "\",;\t\n\r\0{}[]:=\\#";
    HubSite site;
    std::size_t refused = 0;
    for (int round = 0; round < 3000; ++round) {
        auto file = random.oneIn(4) ? lines + lines : sheet;
        for (auto times = 1 + random.below(4); times > 0; --times) {
            const auto at = random.below(file.size());
            if (random.oneIn(3))
                file.erase(at, 1 + random.below(8));
            else
                file.insert(at, 1, kHarm[random.below(kHarm.size())]);
            if (file.empty()) file = "x";
        }
        std::uint64_t last = 0;
        (void)hub::eachImportLine(file, [&](std::uint64_t line, const Result<json>& said) {
            CHECK(line > last);
            last = line;
            if (said.ok()) CHECK(said->is_object());
            return true;
        });
        refused += hub::Import(site.core).run(file, hub::ImportMode::Check).ok() ? 0 : 1;
    }
    CHECK(refused > 1000);
    CHECK(site.core.registry.caseCount().value() == 0);
}
