#include "shared/access/role.h"

#include <array>
#include <span>

namespace lapwing::access {

namespace {

// In order of wire number, from 1.
constexpr std::array<std::string_view, kRoles> kRoleNames{
    "referrer",          "idva",
    "marac_coordinator", "marac_chair",
    "agency_rep",        "iom_officer",
    "probation_practitioner", "iom_coordinator",
    "iom_supervisor",    "cmarac_coordinator",
    "evvp_coordinator",  "lead_professional",
    "panel_member",      "steering_chair",
    "steering_vice",     "steering_member",
    "steering_deputy",   "steering_observer",
    "steering_secretary", "ig_officer",
    "auditor",           "system_admin"};
constexpr std::array<std::string_view, kSectors> kSectorNames{
    "local_authority", "police",    "probation",            "health",           "housing",
    "education",       "voluntary_specialist", "service_user_rep", "other"};

[[nodiscard]] std::string_view nameAt(std::span<const std::string_view> names, std::size_t number)
{
    return number >= 1 && number <= names.size() ? names[number - 1] : std::string_view{};
}

template <typename Enum>
[[nodiscard]] std::optional<Enum> named(std::span<const std::string_view> names,
                                        std::string_view name)
{
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<Enum>(i + 1);
    return std::nullopt;
}

} // namespace

std::string_view nameOf(Role role) { return nameAt(kRoleNames, static_cast<std::size_t>(role)); }
std::string_view nameOf(Sector sector)
{
    return nameAt(kSectorNames, static_cast<std::size_t>(sector));
}
std::optional<Role> roleNamed(std::string_view name) { return named<Role>(kRoleNames, name); }
std::optional<Sector> sectorNamed(std::string_view name)
{
    return named<Sector>(kSectorNames, name);
}

} // namespace lapwing::access
