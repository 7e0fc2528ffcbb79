#pragma once

#include "tests/demo/draft.h"

#include <map>

namespace lapwing::demo {

struct Agency {
    std::string_view name, title, sector;
};
struct StaffMember {
    std::string_view name, title, agency, role;
};
/// A case and one of those who work on it.
struct Assignment {
    std::string ref;
    std::string_view staff;
};

/// An invented borough: agencies of every kind that such panels name, 24 staff over all roles, and
/// 120 cases on five panels with what hangs on them. The same seed makes the same borough.
struct Borough {
    std::span<const Agency> agencies;
    std::span<const StaffMember> staff;
    std::vector<Json> lines; ///< as the hub imports them, but for "@name" (draft.h)
    std::vector<Assignment> assignments;
};

[[nodiscard]] Borough inventBorough(std::uint64_t seed);

/// The lines as NDJSON, each "@name" replaced by the id in `ids`.
[[nodiscard]] std::string ndjson(const Borough& borough,
                                 const std::map<std::string, std::string, std::less<>>& ids);

/// The cases that the story is about.
inline constexpr std::string_view kMaracCase = "DM-26-017";
inline constexpr std::string_view kVisitCase = "IO-26-004";
inline constexpr std::string_view kTakenCase = "IO-26-009";
inline constexpr std::string_view kLaterVisitCase = "IO-26-008";
inline constexpr std::string_view kOpenCase = "DM-26-001";
inline constexpr std::string_view kMaracReferredOn = "2026-03-14";

// Each adds the cases of its panels.
void addMaracCases(Borough& borough, Dice& dice);
void addCommunityCases(Borough& borough, Dice& dice);
void addExploitationCases(Borough& borough, Dice& dice);
void addOffenderCases(Borough& borough, Dice& dice);

/// "DM-26-017" for the seventeenth.
[[nodiscard]] std::string caseRef(std::string_view prefix, int number);
/// A meeting of a panel, told once, with the first case that names it; answers its id.
[[nodiscard]] std::string meetingOf(Borough& borough, Draft& draft, std::string_view panel,
                                    std::string_view day, std::string_view chair);

} // namespace lapwing::demo
