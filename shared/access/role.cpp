#include "shared/access/role.h"

namespace lapwing::access {

std::string_view nameOf(Role role)
{
    const auto* word = schema::staff::kRoles.find(static_cast<std::uint32_t>(role));
    return word ? word->name : std::string_view{};
}

std::optional<Role> roleNamed(std::string_view name)
{
    const auto* word = schema::staff::kRoles.find(name);
    return word ? std::optional(static_cast<Role>(word->number)) : std::nullopt;
}

} // namespace lapwing::access
