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
[[nodiscard]] bool isOnePlace(const Facts& address);
/// Whether whoever harms is known not to know it.
[[nodiscard]] bool isUnknownToWhoHarms(const Facts& address);
[[nodiscard]] bool isApprovedForLicence(const Facts& address);
/// Whether it may be told to nobody but those who keep somebody safe: unless every version calls
/// it ordinary.
[[nodiscard]] bool isGuarded(const Facts& address);

} // namespace lapwing::domain
