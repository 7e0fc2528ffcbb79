#include "shared/schema/families.h"
#include "shared/schema/table.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema {

namespace {
using namespace table;

// The states of every panel's cases; the less complete, or the more urgent, protects.
constexpr Code kStateWords[] = {
    {1, "draft", 6},         {2, "referred", 8},         {3, "screened", 8},
    {4, "accepted", 8},      {5, "listed", 8},           {6, "heard", 7},
    {7, "open", 7},          {8, "plan_open", 7},        {9, "plan_review", 5},
    {10, "plan_closed", 3},  {11, "step_down", 4},       {12, "escalated", 9},
    {13, "emergency", 10},   {14, "transferred_in", 8},  {15, "transferred_out", 2},
    {16, "lapsed", 2},       {17, "removed", 1},         {18, "withdrawn", 1},
    {19, "closed", 1},       {20, "retention_review", 0}};
constexpr Vocabulary kStates{"case_state", kStateWords};
constexpr Code kMarkingWords[] = {{1, "official", 0}, {2, "official_sensitive", 1}};
constexpr Vocabulary kMarkings{"marking", kMarkingWords};
constexpr Code kCohortWords[] = {{1, "fixed"}, {2, "flex"}, {3, "free"}};
constexpr Vocabulary kCohorts{"cohort", kCohortWords};
constexpr Code kStatutoryWords[] = {{1, "community_order"}, {2, "licence"}, {3, "pss"},
                                    {4, "suspended_sentence"}, {5, "remand"}, {6, "none"}};
constexpr Vocabulary kStatutory{"statutory", kStatutoryWords};
constexpr Code kMappaWords[] = {{1, "level_1", 1}, {2, "level_2", 2}, {3, "level_3", 3},
                                {4, "none", 0}};
constexpr Vocabulary kMappa{"mappa_level", kMappaWords};
constexpr Code kRestrictionWords[] = {{1, "do_not_contact_victim"}, {2, "do_not_visit"},
                                      {3, "do_not_visit_alone"}, {4, "no_post"},
                                      {5, "same_sex_staff_only"}, {6, "legal_hold"},
                                      {7, "need_to_know"}};
constexpr Vocabulary kRestrictions{"restriction", kRestrictionWords};
constexpr Code kRemovalWords[] = {{1, "desistance"}, {2, "moved"}, {3, "long_custody"},
                                  {4, "mappa_led"}, {5, "died"}, {6, "not_suitable"},
                                  {7, "plan_complete"}, {8, "other"}};
constexpr Vocabulary kRemovals{"removal_reason", kRemovalWords};
constexpr Code kSubjectKindWords[] = {{1, "individual"}, {2, "group"}, {3, "location"},
                                      {4, "suspected_exploiter"}};
constexpr Vocabulary kSubjectKinds{"subject_kind", kSubjectKindWords};
constexpr Code kHarmWords[] = {
    {1, "cse"}, {2, "cce"}, {3, "county_lines"}, {4, "modern_slavery"}, {5, "trafficking"},
    {6, "gang_involvement"}, {7, "serious_violence"}, {8, "missing"}, {9, "radicalisation_link"},
    {10, "online"}, {11, "cuckooing"}, {12, "anti_social_behaviour"}, {13, "hate"},
    {14, "fire"}, {15, "fraud"}, {16, "self_neglect"}, {17, "homelessness"}};
constexpr Vocabulary kHarms{"harm_type", kHarmWords};

// IOM cohort, colour and custody are told in `core` as a typed summary; convictions, scores and
// conditions in full are offence data.
constexpr Field kCaseFields[] = {
    text(101, "title", Core, LowValue, kName, kRequired | kSearched | kListed),
    text(102, "ref", Core, Identity, kRef, kSearched | kListed),
    code(103, "panel", Core, Identity, kPanels, kListed),
    code(104, "state", Core, Protective, kStates, kListed),
    refs(105, "subjects", Core, "person", kListed),
    day(106, "opened", Core, kListed),
    day(107, "closed", Core, kListed),
    ref(108, "coordinator", Core, "staff", kListed),
    code(109, "marking", Core, Protective, kMarkings),
    code(110, "risk_level", Core, Protective, kRiskLevels, kListed),
    codes(111, "restrictions", Core, kRestrictions, kListed),
    code(112, "cohort", Core, Identity, kCohorts, kListed),
    code(113, "colour", Core, Protective, kColours, kListed),
    text(114, "colour_reason", Core, Identity, kLine),
    code(115, "colour_provisional", Core, Protective, kYesNo),
    day(116, "colour_review_due", Core, kListed),
    code(117, "statutory", Core, Identity, kStatutory),
    code(118, "in_custody", Core, Identity, kYesNoUnknown),
    day(119, "custody_from", Core),
    day(120, "release_due", Core),
    text(121, "custody_place", Offence, Identity, kName),
    code(122, "mappa_level", Offence, Protective, kMappa),
    text(123, "offence_summary", Core, LongText, kNote),
    text(124, "convictions", Offence, LongText, kNarrative),
    text(125, "licence_conditions", Offence, LongText, kNarrative),
    text(126, "predictor_scores", Offence, Identity, kNote),
    day(127, "supervision_start", Core),
    code(128, "removal_reason", Core, Identity, kRemovals),
    text(129, "summary", Core, LongText, kNarrative, kSearched),
    code(130, "subject_kind", Core, Identity, kSubjectKinds),
    codes(131, "harm_types", Care, kHarms),
    ref(132, "lead_professional", Core, "staff", kListed),
    ref(133, "idva", Safety, "staff"),
    code(134, "in_vvp", Core, Identity, kYesNo),
    day(135, "review_due", Core, kListed),
    text(136, "victim_wishes", Safety, LongText, kNarrative),
    text(137, "safety_plan", Safety, LongText, kNarrative),
    text(138, "visit_goals", Visit, LongText, kNote),
};

constexpr Code kSeverityWords[] = {{1, "low", 0}, {2, "medium", 1}, {3, "high", 2}};
constexpr Vocabulary kSeverities{"severity", kSeverityWords};
constexpr Code kMarkerStateWords[] = {{1, "active", 1}, {2, "ended", 0}};
constexpr Vocabulary kMarkerStates{"marker_state", kMarkerStateWords};

// A marker that tells of a victim or of a MARAC is named by `confidential_code`, so that an
// officer at a door never holds it. Ending a marker loses to confirming it.
constexpr Field kRiskMarkerFields[] = {
    ref(601, "person", Visit, "person"),
    ref(602, "address", Safety, "address"),
    code(603, "code", Visit, Identity, kMarkers, kListed),
    code(604, "confidential_code", Safety, Identity, kMarkers),
    code(605, "severity", Visit, Protective, kSeverities, kListed),
    text(606, "source", Core, Identity, kName),
    text(607, "intel_source", Intel, Identity, kNote),
    day(608, "start", Visit),
    day(609, "review_due", Visit, kListed),
    day(610, "confirmed", Visit),
    code(611, "state", Visit, Protective, kMarkerStates, kListed),
    day(612, "ended", Visit),
    text(613, "end_reason", Visit, Identity, kLine),
    code(614, "alert_on_open", Visit, Protective, kYesNo, kListed),
    text(615, "note", Visit, Identity, kNote),
};
} // namespace

constinit const RecordType kCaseType{1, "case", Core, kCaseFields};
constinit const RecordType kRiskMarkerType{6, "risk_marker", Visit, kRiskMarkerFields};

} // namespace lapwing::schema
