#pragma once

#include "shared/schema/meeting_words.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema::meeting {

using namespace lines;

inline constexpr auto panel =
    codeOf<schema::Panel>(1201, "panel", kPanelStrand, Identity, kPanels, kListed);
inline constexpr auto heldOn = dayOf(1202, "held_on", kPanelStrand, kListed);
inline constexpr auto startsAt = instantOf(1203, "starts_at", kPanelStrand, kListed);
inline constexpr auto kind = codeOf<Kind>(1204, "kind", kPanelStrand, Identity, kUrgencies);
inline constexpr auto state =
    codeOf<State>(1205, "state", kPanelStrand, Protective, kMeetingStates, kListed);
inline constexpr auto title =
    textOf(1206, "title", kPanelStrand, LowValue, kName, kSearched | kListed);
inline constexpr auto venue = textOf(1207, "venue", kPanelStrand, Identity, kLine);
inline constexpr auto link = textOf(1208, "link", kPanelStrand, Identity, kLine);
inline constexpr auto chair = refTo(1209, "chair", kPanelStrand, "staff", kListed);
inline constexpr auto coordinator = refTo(1210, "coordinator", kPanelStrand, "staff");
inline constexpr auto confidentialityRead =
    codeOf<Permission>(1211, "confidentiality_read", kPanelStrand, Protective, kPermission);
inline constexpr auto confidentialitySignedBy =
    refsTo(1212, "confidentiality_signed_by", kPanelStrand, "staff");
inline constexpr auto attendees = refsTo(1213, "attendees", kPanelStrand, "staff");
inline constexpr auto agenciesPresent = refsTo(1214, "agencies_present", kPanelStrand, "agency");
inline constexpr auto apologies = refsTo(1215, "apologies", kPanelStrand, "staff");
inline constexpr auto informationSentIn =
    textOf(1216, "information_sent_in", kPanelStrand, LongText, kNote);
inline constexpr auto observers = refsTo(1217, "observers", kPanelStrand, "staff");
inline constexpr auto observersSigned = refsTo(1218, "observers_signed", kPanelStrand, "staff");
inline constexpr auto referralCutoff = dayOf(1219, "referral_cutoff", kPanelStrand);
inline constexpr auto agendaDue = dayOf(1220, "agenda_due", kPanelStrand);
inline constexpr auto minutesDue = dayOf(1221, "minutes_due", kPanelStrand);
inline constexpr auto actionsDue = dayOf(1222, "actions_due", kPanelStrand);
inline constexpr auto minutesIssuedAt = instantOf(1223, "minutes_issued_at", kPanelStrand);
inline constexpr auto anyOtherBusiness =
    textOf(1224, "any_other_business", kPanelStrand, LongText, kNarrative, kSearched);
inline constexpr auto note = textOf(1225, "note", kPanelStrand, LongText, kNote);

inline constexpr auto fields =
    listOf(panel, heldOn, startsAt, kind, state, title, venue, link, chair, coordinator,
           confidentialityRead, confidentialitySignedBy, attendees, agenciesPresent, apologies,
           informationSentIn, observers, observersSigned, referralCutoff, agendaDue, minutesDue,
           actionsDue, minutesIssuedAt, anyOtherBusiness, note);
inline constexpr RecordType type{12, "meeting", kPanelStrand, fields};

} // namespace lapwing::schema::meeting
