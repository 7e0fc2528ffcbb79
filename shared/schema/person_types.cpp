#include "shared/schema/families.h"
#include "shared/schema/table.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema {

namespace {
using namespace table;

constexpr Code kCaseRoleWords[] = {{1, "subject"}, {2, "victim"}, {3, "alleged_perpetrator"},
                                   {4, "child"}, {5, "household_member"}, {6, "associate"},
                                   {7, "other"}};
constexpr Vocabulary kCaseRoles{"case_role", kCaseRoleWords};
constexpr Code kPrecisionWords[] = {{1, "exact"}, {2, "approximate"}, {3, "several_recorded"}};
constexpr Vocabulary kPrecisions{"dob_precision", kPrecisionWords};
constexpr Code kSexWords[] = {{1, "female"}, {2, "male"}, {3, "intersex"}, {4, "unknown"}};
constexpr Vocabulary kSexes{"sex", kSexWords};
constexpr Code kGenderWords[] = {{1, "woman"}, {2, "man"}, {3, "non_binary"}, {4, "trans_woman"},
                                 {5, "trans_man"}, {6, "other"}, {7, "not_stated"}};
constexpr Vocabulary kGenders{"gender_identity", kGenderWords};
// The 18 groups and "other" of the 2011 and 2021 censuses of England and Wales.
constexpr Code kEthnicityWords[] = {
    {1, "white_british"}, {2, "white_irish"}, {3, "white_gypsy_or_traveller"}, {4, "white_roma"},
    {5, "white_other"}, {6, "mixed_white_black_caribbean"}, {7, "mixed_white_black_african"},
    {8, "mixed_white_asian"}, {9, "mixed_other"}, {10, "asian_indian"}, {11, "asian_pakistani"},
    {12, "asian_bangladeshi"}, {13, "asian_chinese"}, {14, "asian_other"}, {15, "black_african"},
    {16, "black_caribbean"}, {17, "black_other"}, {18, "arab"}, {19, "other"},
    {20, "not_stated"}};
constexpr Vocabulary kEthnicities{"ethnicity", kEthnicityWords};
constexpr Code kOrientationWords[] = {{1, "heterosexual"}, {2, "lesbian"}, {3, "gay"},
                                      {4, "bisexual"}, {5, "other"}, {6, "not_stated"}};
constexpr Vocabulary kOrientations{"sexual_orientation", kOrientationWords};
constexpr Code kDisabilityWords[] = {{1, "physical"}, {2, "sensory"}, {3, "learning"},
                                     {4, "mental_health"}, {5, "long_term_illness"},
                                     {6, "neurodivergent"}, {7, "other"}};
constexpr Vocabulary kDisabilities{"disability_type", kDisabilityWords};

// Own facts that identify somebody at a door are `visit`; where a victim is to be found is
// `safety`; health, child and special-category facts are `care`; police numbers are `offence`.
constexpr Field kPersonFields[] = {
    text(201, "legal_name", Visit, Identity, kName, kRequired | kSearched | kListed),
    text(202, "surname", Visit, Identity, kName, kSearched | kListed),
    text(203, "aliases", Visit, Identity, kNote, kSearched),
    day(204, "dob", Visit, kListed),
    code(205, "dob_precision", Visit, Identity, kPrecisions),
    text(206, "other_dobs", Visit, Identity, kName),
    codes(207, "case_roles", Core, kCaseRoles, kListed),
    code(208, "sex", Visit, Identity, kSexes),
    code(209, "gender_identity", Care, Identity, kGenders),
    code(210, "ethnicity", Care, Identity, kEthnicities),
    code(211, "sexual_orientation", Care, Identity, kOrientations),
    code(212, "disability", Care, Identity, kYesNoUnknown),
    codes(213, "disability_types", Care, kDisabilities),
    text(214, "language", Visit, Identity, kName),
    code(215, "interpreter_needed", Visit, Protective, kYesNoUnknown),
    text(216, "immigration_status", Care, Identity, kLine),
    text(217, "nhs_no", Care, Identity, kRef),
    text(218, "pnc_id", Offence, Identity, kRef),
    text(219, "crn", Offence, Identity, kRef),
    text(220, "cro", Offence, Identity, kRef),
    text(221, "custody_no", Offence, Identity, kRef),
    text(222, "gp", Care, Identity, kLine),
    blob(223, "photo", Visit),
    code(224, "deceased", Visit, Protective, kYesNo, kListed),
    code(225, "do_not_visit_alone", Visit, Protective, kYesNoUnknown, kListed),
    code(226, "risk_level", Visit, Protective, kRiskLevels, kListed),
    code(227, "care_experienced", Care, Protective, kYesNoUnknown),
    code(228, "pregnant", Care, Protective, kYesNoUnknown),
    text(229, "health", Care, LongText, kNarrative),
    text(230, "child_protection", Care, LongText, kNarrative),
    text(231, "school", Safety, Identity, kLine),
    text(232, "vehicle", Safety, Identity, kLine),
    text(233, "routine", Safety, Identity, kNote),
    text(234, "note", Core, Identity, kNote, kSearched),
};

constexpr Code kAddressKindWords[] = {
    {1, "home"}, {2, "safe"}, {3, "refuge"}, {4, "temporary"}, {5, "custody"},
    {6, "approved_premises"}, {7, "workplace"}, {8, "school"}, {9, "bail"},
    {10, "exclusion_area"}};
constexpr Vocabulary kAddressKinds{"address_kind", kAddressKindWords};
constexpr Code kSensitivityWords[] = {{1, "ordinary", 0}, {2, "victim_safety", 1},
                                      {3, "secret", 2}};
constexpr Vocabulary kSensitivities{"sensitivity", kSensitivityWords};

// Every address record is `safety`, the subject's too: one type with one home cannot leak a
// refuge by a wrong `kind`. The address a visit goes to is typed on the visit itself.
constexpr Field kAddressFields[] = {
    ref(301, "person", Safety, "person"),
    text(302, "lines", Safety, Identity, kLine, kRequired | kSearched),
    text(303, "postcode", Safety, Identity, kRef, kSearched),
    code(304, "kind", Safety, Identity, kAddressKinds),
    day(305, "from", Safety),
    day(306, "to", Safety),
    code(307, "known_to_perpetrator", Safety, Protective, kYesNoUnknown),
    code(308, "sensitivity", Safety, Protective, kSensitivities),
    code(309, "licence_approved", Safety, Protective, kPermission),
    text(310, "housing_type", Safety, Identity, kName),
    text(311, "landlord", Safety, Identity, kName),
};

constexpr Code kContactKindWords[] = {{1, "mobile"}, {2, "landline"}, {3, "email"},
                                      {4, "letter"}, {5, "via_third_party"}};
constexpr Vocabulary kContactKinds{"contact_kind", kContactKindWords};
constexpr Code kSafeWords[] = {{1, "safe", 0}, {2, "unknown", 1}, {3, "unsafe", 2}};
constexpr Vocabulary kSafe{"safe", kSafeWords};

constexpr Field kContactPointFields[] = {
    ref(401, "person", Safety, "person"),
    code(402, "kind", Safety, Identity, kContactKinds, kListed),
    text(403, "value", Safety, Identity, kName, kRequired | kSearched | kListed),
    code(404, "safe", Safety, Protective, kSafe, kListed),
    code(405, "leave_message", Safety, Protective, kPermission, kListed),
    code(406, "withheld_number_required", Safety, Protective, kYesNoUnknown, kListed),
    text(407, "say_we_are", Safety, Identity, kName, kListed),
    codes(408, "best_times", Safety, kDayTimes, kListed),
    codes(409, "never_times", Safety, kDayTimes, kListed),
    text(410, "code_word", Safety, Identity, kName),
    text(411, "who_may_answer", Safety, Identity, kLine),
    ref(412, "verified_by", Safety, "staff"),
    instant(413, "verified_at", Safety),
    instant(414, "expires_at", Safety),
    text(415, "note", Safety, Identity, kNote),
};

constexpr Code kRelationWords[] = {
    {1, "partner"}, {2, "ex_partner"}, {3, "spouse"}, {4, "parent"}, {5, "child"},
    {6, "sibling"}, {7, "other_family"}, {8, "household"}, {9, "associate"},
    {10, "gang_associate"}, {11, "victim_of"}, {12, "alleged_perpetrator_of"}, {13, "carer"}};
constexpr Vocabulary kRelations{"relation", kRelationWords};

constexpr Field kRelationshipFields[] = {
    ref(501, "from_person", Core, "person", kRequired),
    ref(502, "to_person", Core, "person", kRequired),
    code(503, "kind", Core, Identity, kRelations, kRequired | kListed),
    code(504, "living_together", Core, Protective, kYesNoUnknown),
    day(505, "from", Core),
    day(506, "to", Core),
};
} // namespace

constinit const RecordType kPersonType{2, "person", Visit, kPersonFields};
constinit const RecordType kAddressType{3, "address", Safety, kAddressFields};
constinit const RecordType kContactPointType{4, "contact_point", Safety, kContactPointFields};
constinit const RecordType kRelationshipType{5, "relationship", Core, kRelationshipFields};

} // namespace lapwing::schema
