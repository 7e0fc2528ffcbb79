#include "server-stub/service/workbook.h"

#include "server-stub/service/import_lines.h"
#include "server-stub/service/number_format.h"
#include "shared/base/random.h"
#include "tests/support/seed.h"
#include "tests/support/tells.h"
#include "tests/support/workbook_file.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using hub::shownNumber;

namespace {
std::vector<hub::SheetRow> rowsOf(const WorkbookFile& file)
{
    const auto bytes = file.bytes();
    CHECK(hub::isWorkbook(bytes));
    auto rows = hub::rowsOfWorkbook(bytes);
    REQUIRE_MESSAGE(rows.ok(), rows.error().text());
    return std::move(*rows);
}

std::string whyNoWorkbook(const WorkbookFile& file)
{
    const auto rows = hub::rowsOfWorkbook(file.bytes());
    REQUIRE_FALSE(rows.ok());
    return rows.error().text();
}

using Cells = std::vector<std::string>;
} // namespace

TEST_CASE("a number is what its format shows")
{
    CHECK(shownNumber("7700900123", "00000000000", false) == "07700900123");
    CHECK(shownNumber("7700900123", "00000\\ 000000", false) == "07700 900123");
    CHECK(shownNumber("7700900123", "0####\" \"######", false) == "07700 900123");
    CHECK(shownNumber("123456789", "000\\ 000\\ 0000", false) == "012 345 6789");
    CHECK(shownNumber("7.700900123E9", "General", false) == "7700900123");
    CHECK(shownNumber("7700900123", "@", false) == "7700900123");
    CHECK(shownNumber("1200", "#,##0.00", false) == "1200");
    CHECK(shownNumber("0.5", "0.00", false) == "0.5");
    CHECK(shownNumber("12345678901234567890", "General", false) == "12345678901234567890");
    CHECK(shownNumber("none", "0", false) == "none");
}

TEST_CASE("a date is a day of the calendar, in either epoch of the workbook")
{
    CHECK(shownNumber("32216", "d/m/yyyy", false) == "1988-03-14");
    CHECK(shownNumber("32216", "[$-809]dddd, d mmmm yyyy;@", false) == "1988-03-14");
    CHECK(shownNumber("30754", "dd/mm/yyyy", true) == "1988-03-14");
    CHECK(shownNumber("32216.5", "dd/mm/yyyy hh:mm", false) == "1988-03-14 12:00");
    CHECK(shownNumber("1", "d/m/yyyy", false) == "1900-01-01");
    CHECK(shownNumber("59", "d/m/yyyy", false) == "1900-02-28");
    CHECK(shownNumber("60", "d/m/yyyy", false) == "60"); // a day that there was not
    CHECK(shownNumber("61", "d/m/yyyy", false) == "1900-03-01");
    CHECK(shownNumber("-3", "d/m/yyyy", false) == "-3");
    CHECK(shownNumber("99999999", "d/m/yyyy", false) == "99999999");
    CHECK(shownNumber("32216", "0\" days\"", false) == "32216");
}

TEST_CASE("cells of each kind are read at their places, as a person sees them")
{
    WorkbookFile file;
    file.strings = {"<t>case</t>", "<r><t>Una</t></r><r><t xml:space=\"preserve\"> Hale</t></r>"
                                   "<rPh><t>never</t></rPh>"};
    file.sheet(R"(<row r="2"><c r="A2" t="s"><v>0</v></c>)"
               R"(<c r="C2" t="inlineStr"><is><t>dob</t></is></c></row>)"
               R"(<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="2"><v>7700900123</v></c>)"
               R"(<c r="C4" s="1"><v>32216</v></c><c r="D4" t="str"><f>A1</f><v>made</v></c>)"
               R"(<c r="E4" t="e"><v>#REF!</v></c><c r="F4"/></row><row r="5"/>)");
    const auto rows = rowsOf(file);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].number == 2);
    CHECK(rows[0].cells == Cells{"case", "", "dob"});
    CHECK(rows[1].number == 4);
    CHECK(rows[1].cells == Cells{"Una Hale", "07700900123", "1988-03-14", "made", "#REF!"});
}

TEST_CASE("a workbook's rows are imported as those of any sheet")
{
    WorkbookFile file;
    const auto cell = [](const std::string& text) {
        return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    };
    file.sheet("<row>" + cell("Case") + cell("Panel") + cell("Record") + cell("Value") +
               "</row><row>" + cell("DA-1") + cell("DA MARAC") + cell("contact point") +
               "<c s=\"2\"><v>7700900123</v></c></row><row>" + cell("DA-1") + cell("da_marac") +
               cell("contact_point") + "<c><v>7700900123</v></c></row>");
    std::vector<std::string> values;
    std::string fault;
    REQUIRE(hub::eachImportLine(file.bytes(), [&](std::uint64_t line, Result<nlohmann::json> said) {
                if (said.ok())
                    values.push_back((*said)["fields"]["value"]);
                else
                    fault = std::to_string(line) + ": " + said.error().text();
                return true;
            }).ok());
    CHECK(values == std::vector<std::string>{"07700900123"});
    CHECK(tells(fault, "3: contact_point.value: has lost a leading 0"));
}

TEST_CASE("what a person does not see, or cannot have meant, is refused with what to do")
{
    const std::string row = R"(<row r="1"><c r="A1" t="str"><v>x</v></c></row>)";
    WorkbookFile several;
    several.sheet(row).sheet(row);
    CHECK(tells(whyNoWorkbook(several), "several sheets, \"Sheet1\" and \"Sheet2\""));
    WorkbookFile hidden;
    hidden.sheet(R"(<row r="1" hidden="1"><c r="A1" t="str"><v>x</v></c></row>)");
    CHECK(tells(whyNoWorkbook(hidden), "Row 1 is hidden"));
    WorkbookFile column;
    column.before = R"(<cols><col min="1" max="2" hidden="1"/></cols>)";
    column.sheet(row);
    CHECK(tells(whyNoWorkbook(column), "Column 1 is hidden"));
    WorkbookFile merged;
    merged.after = R"(<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>)";
    merged.sheet(row);
    CHECK(tells(whyNoWorkbook(merged), "A1:C1 are merged"));
    WorkbookFile wide;
    wide.sheet(R"(<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>)");
    CHECK(tells(whyNoWorkbook(wide), "over 1,000 columns"));
    WorkbookFile declared;
    declared.prolog = "<!DOCTYPE worksheet [<!ENTITY a \"b\">]>";
    declared.sheet(row);
    CHECK(tells(whyNoWorkbook(declared), "cannot be read"));
    const auto sealed = hub::rowsOfWorkbook("\xd0\xcf\x11\xe0 and so on");
    REQUIRE_FALSE(sealed.ok());
    CHECK(tells(sealed.error().text(), "password"));
    CHECK_FALSE(hub::rowsOfWorkbook("PK\x03\x04 and no more").ok());
}

TEST_CASE("an empty second sheet, and one that is hidden, are no part of what is imported")
{
    const std::string row = R"(<row r="1"><c r="A1" t="str"><v>x</v></c></row>)";
    WorkbookFile file;
    file.sheet(row).sheet("").sheet(row, "hidden");
    CHECK(rowsOf(file).size() == 1);
}

TEST_CASE("a damaged workbook is read or refused")
{
    SeededRandom random(seedOfThisRun());
    WorkbookFile file;
    file.strings = {"<t>case</t>"};
    file.sheet(R"(<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" s="1"><v>32216</v></c></row>)");
    const auto whole = file.bytes();
    std::size_t refused = 0;
    for (int round = 0; round < 2000; ++round) {
        auto bytes = whole;
        for (auto times = 1 + random.below(3); times > 0; --times)
            bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        if (random.oneIn(8)) bytes.resize(random.below(bytes.size()));
        if (!hub::rowsOfWorkbook(bytes).ok()) ++refused;
    }
    CHECK(refused > 200);
}
