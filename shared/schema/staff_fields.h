#pragma once

#include "shared/schema/staff_words.h"

namespace lapwing::schema::staff {

using namespace lines;

inline constexpr auto name =
    textOf(1401, "name", kPanelStrand, Identity, kName, kRequired | kSearched | kListed);
inline constexpr auto agency = refTo(1402, "agency", kPanelStrand, "agency", kListed);
inline constexpr auto role = codeOf<Role>(1403, "role", kPanelStrand, Identity, kRoles, kListed);
inline constexpr auto otherRoles = codesOf<Role>(1404, "other_roles", kPanelStrand, kRoles);
inline constexpr auto standing =
    codeOf<Standing>(1405, "standing", kPanelStrand, Protective, kStandings, kListed);
inline constexpr auto clearance =
    codeOf<Clearance>(1406, "clearance", kPanelStrand, Protective, kClearances);
inline constexpr auto isaSignedVersion =
    textOf(1407, "isa_signed_version", kPanelStrand, Identity, kRef);
inline constexpr auto isaSignedOn = dayOf(1408, "isa_signed_on", kPanelStrand);
inline constexpr auto trainedOn = dayOf(1409, "trained_on", kPanelStrand);
inline constexpr auto trainingDue = dayOf(1410, "training_due", kPanelStrand);
inline constexpr auto supervisor = refTo(1411, "supervisor", kPanelStrand, "staff");
inline constexpr auto phone = textOf(1412, "phone", kPanelStrand, Identity, kName);
inline constexpr auto email = textOf(1413, "email", kPanelStrand, Identity, kName);

inline constexpr auto fields =
    listOf(name, agency, role, otherRoles, standing, clearance, isaSignedVersion, isaSignedOn,
           trainedOn, trainingDue, supervisor, phone, email);
inline constexpr RecordType type{14, "staff", kPanelStrand, fields};

} // namespace lapwing::schema::staff
