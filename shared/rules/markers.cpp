#include "shared/rules/markers.h"

#include <algorithm>
#include <array>

namespace lapwing::rules {

namespace {

constexpr std::uint8_t kShortestMonths = 3;
constexpr std::array<MarkerRule, 32> kMarkers{{
    {1, "ADVP", 3},        {2, "ADVV", 6},   {3, "IMAR", 3},
    {4, "IIOM", 6},        {5, "MAPP", 3},   {6, "RVHR", 6, true, true},
    {7, "RHRH", 6},        {8, "RMRH", 6},   {9, "RLRH", 6},
    {10, "AV2S", 6, true, true},             {11, "WEAP", 3, false, true},
    {12, "STRG", 3},       {13, "RCHD", 3},  {14, "RCPR", 3},
    {15, "RCCO", 3},       {16, "CSEP", 3},  {17, "CUCK", 3},
    {18, "MSP", 6},        {19, "MSV", 6},   {20, "RSTO", 6},
    {21, "SPO", 3},        {22, "SOPS", 3},  {23, "ARSO", 6},
    {24, "AVIS", 6},       {25, "ALSH", 6},  {26, "AMHL", 6},
    {27, "RVAD", 6},       {28, "IRMO", 6},  {29, "REG26", 6},
    {30, "WRSM", 3, true}, {31, "INVI", 3},  {32, "IKMF", 12},
}};

} // namespace

std::span<const MarkerRule> markerRules() { return kMarkers; }

const MarkerRule* markerRule(std::uint32_t number)
{
    return number >= 1 && number <= kMarkers.size() ? &kMarkers[number - 1] : nullptr;
}

Date markerReviewDue(std::uint32_t number, Date since)
{
    const MarkerRule* rule = markerRule(number);
    return addMonths(since, rule ? rule->reviewMonths : kShortestMonths);
}

bool visitNeedsApproval(std::span<const std::uint32_t> markers)
{
    return std::ranges::any_of(markers, [](std::uint32_t number) {
        const MarkerRule* rule = markerRule(number);
        return !rule || rule->needsApproval;
    });
}

} // namespace lapwing::rules
