#include "shared/rules/six_week_report.h"

namespace lapwing::rules {

namespace {

struct Band {
    int upTo;
    std::string_view name;
};
constexpr std::array<Band, kAgeBands> kBands{
    {{12, "Under 13"}, {15, "13 to 15"}, {17, "16 to 17"}, {25, "18 to 25"}, {999, "26 or over"}}};

} // namespace

AgeBand ageBandOf(int age)
{
    std::size_t i = 0;
    while (i + 1 < kBands.size() && age > kBands[i].upTo) ++i;
    return static_cast<AgeBand>(i);
}

std::string_view nameOf(AgeBand band)
{
    const auto i = static_cast<std::size_t>(band);
    return i < kBands.size() ? kBands[i].name : std::string_view{};
}

SixWeekReport sixWeekReport(std::span<const EvvpEntry> entries)
{
    SixWeekReport r;
    for (const auto& e : entries) {
        ++r.byRouteAndAge[e.route == EvvpRoute::PreEvvp ? 0 : 1]
                         [static_cast<std::size_t>(ageBandOf(e.age))];
        ++r.subjects;
        if (e.careExperienced) ++r.careExperienced;
        ++(e.now < e.atEntry ? r.riskLower : e.now == e.atEntry ? r.riskSame : r.riskHigher);
        if (e.steppedDown) ++r.stepDowns;
        r.missingEpisodes += e.missingEpisodes;
    }
    return r;
}

} // namespace lapwing::rules
