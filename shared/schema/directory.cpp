#include "shared/schema/families.h"
#include "shared/schema/table.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema {

namespace {
using namespace table;

// Numbers and words of access/role.h, whose rules these roles obey.
constexpr Code kRoleWords[] = {
    {1, "referrer"}, {2, "idva"}, {3, "marac_coordinator"}, {4, "marac_chair"},
    {5, "agency_rep"}, {6, "iom_officer"}, {7, "probation_practitioner"},
    {8, "iom_coordinator"}, {9, "iom_supervisor"}, {10, "cmarac_coordinator"},
    {11, "evvp_coordinator"}, {12, "lead_professional"}, {13, "panel_member"},
    {14, "steering_chair"}, {15, "steering_vice"}, {16, "steering_member"},
    {17, "steering_deputy"}, {18, "steering_observer"}, {19, "steering_secretary"},
    {20, "ig_officer"}, {21, "auditor"}, {22, "system_admin"}};
constexpr Vocabulary kRoles{"role", kRoleWords};
constexpr Code kStandingWords[] = {{1, "active", 0}, {2, "suspended", 1}, {3, "revoked", 2}};
constexpr Vocabulary kStandings{"standing", kStandingWords};
constexpr Code kClearanceWords[] = {{1, "none", 3}, {2, "bpss", 2}, {3, "ctc", 1}, {4, "sc", 0}};
constexpr Vocabulary kClearances{"clearance", kClearanceWords};

constexpr Field kStaffFields[] = {
    text(1401, "name", kPanelStrand, Identity, kName, kRequired | kSearched | kListed),
    ref(1402, "agency", kPanelStrand, "agency", kListed),
    code(1403, "role", kPanelStrand, Identity, kRoles, kListed),
    codes(1404, "other_roles", kPanelStrand, kRoles),
    code(1405, "standing", kPanelStrand, Protective, kStandings, kListed),
    code(1406, "clearance", kPanelStrand, Protective, kClearances),
    text(1407, "isa_signed_version", kPanelStrand, Identity, kRef),
    day(1408, "isa_signed_on", kPanelStrand),
    day(1409, "trained_on", kPanelStrand),
    day(1410, "training_due", kPanelStrand),
    ref(1411, "supervisor", kPanelStrand, "staff"),
    text(1412, "phone", kPanelStrand, Identity, kName),
    text(1413, "email", kPanelStrand, Identity, kName),
};

constexpr Code kSectorWords[] = {{1, "local_authority"}, {2, "police"}, {3, "probation"},
                                 {4, "health"}, {5, "housing"}, {6, "education"},
                                 {7, "voluntary_specialist"}, {8, "service_user_rep"},
                                 {9, "other"}};
constexpr Vocabulary kSectors{"sector", kSectorWords};
constexpr Code kIsaWords[] = {{1, "signed", 0}, {2, "not_signed", 2}, {3, "out_of_date", 1}};
constexpr Vocabulary kIsa{"isa_status", kIsaWords};

constexpr Field kAgencyFields[] = {
    text(1501, "name", kPanelStrand, Identity, kName, kRequired | kSearched | kListed),
    code(1502, "sector", kPanelStrand, Identity, kSectors, kListed),
    code(1503, "isa_status", kPanelStrand, Protective, kIsa),
    text(1504, "isa_version", kPanelStrand, Identity, kRef),
    day(1505, "isa_signed_on", kPanelStrand),
    ref(1506, "isa_signatory", kPanelStrand, "staff"),
};
} // namespace

constinit const RecordType kStaffType{14, "staff", kPanelStrand, kStaffFields};
constinit const RecordType kAgencyType{15, "agency", kPanelStrand, kAgencyFields};

} // namespace lapwing::schema
