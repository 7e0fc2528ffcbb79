#include "shared/schema/families.h"
#include "shared/schema/table.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema {

namespace {
using namespace table;

// The less complete of two reports shows until somebody decides. Overdue is derived, never stored.
constexpr Code kStatusWords[] = {{1, "proposed", 5},      {2, "agreed", 4},
                                 {3, "in_progress", 3},   {4, "completed", 0},
                                 {5, "not_completed", 2}, {6, "superseded", 1}};
constexpr Vocabulary kStatuses{"action_status", kStatusWords};
constexpr Code kOwnerAnswerWords[] = {{1, "accepted", 0}, {2, "rejected", 1}};
constexpr Vocabulary kOwnerAnswers{"owner_answer", kOwnerAnswerWords};
constexpr Code kPriorityWords[] = {{1, "routine", 0}, {2, "high", 1}, {3, "urgent", 2}};
constexpr Vocabulary kPriorities{"priority", kPriorityWords};
constexpr Code kNonCompletionWords[] = {{1, "circumstances_changed"}, {2, "agency_failed"}};
constexpr Vocabulary kNonCompletions{"non_completion_reason", kNonCompletionWords};
constexpr Code kVerdictWords[] = {{1, "worked"}, {2, "did_not_help"}, {3, "not_done"}};
constexpr Vocabulary kVerdicts{"action_verdict", kVerdictWords};
constexpr Code kKindWords[] = {
    {1, "flag_file"}, {2, "target_hardening"}, {3, "address_marker"}, {4, "idva_contact"},
    {5, "child_referral"}, {6, "perpetrator_interview"}, {7, "arrest"}, {8, "recall"},
    {9, "dvpn_dvpo"}, {10, "non_molestation_order"}, {11, "housing_move"},
    {12, "dvds_disclosure"}, {13, "gp_information"}, {14, "midwife_information"},
    {15, "mappa_referral"}, {16, "perpetrator_programme"}, {17, "case_conference"},
    {18, "other"}};
constexpr Vocabulary kKinds{"action_kind", kKindWords};

constexpr Field kFields[] = {
    text(701, "text", Core, LongText, kNote, kRequired | kSearched | kListed),
    code(702, "status", Core, Protective, kStatuses, kListed),
    day(703, "due", Core, kListed),
    code(704, "kind", Core, Identity, kKinds),
    code(705, "priority", Core, Protective, kPriorities, kListed),
    text(706, "risk_addressed", Core, Identity, kLine, kSearched),
    ref(707, "meeting", Core, "meeting"),
    ref(708, "owner_agency", Core, "agency", kListed),
    ref(709, "owner_person", Core, "staff", kListed),
    code(710, "owner_answer", Core, Protective, kOwnerAnswers),
    text(711, "owner_answer_reason", Core, Identity, kLine),
    instant(712, "status_reported_at", Core),
    ref(713, "status_reported_by", Core, "staff"),
    text(714, "evidence", Core, LongText, kNote, kSearched),
    text(715, "outcome", Core, LongText, kNote, kSearched),
    code(716, "non_completion_reason", Core, Identity, kNonCompletions),
    refs(717, "about", Core, "person"),
    day(718, "agreed_on", Core),
    day(719, "completed_on", Core),
    ref(720, "superseded_by", Core, "action"),
    code(721, "verdict", Core, Identity, kVerdicts),
    text(722, "verdict_reason", Core, Identity, kLine),
    ref(723, "verdict_by", Core, "staff"),
};
} // namespace

constinit const RecordType kActionType{7, "action", Core, kFields};

} // namespace lapwing::schema
