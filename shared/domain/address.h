#pragma once

#include "shared/domain/facts.h"
#include "shared/schema/address_fields.h"

#include <array>

/// The laws of an address. Pure; any thread.
namespace lapwing::domain {

inline constexpr std::array kAddressReads{
    schema::address::lines.field, schema::address::postcode.field,
    schema::address::knownToPerpetrator.field, schema::address::licenceApproved.field,
    schema::address::sensitivity.field};

/// Whether which place it is stands beyond doubt.
[[nodiscard]] inline bool isOnePlace(const Facts& address)
{
    const auto lines = address[schema::address::lines];
    const auto postcode = address[schema::address::postcode];
    return !lines.empty() && !lines.conflicts() && !lines.hasUnreadable() &&
           !postcode.conflicts() && !postcode.hasUnreadable();
}
/// Whether whoever harms is known not to know it.
[[nodiscard]] inline bool isUnknownToWhoHarms(const Facts& address)
{
    return address[schema::address::knownToPerpetrator].is(schema::YesNoUnknown::No) &&
           isOnePlace(address);
}
[[nodiscard]] inline bool isApprovedForLicence(const Facts& address)
{
    return address[schema::address::licenceApproved].is(schema::Permission::Yes) &&
           isOnePlace(address);
}
/// Whether it may be told to nobody but those who keep somebody safe: unless every version calls
/// it ordinary.
[[nodiscard]] inline bool isGuarded(const Facts& address)
{
    return !address[schema::address::sensitivity].is(schema::address::Sensitivity::Ordinary);
}

} // namespace lapwing::domain
