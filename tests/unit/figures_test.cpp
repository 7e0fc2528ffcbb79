#include "shared/rules/kpi.h"
#include "shared/rules/six_week_report.h"

#include <doctest/doctest.h>

#include <vector>

using namespace lapwing::rules;
using doctest::Approx;

TEST_CASE("vector 9: rates and posts follow from cases and population")
{
    CHECK(*per10000(611, 130000) == Approx(47.0));
    CHECK(expectedCases(130000) == Approx(520));
    CHECK(idvaPosts(611) == Approx(6.11));
    CHECK(idvaPosts(expectedCases(130000)) == Approx(5.2));
    CHECK(adminPosts(611) == Approx(1.5275));
}

TEST_CASE("vector 10: repeat and partner rates, and a count of four hidden outside")
{
    const HeardCounts year{.cases = 611, .repeats = 190, .police = 390, .male = 4};
    CHECK(percent(repeatRate(year)) == "31.1%");
    CHECK(percent(partnerRate(year)) == "36.2%");
    CHECK(shownCount(year.male, Audience::Outside) == "5 or under");
    CHECK(shownCount(year.male, Audience::Partnership) == "4");
}

TEST_CASE("counts under six stay in the partnership, six may leave it")
{
    CHECK(shownCount(0, Audience::Outside) == "5 or under");
    CHECK(shownCount(5, Audience::Outside) == "5 or under");
    CHECK(shownCount(6, Audience::Outside) == "6");
}

TEST_CASE("no share tells outside what its count, or the rest of it, hides")
{
    CHECK(shownShare(5, 611, Audience::Outside) == "not shown");
    CHECK(shownShare(607, 611, Audience::Outside) == "not shown");
    CHECK(shownShare(6, 12, Audience::Outside) == "50.0%");
    CHECK(shownShare(4, 611, Audience::Partnership) == "0.7%");
}

TEST_CASE("nothing heard gives no rate instead of nought")
{
    CHECK_FALSE(repeatRate({}));
    CHECK_FALSE(per10000(10, 0));
    CHECK(percent(repeatRate({})) == "none");
}

TEST_CASE("unknown background stays in the whole, and completeness says how much is known")
{
    const HeardCounts c{.cases = 200, .bme = 20, .backgroundKnown = 150};
    CHECK(percent(share(c.bme, c.cases)) == "10.0%");
    CHECK(percent(completeness(c)) == "75.0%");
}

TEST_CASE("a fall from one year to the next is a negative change")
{
    CHECK(percent(yearOnYear(982, 1000)) == "-1.8%");
}

TEST_CASE("the median and the 90th of a hundred are the 50th and 90th, in any order")
{
    std::vector<std::int64_t> values;
    for (std::int64_t i = 100; i >= 1; --i) values.push_back(i);
    CHECK(percentile(values, 50) == 50);
    CHECK(percentile(values, 90) == 90);
    CHECK(percentile(values, 100) == 100);
    CHECK(percentile(std::vector<std::int64_t>{7}, 1) == 7);
    CHECK_FALSE(percentile({}, 50));
}

TEST_CASE("ages fall into the bands of the six-week report at their edges")
{
    CHECK(nameOf(ageBandOf(12)) == "Under 13");
    CHECK(nameOf(ageBandOf(13)) == "13 to 15");
    CHECK(nameOf(ageBandOf(16)) == "16 to 17");
    CHECK(nameOf(ageBandOf(17)) == "16 to 17");
    CHECK(nameOf(ageBandOf(18)) == "18 to 25");
    CHECK(nameOf(ageBandOf(26)) == "26 or over");
    CHECK(ageBandOf(1200) == AgeBand::From26);
}

TEST_CASE("the six-week report counts every subject once in its route and band")
{
    const std::vector<EvvpEntry> entries{
        {.route = EvvpRoute::PreEvvp, .age = 15, .atEntry = EvvpRisk::Significant,
         .now = EvvpRisk::Moderate, .missingEpisodes = 3},
        {.route = EvvpRoute::PreEvvp, .age = 19, .careExperienced = true},
        {.route = EvvpRoute::Evvp, .age = 30, .now = EvvpRisk::Significant, .steppedDown = true,
         .missingEpisodes = 1}};
    const auto report = sixWeekReport(entries);
    std::int64_t counted = 0;
    for (const auto& route : report.byRouteAndAge)
        for (const auto n : route) counted += n;
    CHECK(counted == 3);
    CHECK(report.subjects == 3);
    CHECK(report.byRouteAndAge[0][static_cast<std::size_t>(AgeBand::From13To15)] == 1);
    CHECK(report.byRouteAndAge[1][static_cast<std::size_t>(AgeBand::From26)] == 1);
    CHECK(report.riskLower == 1);
    CHECK(report.riskSame == 1);
    CHECK(report.riskHigher == 1);
    CHECK(report.careExperienced == 1);
    CHECK(report.stepDowns == 1);
    CHECK(report.missingEpisodes == 4);
}
