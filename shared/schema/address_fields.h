#pragma once

#include "shared/schema/address_words.h"
#include "shared/schema/vocabularies.h"

/// Every address record is `safety`, the subject's too: one type with one home cannot leak a
/// refuge by a wrong `kind`. The address a visit goes to is typed on the visit itself.
namespace lapwing::schema::address {

using namespace lines;

inline constexpr auto person = refTo(301, "person", Safety, "person");
inline constexpr auto lines = textOf(302, "lines", Safety, Identity, kLine, kRequired | kSearched);
inline constexpr auto postcode = textOf(303, "postcode", Safety, Identity, kRef, kSearched);
inline constexpr auto kind = codeOf<Kind>(304, "kind", Safety, Identity, kAddressKinds);
inline constexpr auto from = dayOf(305, "from", Safety);
inline constexpr auto to = dayOf(306, "to", Safety);
inline constexpr auto knownToPerpetrator =
    codeOf<YesNoUnknown>(307, "known_to_perpetrator", Safety, Protective, kYesNoUnknown);
inline constexpr auto sensitivity =
    codeOf<Sensitivity>(308, "sensitivity", Safety, Protective, kSensitivities);
inline constexpr auto licenceApproved =
    codeOf<Permission>(309, "licence_approved", Safety, Protective, kPermission);
inline constexpr auto housingType = textOf(310, "housing_type", Safety, Identity, kName);
inline constexpr auto landlord = textOf(311, "landlord", Safety, Identity, kName);

inline constexpr auto fields = listOf(person, lines, postcode, kind, from, to, knownToPerpetrator,
                                      sensitivity, licenceApproved, housingType, landlord);
inline constexpr RecordType type{3, "address", Safety, fields};

} // namespace lapwing::schema::address
