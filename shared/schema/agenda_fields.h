#pragma once

#include "shared/schema/agenda_words.h"
#include "shared/schema/vocabularies.h"

/// An item and its minute. What tells of the victim, of children and of intelligence is minuted in
/// the strand of that compartment.
namespace lapwing::schema::agenda {

using namespace lines;

inline constexpr auto meeting = refTo(1301, "meeting", Core, "meeting", kListed);
inline constexpr auto referral = refTo(1302, "referral", Core, "referral");
inline constexpr auto position = integerOf(1303, "position", Core, 1000);
inline constexpr auto kind = codeOf<Kind>(1304, "kind", Core, Identity, kItemKinds, kListed);
inline constexpr auto state = codeOf<State>(1305, "state", Core, Protective, kItemStates, kListed);
inline constexpr auto deferredReason = textOf(1306, "deferred_reason", Core, Identity, kLine);
inline constexpr auto minutesAllotted = integerOf(1307, "minutes_allotted", Core, 480);
inline constexpr auto startedAt = instantOf(1308, "started_at", Core);
inline constexpr auto endedAt = instantOf(1309, "ended_at", Core);
inline constexpr auto presentedBy = refTo(1310, "presented_by", Core, "staff");
inline constexpr auto peopleChecked = refsTo(1311, "people_checked", Core, "person");
inline constexpr auto addressesChecked =
    codeOf<Permission>(1312, "addresses_checked", Safety, Protective, kPermission);
inline constexpr auto referrerSummary =
    textOf(1313, "referrer_summary", Core, LongText, kNarrative, kSearched);
inline constexpr auto informationShared =
    textOf(1314, "information_shared", Core, LongText, kNarrative, kSearched);
inline constexpr auto opinionsShared =
    textOf(1315, "opinions_shared", Core, LongText, kNarrative, kSearched);
inline constexpr auto idvaVoice =
    textOf(1316, "idva_voice", Safety, LongText, kNarrative, kSearched);
inline constexpr auto careShared =
    textOf(1317, "care_shared", Care, LongText, kNarrative, kSearched);
inline constexpr auto intelShared =
    textOf(1318, "intel_shared", Intel, LongText, kNarrative, kSearched);
inline constexpr auto risksSummary =
    textOf(1319, "risks_summary", Core, LongText, kNarrative, kSearched);
inline constexpr auto actions = refsTo(1320, "actions", Core, "action");
inline constexpr auto flags = codesOf<MarkerCode>(1321, "flags", Safety, kMarkers);
inline constexpr auto mayTellVictim = textOf(1322, "may_tell_victim", Safety, LongText, kNote);
inline constexpr auto victimToldBy = refTo(1323, "victim_told_by", Safety, "staff");
inline constexpr auto circulation = refsTo(1324, "circulation", Core, "agency");
inline constexpr auto version = integerOf(1325, "version", Core, 1000);
inline constexpr auto decision = textOf(1327, "decision", Core, LongText, kNote, kSearched);

inline constexpr auto fields =
    listOf(meeting, referral, position, kind, state, deferredReason, minutesAllotted, startedAt,
           endedAt, presentedBy, peopleChecked, addressesChecked, referrerSummary,
           informationShared, opinionsShared, idvaVoice, careShared, intelShared, risksSummary,
           actions, flags, mayTellVictim, victimToldBy, circulation, version, decision);
inline constexpr RecordType type{13, "agenda_item", Core, fields};

} // namespace lapwing::schema::agenda
