#pragma once

#include "shared/schema/marker_words.h"
#include "shared/schema/vocabularies.h"

/// A marker that tells of a victim or of a MARAC is named by `confidential_code`, so that an
/// officer at a door never holds it. Ending a marker loses to confirming it.
namespace lapwing::schema::marker {

using namespace lines;

inline constexpr auto person = refTo(601, "person", Visit, "person");
inline constexpr auto address = refTo(602, "address", Safety, "address");
inline constexpr auto code = codeOf<MarkerCode>(603, "code", Visit, Identity, kMarkers, kListed);
inline constexpr auto confidentialCode =
    codeOf<MarkerCode>(604, "confidential_code", Safety, Identity, kMarkers);
inline constexpr auto severity =
    codeOf<Severity>(605, "severity", Visit, Protective, kSeverities, kListed);
inline constexpr auto source = textOf(606, "source", Core, Identity, kName);
inline constexpr auto intelSource = textOf(607, "intel_source", Intel, Identity, kNote);
inline constexpr auto start = dayOf(608, "start", Visit);
inline constexpr auto reviewDue = dayOf(609, "review_due", Visit, kListed);
inline constexpr auto confirmed = dayOf(610, "confirmed", Visit, kHappened);
inline constexpr auto state =
    codeOf<State>(611, "state", Visit, Protective, kMarkerStates, kListed);
inline constexpr auto ended = dayOf(612, "ended", Visit);
inline constexpr auto endReason = textOf(613, "end_reason", Visit, Identity, kLine);
inline constexpr auto alertOnOpen =
    codeOf<YesNo>(614, "alert_on_open", Visit, Protective, kYesNo, kListed);
inline constexpr auto note = textOf(615, "note", Visit, Identity, kNote);

inline constexpr auto fields =
    listOf(person, address, code, confidentialCode, severity, source, intelSource, start, reviewDue,
           confirmed, state, ended, endReason, alertOnOpen, note);
inline constexpr RecordType type{6, "risk_marker", Visit, fields};

} // namespace lapwing::schema::marker
