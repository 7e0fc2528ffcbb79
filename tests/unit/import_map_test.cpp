#include "server-stub/service/import_map.h"

#include "server-stub/service/import.h"
#include "server-stub/service/import_lines.h"
#include "tests/support/hub.h"
#include "tests/support/workbook_file.h"

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using nlohmann::json;

namespace {
constexpr auto kMap = R"(# as the council sends it
[columns]
"MARAC ref" = "case"
"Client name" = "person.legal_name"   # the victim
DOB = "dob"
"Officer \\ \"lead\"" = ""

[always]
panel = "da_marac"
record = "person"
)";

hub::ImportMap mapOf(const std::string& text)
{
    auto map = hub::importMapOf(text);
    REQUIRE_MESSAGE(map.ok(), map.error().text());
    return std::move(*map);
}

std::string whyNoMap(const std::string& text)
{
    const auto map = hub::importMapOf(text);
    return map.ok() ? std::string() : map.error().text();
}

/// The one line, or the one fault, of a sheet that is read by a map.
json only(const std::string& sheet, const std::string& map)
{
    const auto meant = mapOf(map);
    json all = json::array();
    const auto take = [&](std::uint64_t, Result<json> said) {
        all.push_back(said.ok() ? *said : json(said.error().text()));
        return true;
    };
    const auto read = hub::eachImportLine(sheet, take, &meant);
    if (!read.ok()) return read.error().text();
    REQUIRE(all.size() == 1);
    return all.front();
}

bool tells(const json& said, const std::string& part)
{
    INFO(said.dump());
    return said.is_string() && said.get<std::string>().find(part) != std::string::npos;
}
} // namespace

TEST_CASE("a map gives the columns of somebody else's sheet their meaning, and every row the rest")
{
    const json right{{"case", "DA-1"},
                     {"panel", "da_marac"},
                     {"record", "person"},
                     {"fields", {{"person.legal_name", "Una Hale"}, {"dob", "1988-03-14"}}}};
    CHECK(only("MARAC ref,Client name,DOB,\"Officer \\ \"\"lead\"\"\"\n"
               "DA-1,Una Hale,14/03/1988,Lee\n",
               kMap) == right);
    CHECK(only("\xef\xbb\xbf marac REF ,Client name ,DOB,\"officer \\ \"\"lead\"\"\",,\r\n"
               "DA-1,Una Hale,14/03/1988,Lee,,\r\n",
               kMap) == right);
}

TEST_CASE("a sheet and its map must name the same columns, and every row its cells")
{
    const std::string lines = "[always]\npanel = \"iom\"\nrecord = \"person\"\n";
    const std::string columns = "[columns]\n\"Ref\" = \"case\"\n\"Name\" = \"legal_name\"\n";
    const std::tuple<std::string, std::string, std::string> bad[] = {
        {"Ref,Name,Notes\nA,B,C\n", columns + lines, "no line for the column \"Notes\""},
        {"Ref\nA\n", columns + lines, "no column \"name\""},
        {"Ref,Name\nA,B,C\n", columns + lines, "Cell 3"},
        {"Ref,Name,Record\nA,B,C\n", columns + lines, "names \"record\" twice"},
        {"Ref,Name\nA,B\n", columns, "no \"panel\" column"},
        {"Ref,Name\nA,B\n", columns + "\"Title\" = \"legal_name\"\n" + lines, "column \"title\""},
        {"{\"case\":\"A\"}\n", columns + lines, "A map is for sheets"},
    };
    for (const auto& [sheet, map, why] : bad) CHECK(tells(only(sheet, map), why));
    CHECK(only("Ref,Name\nA,B,,\n", columns + lines)["case"] == "A");
}

TEST_CASE("a map that says nothing, or the same twice, is refused with its line")
{
    const std::pair<std::string, std::string> bad[] = {
        {"a = \"b\"", "Line 1 of the map stands before"},
        {"[columns]\na b = \"c\"", "Line 2 of the map is not"},
        {"[columns]\na = b", "Line 2 of the map is not"},
        {"[columns]\n\"a = \"b\"", "is not"},
        {"[columns]\na = \"b\" c", "is not"},
        {"[columns]\na = \"b\\n\"", "is not"},
        {"[fields]\na = \"b\"", "Line 1 of the map is not"},
        {"[columns]\na = \"b\"\n\"A \" = \"c\"", "Line 3 of the map names a column for the second"},
        {"[always]\npanel = \"\"", "Line 2 of the map says nothing"},
        {"[always]\npanel = \"iom\"\nPanel = \"iom\"", "Line 3 of the map says for the second"},
        {std::string(40'000, '#'), "over 32 KiB"},
        {"[columns]\n\xff = \"a\"", "not text"},
    };
    for (const auto& [text, why] : bad) {
        INFO(whyNoMap(text));
        CHECK(whyNoMap(text).find(why) != std::string::npos);
    }
    CHECK(mapOf("").columns.empty());
}

TEST_CASE("what is mapped is asked by the laws of every import")
{
    HubSite site;
    const auto map = mapOf("[columns]\nRef = \"case\"\nWhat = \"title\"\n"
                           "[always]\npanel = \"iom\"\nrecord = \"case\"\n");
    const std::string sheet = "Ref,What\nI-1,One\nI-2,Two\n";
    const auto run = [&](const std::string& text) {
        return hub::Import(site.core).run(text, hub::ImportMode::Write, &map);
    };
    CHECK(run(sheet)->cases == 2);
    CHECK(run(sheet)->held == 2);
    CHECK_FALSE(run("Ref,What\nI-1,Another\n").ok());
}

TEST_CASE("a proposal places what it knows, leaves the rest to a person, and can be read again")
{
    const std::vector<std::string> heads{"MARAC No.",  "Client Name",   "D.O.B.", "NHS number",
                                         "Legal name", "Shoe \"size\"", ""};
    const auto proposal = hub::proposeMap(heads);
    using Placed = std::pair<std::string, std::string>;
    CHECK(proposal.placed == std::vector<Placed>{{"MARAC No.", "case"},
                                                 {"Client Name", "person.legal_name"},
                                                 {"D.O.B.", "person.dob"},
                                                 {"NHS number", "person.nhs_no"}});
    CHECK(proposal.notPlaced == std::vector<std::string>{"Legal name", "Shoe \"size\""});
    const auto map = mapOf(proposal.text);
    CHECK(map.columns.at("shoe_\"size\"").empty());
    CHECK(map.always == std::vector<Placed>{{"record", "person"}});
    CHECK(proposal.text.find("# panel = \"\"  # every row needs one") != std::string::npos);
    CHECK(hub::proposeMap({}).placed.empty());
}

TEST_CASE("heads are those of a sheet or a workbook, whatever stands before them")
{
    using Heads = std::vector<std::string>;
    CHECK(hub::importHeads("\xef\xbb\xbf\n;;\nName;Ref;;\nA;B\n").value() == Heads{"Name", "Ref"});
    const auto book = WorkbookFile()
                          .sheet(R"(<row r="3"><c r="A3" t="str"><v>Name</v></c><c r="C3" t="str">)"
                                 R"(<v>Ref</v></c></row>)")
                          .bytes();
    CHECK(hub::importHeads(book).value() == Heads{"Name", "", "Ref"});
    CHECK_FALSE(hub::importHeads("").ok());
    CHECK_FALSE(hub::importHeads("{}").ok());
}
