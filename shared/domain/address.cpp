#include "shared/domain/address.h"

#include "shared/base/mutant.h"

namespace lapwing::domain {

namespace address = schema::address;

bool isOnePlace(const Facts& of)
{
    if (mutant("two-places-are-one")) return !of[address::lines].empty();
    const auto lines = of[address::lines];
    const auto postcode = of[address::postcode];
    return !lines.empty() && !lines.conflicts() && !lines.hasUnreadable() &&
           !postcode.conflicts() && !postcode.hasUnreadable();
}

bool isUnknownToWhoHarms(const Facts& of)
{
    const auto known = of[address::knownToPerpetrator];
    if (mutant("unknown-by-one-version"))
        return known.mayBe(schema::YesNoUnknown::No) && isOnePlace(of);
    return known.is(schema::YesNoUnknown::No) && isOnePlace(of);
}

bool isApprovedForLicence(const Facts& of)
{
    const auto approved = of[address::licenceApproved];
    if (mutant("approved-by-one-version"))
        return approved.mayBe(schema::Permission::Yes) && isOnePlace(of);
    return approved.is(schema::Permission::Yes) && isOnePlace(of);
}

bool isGuarded(const Facts& of)
{
    const auto sensitivity = of[address::sensitivity];
    if (mutant("ordinary-by-one-version"))
        return !sensitivity.mayBe(address::Sensitivity::Ordinary);
    return !sensitivity.is(address::Sensitivity::Ordinary);
}

} // namespace lapwing::domain
