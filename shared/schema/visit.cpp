#include "shared/schema/families.h"
#include "shared/schema/table.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema {

namespace {
using namespace table;

// Duress and overdue outrank all; below them, the visit that is less far on shows.
constexpr Code kStateWords[] = {
    {1, "draft", 6},      {2, "needs_approval", 7}, {3, "approved", 5}, {4, "ready", 5},
    {5, "en_route", 8},   {6, "on_scene", 9},       {7, "left", 4},     {8, "safe_out", 3},
    {9, "recorded", 2},   {10, "countersigned", 0}, {11, "overdue", 10}, {12, "escalated", 11},
    {13, "resolved", 3},  {14, "duress", 12},       {15, "aborted", 1}};
constexpr Vocabulary kStates{"visit_state", kStateWords};
constexpr Code kAnnouncedWords[] = {{1, "announced"}, {2, "unannounced"}};
constexpr Vocabulary kAnnounced{"announced", kAnnouncedWords};
constexpr Code kOutcomeWords[] = {{1, "seen"}, {2, "no_answer"}, {3, "access_refused"},
                                  {4, "not_resident"}, {5, "moved"}, {6, "aborted_unsafe"},
                                  {7, "arrested"}, {8, "child_referral_made"}};
constexpr Vocabulary kOutcomes{"visit_outcome", kOutcomeWords};
constexpr Code kConcernWords[] = {{1, "child"}, {2, "adult_at_risk"}, {3, "domestic_abuse"},
                                  {4, "exploitation"}, {5, "mental_health"}};
constexpr Vocabulary kConcerns{"concern", kConcernWords};
constexpr Code kConditionWords[] = {
    {1, "good_behaviour"}, {2, "no_offence"}, {3, "keep_in_touch"}, {4, "receive_visits"},
    {5, "approved_address"}, {6, "approved_work"}, {7, "no_travel_abroad"}, {8, "residence"},
    {9, "contact"}, {10, "programmes"}, {11, "possession"}, {12, "exclusion_zone"},
    {13, "curfew"}, {14, "tag"}, {15, "alcohol_testing"}, {16, "drug_testing"},
    {17, "polygraph"}, {18, "sobriety"}};
constexpr Vocabulary kConditions{"condition", kConditionWords};
constexpr Code kKitWords[] = {{1, "body_armour"}, {2, "body_worn_video"}, {3, "radio"},
                              {4, "alarm"}, {5, "gloves"}, {6, "mask"}, {7, "first_aid"}};
constexpr Vocabulary kKit{"kit", kKitWords};

// All of it is `visit`, for the visit replica holds no other strand; only graded intelligence
// waits until the officer is back. So nothing here may be copied from a victim's side:
// `must_not_mention` is worded by a person for eyes that may read over a shoulder, and the address
// is typed here because address records are `safety`.
constexpr Field kFields[] = {
    // Plan
    code(801, "state", Visit, Protective, kStates, kListed),
    ref(802, "subject", Visit, "person", kListed),
    text(803, "address", Visit, Identity, kLine, kListed),
    text(804, "why_now", Visit, LongText, kNote),
    code(805, "announced", Visit, Identity, kAnnounced),
    ref(806, "lead_officer", Visit, "staff", kListed),
    ref(807, "lead_agency", Visit, "agency"),
    ref(808, "second_officer", Visit, "staff", kListed),
    ref(809, "second_agency", Visit, "agency"),
    text(810, "route_and_parking", Visit, Identity, kNote),
    refs(811, "markers_seen", Visit, "risk_marker"),
    refs(812, "lead_acknowledged", Visit, "risk_marker"),
    refs(813, "second_acknowledged", Visit, "risk_marker"),
    text(814, "occupants_expected", Visit, Identity, kNote),
    code(815, "children_expected", Visit, Protective, kYesNoUnknown),
    text(816, "animals", Visit, Identity, kLine),
    text(817, "exit_plan", Visit, Identity, kNote),
    text(818, "code_word", Visit, Identity, kName),
    codes(819, "kit", Visit, kKit),
    ref(820, "check_in_contact", Visit, "staff"),
    text(821, "check_in_phone", Visit, Identity, kName),
    instant(822, "expected_start", Visit, kListed),
    integer(823, "expected_minutes", Visit, 1440),
    codes(824, "conditions_to_check", Visit, kConditions),
    text(825, "questions", Visit, LongText, kNote),
    text(826, "must_not_mention", Visit, Append, kNote),
    code(827, "supervisor_approved", Visit, Protective, kPermission),
    ref(828, "approved_by", Visit, "staff"),
    instant(829, "approved_at", Visit),
    // On scene
    instant(830, "arrived_at", Visit),
    text(831, "opened_by", Visit, Identity, kName),
    code(832, "identity_confirmed", Visit, Protective, kPermission),
    text(833, "persons_present", Visit, Append, kNote),
    code(834, "children_present", Visit, Protective, kYesNoUnknown),
    code(835, "new_partner_present", Visit, Protective, kYesNoUnknown),
    text(836, "living_there_evidence", Visit, Append, kNote),
    text(837, "rooms_seen", Visit, Append, kNote),
    codes(838, "conditions_compliant", Visit, kConditions),
    codes(839, "breaches_suspected", Visit, kConditions),
    text(840, "condition_evidence", Visit, Append, kNarrative),
    text(841, "demeanour", Visit, Append, kNote),
    text(842, "substances", Visit, Append, kNote),
    text(843, "injuries", Visit, Append, kNote),
    text(844, "items", Visit, Append, kNote),
    text(845, "vehicles", Visit, Append, kNote),
    text(846, "phones", Visit, Append, kNote),
    text(847, "disclosures", Visit, Append, kNarrative),
    text(848, "welfare_needs", Visit, Append, kNote),
    codes(849, "concerns", Visit, kConcerns, kListed),
    text(850, "cuckooing_signs", Visit, Append, kNote),
    code(851, "voluntary_search", Visit, Identity, kYesNo),
    blob(852, "photo", Visit),
    text(853, "photo_basis", Visit, Identity, kLine),
    instant(854, "left_at", Visit),
    // Outcome and after
    code(855, "outcome", Visit, Identity, kOutcomes, kListed),
    instant(856, "safe_out_at", Visit, kListed),
    text(857, "debrief", Visit, LongText, kNarrative),
    text(858, "joint_record", Visit, LongText, kNarrative, kSearched),
    text(859, "intelligence", Intel, Append, kNarrative, kSearched),
    text(860, "intelligence_grade", Intel, Identity, kRef),
    text(861, "referrals_made", Visit, Append, kNote),
    day(862, "next_visit_on", Visit, kListed),
    instant(863, "practitioner_notified_at", Visit),
    instant(864, "recorded_at", Visit),
    ref(865, "countersigned_by", Visit, "staff"),
    instant(866, "countersigned_at", Visit),
    // Statements: each officer's own, shown side by side, with what they disagree on
    text(867, "lead_statement", Visit, Append, kNarrative),
    instant(868, "lead_signed_at", Visit),
    text(869, "second_statement", Visit, Append, kNarrative),
    instant(870, "second_signed_at", Visit),
    text(871, "disagreements", Visit, Append, kNote),
    // Lone-worker
    instant(872, "expected_end", Visit, kListed),
    text(873, "last_known_place", Visit, Identity, kLine),
    instant(874, "last_checked_in_at", Visit),
    ref(875, "buddy", Visit, "staff"),
};
} // namespace

constinit const RecordType kVisitType{8, "visit", Visit, kFields};

} // namespace lapwing::schema
