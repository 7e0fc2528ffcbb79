#include "server-stub/service/written_day.h"

#include "server-stub/service/export.h"
#include "server-stub/service/import.h"
#include "shared/base/civil.h"
#include "tests/support/hub.h"

#include <algorithm>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using nlohmann::json;

TEST_CASE("a day is read however a person writes it, and nothing else is")
{
    for (const auto* text : {"14/3/1988", "14/03/1988", "14.03.1988", "14-Mar-1988",
                             "14 March 1988", "March 14, 1988", "14 mar 1988", "1988-03-14"})
        CHECK_MESSAGE(hub::writtenDay(text) == parseDay("1988-03-14"), text);
    for (const auto* text :
         {"", "1988", "3/1988", "14/3/88", "30/02/1988", "14/13/1988", "14 Ma 1988", "14/3/1988/1",
          "0088-03-14", "14 March", "-", "14/3/19888"})
        CHECK_MESSAGE(!hub::writtenDay(text), text);
}

TEST_CASE("a part of a birth day, or an age on a day, is the middle of what it may be")
{
    struct Rough {
        std::string_view said, day;
    };
    constexpr Rough kAll[] = {
        {"1988", "1988-07-01"},
        {"c. 1988", "1988-07-01"},
        {"March 1988", "1988-03-15"},
        {"03/1988", "1988-03-15"},
        {"1988-03", "1988-03-15"},
        {"about 14/3/1988", "1988-03-14"},
        {"Approx Mar 1988", "1988-03-15"},
        {"34 on 1 March 2026", "1991-08-31"},
        {"aged 34 on 2026-03-01", "1991-08-31"},
        {"Age 0 on 1/3/2026", "2025-08-30"},
    };
    for (const auto& each : kAll) {
        const auto rough = hub::roughBirthDay(each.said);
        REQUIRE_MESSAGE(rough, each.said);
        CHECK_MESSAGE(formatDay(rough->day) == each.day, each.said);
        CHECK(rough->said == each.said);
    }
    for (const auto* text : {"", "34", "age 34", "1749", "14/3/1988", "13/1988", "121 on 1/3/2026",
                             "34 on Tuesday", "c.", "unknown"})
        CHECK_MESSAGE(!hub::roughBirthDay(text), text);
}

TEST_CASE("a sheet with rough birth days comes in as they are, and again adds nothing")
{
    HubSite site;
    const std::string sheet = "case,panel,record,id,title,legal_name,dob,other_dobs\n"
                              "R-1,da_marac,case,,Rough,,,\n"
                              "R-1,da_marac,person,a,,Una Hale,1988,\n"
                              "R-1,da_marac,person,b,,Ada Reed,age 34 on 1/3/2026,2 May 1990\n"
                              "R-1,da_marac,person,c,,Ben Tarn,14 March 1988,\n";
    REQUIRE(hub::Import(site.core).run(sheet).ok());
    const auto again = hub::Import(site.core).run(sheet);
    REQUIRE(again.ok());
    CHECK(again->held == 4);
    const auto lines = hub::Export(site.core).run("R-1").value().lines;
    const auto told = [&](const char* name) {
        const auto at = std::ranges::find_if(lines, [&](const json& line) {
            return line["fields"].value("legal_name", "") == name;
        });
        REQUIRE(at != lines.end());
        auto fields = at->at("fields");
        fields.erase("legal_name");
        return fields;
    };
    CHECK(told("Una Hale") ==
          json{{"dob", "1988-07-01"}, {"dob_precision", "approximate"}, {"other_dobs", "1988"}});
    CHECK(told("Ada Reed") == json{{"dob", "1991-08-31"},
                                   {"dob_precision", "approximate"},
                                   {"other_dobs", "2 May 1990, age 34 on 1/3/2026"}});
    CHECK(told("Ben Tarn") == json{{"dob", "1988-03-14"}});
}

TEST_CASE("an age without its day, and a year of two digits, are refused with what to write")
{
    for (const auto* text : {"34", "age 34", "14/3/88"}) {
        HubSite site;
        hub::Import import(site.core);
        CHECK_FALSE(import
                        .run("case,panel,record,id,title,legal_name,dob\n"
                             "R-1,da_marac,case,,Rough,,\nR-1,da_marac,person,a,,Una," +
                             std::string(text) + "\n")
                        .ok());
        REQUIRE(import.faults().size() == 1);
        CHECK(import.faults().front().line == 3);
        CAPTURE(import.faults().front().error.text());
        const bool isTold =
            import.faults().front().error.text().find("on 2026-03-01") != std::string::npos;
        CHECK(isTold == (std::string_view(text) == "age 34"));
    }
}
