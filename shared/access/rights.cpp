#include "shared/access/rights.h"

#include "shared/access/decide.h"

namespace lapwing::access {

namespace {

/// The bits of the actions that decide() allows, each by the channel that carries it to a tablet.
[[nodiscard]] Rights rightsOf(Question request)
{
    const auto allows = [&](Outlet channel, Action action) {
        request.channel = channel;
        request.action = action;
        return decide(request).allow;
    };
    Rights rights;
    if (allows(Outlet::HubRead, Action::Read)) rights = rights.with(Rights::kRead);
    if (allows(Outlet::HubWrite, Action::Write)) rights = rights.with(Rights::kWrite);
    if (allows(Outlet::HubWrite, Action::Decide)) rights = rights.with(Rights::kDecide);
    return rights;
}

} // namespace

Rights strandRights(std::span<const Role> roles, schema::Compartment compartment,
                    schema::Panel panel, const StrandFacts& facts)
{
    Question request;
    request.roles = roles;
    request.leaseValid = true;
    request.area = Area::CaseContent;
    request.panel = panel;
    request.compartment = compartment;
    request.sensitivity = highestIn(compartment);
    request.panelMatch = true;
    request.assigned = true;
    request.sameTeam = facts.sameTeam;
    request.listedSoon = facts.listedSoon;
    if (facts.explicitGrant) request.grant = ExplicitGrant{compartment, "named by the grant"};

    Rights rights = rightsOf(request);
    const bool holdsIndex =
        compartment == schema::Compartment::Visit || compartment == schema::Compartment::Core;
    if (holdsIndex) {
        Question index = request;
        index.sensitivity = ContentClass::Index;
        if (!rightsOf(index).read()) rights = rights.without(Rights::kRead);
    }
    // Their own records may go in; what others wrote does not come out with them.
    request.ownRecord = true;
    if (facts.created && rightsOf(request).write()) rights = rights.with(Rights::kWrite);
    // Actions live in the core of a case.
    request.area = Area::ActionRecord;
    request.ownAgency = true;
    if (facts.ownsAction && compartment == schema::Compartment::Core && rightsOf(request).write())
        rights = rights.with(Rights::kWrite);
    return rights;
}

Rights standingRights(std::span<const Role> roles, schema::Panel panel)
{
    Question request;
    request.roles = roles;
    request.leaseValid = true;
    request.area = panel == schema::Panel::Directory ? Area::Directory : Area::Meeting;
    request.panel = panel;
    request.compartment = schema::Compartment::Panel;
    request.panelMatch = true;
    return rightsOf(request);
}

} // namespace lapwing::access
