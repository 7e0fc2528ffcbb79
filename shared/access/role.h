#pragma once

#include "shared/schema/staff_words.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace lapwing::access {

/// What a person may be on a panel: the words of a staff record.
using schema::staff::Role;
inline constexpr std::uint8_t kRoles = std::size(schema::staff::kRoleWords);

/// The stored name ("marac_coordinator"); empty for a number that this version does not know.
[[nodiscard]] std::string_view nameOf(Role role);
[[nodiscard]] std::optional<Role> roleNamed(std::string_view name);

[[nodiscard]] constexpr bool isKnown(Role role)
{
    return role >= Role::Referrer && role <= Role::SystemAdmin;
}

} // namespace lapwing::access
