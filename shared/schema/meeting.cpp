#include "shared/schema/families.h"
#include "shared/schema/table.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema {

namespace {
using namespace table;

constexpr Code kMeetingStateWords[] = {{1, "planned", 4}, {2, "agenda_sent", 3},
                                       {3, "in_progress", 2}, {4, "held", 1},
                                       {5, "minutes_issued", 0}, {6, "cancelled", 0}};
constexpr Vocabulary kMeetingStates{"meeting_state", kMeetingStateWords};
constexpr Code kUrgencyWords[] = {{1, "ordinary"}, {2, "urgent"}, {3, "extraordinary"}};
constexpr Vocabulary kUrgencies{"meeting_kind", kUrgencyWords};

constexpr Field kMeetingFields[] = {
    code(1201, "panel", kPanelStrand, Identity, kPanels, kListed),
    day(1202, "held_on", kPanelStrand, kListed),
    instant(1203, "starts_at", kPanelStrand, kListed),
    code(1204, "kind", kPanelStrand, Identity, kUrgencies),
    code(1205, "state", kPanelStrand, Protective, kMeetingStates, kListed),
    text(1206, "title", kPanelStrand, LowValue, kName, kSearched | kListed),
    text(1207, "venue", kPanelStrand, Identity, kLine),
    text(1208, "link", kPanelStrand, Identity, kLine),
    ref(1209, "chair", kPanelStrand, "staff", kListed),
    ref(1210, "coordinator", kPanelStrand, "staff"),
    code(1211, "confidentiality_read", kPanelStrand, Protective, kPermission),
    refs(1212, "confidentiality_signed_by", kPanelStrand, "staff"),
    refs(1213, "attendees", kPanelStrand, "staff"),
    refs(1214, "agencies_present", kPanelStrand, "agency"),
    refs(1215, "apologies", kPanelStrand, "staff"),
    text(1216, "information_sent_in", kPanelStrand, LongText, kNote),
    refs(1217, "observers", kPanelStrand, "staff"),
    refs(1218, "observers_signed", kPanelStrand, "staff"),
    day(1219, "referral_cutoff", kPanelStrand),
    day(1220, "agenda_due", kPanelStrand),
    day(1221, "minutes_due", kPanelStrand),
    day(1222, "actions_due", kPanelStrand),
    instant(1223, "minutes_issued_at", kPanelStrand),
    text(1224, "any_other_business", kPanelStrand, LongText, kNarrative, kSearched),
    text(1225, "note", kPanelStrand, LongText, kNote),
};

constexpr Code kItemKindWords[] = {{1, "outstanding_actions"}, {2, "transfer"}, {3, "repeat"},
                                   {4, "new"}, {5, "twelve_months"}, {6, "review"},
                                   {7, "any_other_business"}};
constexpr Vocabulary kItemKinds{"agenda_kind", kItemKindWords};
constexpr Code kItemStateWords[] = {{1, "listed", 4}, {2, "deferred", 3}, {3, "discussing", 2},
                                    {4, "heard", 0}, {5, "not_heard", 1}};
constexpr Vocabulary kItemStates{"agenda_state", kItemStateWords};

// An item and its minute. What tells of the victim, of children and of intelligence is minuted in
// the strand of that compartment.
constexpr Field kAgendaItemFields[] = {
    ref(1301, "meeting", Core, "meeting", kListed),
    ref(1302, "referral", Core, "referral"),
    integer(1303, "position", Core, 1000),
    code(1304, "kind", Core, Identity, kItemKinds, kListed),
    code(1305, "state", Core, Protective, kItemStates, kListed),
    text(1306, "deferred_reason", Core, Identity, kLine),
    integer(1307, "minutes_allotted", Core, 480),
    instant(1308, "started_at", Core),
    instant(1309, "ended_at", Core),
    ref(1310, "presented_by", Core, "staff"),
    refs(1311, "people_checked", Core, "person"),
    code(1312, "addresses_checked", Safety, Protective, kPermission),
    text(1313, "referrer_summary", Core, LongText, kNarrative, kSearched),
    text(1314, "information_shared", Core, LongText, kNarrative, kSearched),
    text(1315, "opinions_shared", Core, LongText, kNarrative, kSearched),
    text(1316, "idva_voice", Safety, LongText, kNarrative, kSearched),
    text(1317, "care_shared", Care, LongText, kNarrative, kSearched),
    text(1318, "intel_shared", Intel, LongText, kNarrative, kSearched),
    text(1319, "risks_summary", Core, LongText, kNarrative, kSearched),
    refs(1320, "actions", Core, "action"),
    codes(1321, "flags", Safety, kMarkers),
    text(1322, "may_tell_victim", Safety, LongText, kNote),
    ref(1323, "victim_told_by", Safety, "staff"),
    refs(1324, "circulation", Core, "agency"),
    integer(1325, "version", Core, 1000),
    ref(1326, "amended_by", Core, "staff"),
    text(1327, "decision", Core, LongText, kNote, kSearched),
};
} // namespace

constinit const RecordType kMeetingType{12, "meeting", kPanelStrand, kMeetingFields};
constinit const RecordType kAgendaItemType{13, "agenda_item", Core, kAgendaItemFields};

} // namespace lapwing::schema
