#include "shared/domain/panel_roles.h"

#include "shared/base/mutant.h"

namespace lapwing::domain {

namespace {
using access::Role;

bool hasAny(const Signer& author, std::initializer_list<Role> roles)
{
    return std::ranges::any_of(roles, [&](Role role) { return author.has(role); });
}
} // namespace

bool isSupervisor(const Signer& author)
{
    if (mutant("anybody-approves")) return true;
    return hasAny(author, {Role::IomSupervisor, Role::IomCoordinator, Role::MaracChair,
                           Role::SteeringChair, Role::SteeringVice});
}

bool speaksForPanel(const Signer& author)
{
    return hasAny(author, {Role::IomCoordinator, Role::MaracCoordinator, Role::CmaracCoordinator,
                           Role::EvvpCoordinator, Role::MaracChair, Role::SteeringChair,
                           Role::SteeringVice, Role::SteeringSecretary});
}

bool isCoordinator(const Signer& author) { return isSupervisor(author) || speaksForPanel(author); }

} // namespace lapwing::domain
