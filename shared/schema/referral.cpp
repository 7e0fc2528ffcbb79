#include "shared/schema/families.h"
#include "shared/schema/table.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema {

namespace {
using namespace table;

// The less complete, or the more urgent, shows while two states conflict.
constexpr Code kStateWords[] = {
    {1, "draft", 7},          {2, "submitted", 8},    {3, "accepted", 8},
    {4, "returned_for_info", 8}, {5, "rejected", 1},  {6, "diverted", 2},
    {7, "transfer_out", 2},   {8, "listed", 8},       {9, "heard", 7},
    {10, "plan_open", 6},     {11, "plan_review", 5}, {12, "plan_closed", 3},
    {13, "lapsed", 2},        {14, "retention_review", 0}, {15, "withdrawn", 1},
    {16, "emergency", 10},    {17, "transferred_in", 8}};
constexpr Vocabulary kStates{"referral_state", kStateWords};
constexpr Code kCriterionWords[] = {{1, "visible_high_risk"}, {2, "professional_judgement"},
                                    {3, "escalation"}, {4, "repeat"}, {5, "honour_based"},
                                    {6, "self_harm"}, {7, "local"}};
constexpr Vocabulary kCriteria{"criterion", kCriterionWords};
constexpr Code kConsentWords[] = {{1, "given", 0}, {2, "refused", 3}, {3, "not_sought_unsafe", 2},
                                  {4, "not_sought_other", 1}};
constexpr Vocabulary kConsents{"consent", kConsentWords};
constexpr Code kAssessmentWords[] = {{1, "dash_24"}, {2, "dash_27_police"}, {3, "dara"},
                                     {4, "s_dash"}, {5, "cmarac_matrix"},
                                     {6, "exploitation_matrix"}, {7, "other"}};
constexpr Vocabulary kAssessments{"assessment_kind", kAssessmentWords};

// The people of the form are `person`, `address`, `contact_point` and `relationship` records; here
// stand the questions about them. Who referred, why it reached the threshold, and what the victim
// said are `safety`; the state and the dates by which repeats are counted are `core`.
constexpr Field kFields[] = {
    day(1101, "submitted_on", Core, kListed),
    code(1102, "state", Core, Protective, kStates, kListed),
    ref(1103, "victim", Core, "person", kListed),
    refs(1104, "perpetrators", Core, "person", kListed),
    refs(1105, "children", Care, "person"),
    codes(1106, "criteria", Safety, kCriteria, kListed),
    text(1107, "judgement_reason", Safety, LongText, kNote),
    ref(1108, "referring_agency", Safety, "agency", kListed),
    text(1109, "contact_names", Safety, Identity, kName),
    text(1110, "contact_phone", Safety, Identity, kName),
    text(1111, "contact_email", Safety, Identity, kName),
    text(1112, "background", Core, LongText, kNarrative, kSearched),
    text(1113, "relationship_to_victim", Core, Identity, kName),
    code(1114, "previous_marac", Safety, Identity, kYesNoUnknown),
    text(1115, "previous_marac_where", Safety, Identity, kName),
    day(1116, "previous_marac_on", Safety),
    code(1117, "victim_aware", Safety, Protective, kPermission),
    text(1118, "victim_not_aware_reason", Safety, Identity, kNote),
    code(1119, "consent", Safety, Protective, kConsents),
    text(1120, "consent_reason", Safety, Identity, kNote),
    text(1121, "afraid_of", Safety, LongText, kNote),
    text(1122, "safe_to_talk_to", Safety, Identity, kNote),
    text(1123, "not_safe_to_talk_to", Safety, Identity, kNote),
    text(1124, "victim_words", Safety, LongText, kNarrative, kSearched),
    text(1125, "housing_type", Safety, Identity, kName),
    text(1126, "landlord", Safety, Identity, kName),
    text(1127, "interpreter_language", Core, Identity, kName),
    text(1128, "mental_health", Care, LongText, kNote),
    text(1129, "substance_use", Care, LongText, kNote),
    text(1130, "crime_reference", Offence, Identity, kRef),
    text(1131, "gp", Care, Identity, kLine),
    code(1132, "bme", Care, Identity, kYesNoUnknown),
    code(1133, "disabled", Care, Identity, kYesNoUnknown),
    code(1134, "lgbt", Care, Identity, kYesNoUnknown),
    code(1135, "assessment_kind", Safety, Identity, kAssessments),
    integer(1136, "assessment_score", Safety, 1000),
    day(1137, "assessed_on", Safety),
    code(1138, "is_repeat", Safety, Protective, kYesNo, kListed),
    ref(1139, "previous_referral", Core, "referral"),
    instant(1140, "idva_copied_at", Safety),
    text(1141, "decision_reason", Core, Identity, kNote),
    ref(1142, "decided_by", Core, "staff"),
    code(1143, "appeal", Core, Protective, kYesNo),
    code(1144, "diverted_to", Core, Identity, kPanels),
    text(1145, "transferred_to", Safety, Identity, kName),
    ref(1146, "listed_for", Core, "meeting"),
    day(1147, "heard_on", Core, kListed),
    code(1148, "child_referral_made", Care, Identity, kYesNoUnknown),
};
} // namespace

constinit const RecordType kReferralType{11, "referral", Core, kFields};

} // namespace lapwing::schema
