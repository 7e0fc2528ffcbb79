#pragma once

#include "shared/schema/chronology_words.h"
#include "shared/schema/vocabularies.h"

/// One entry may say more in narrower strands under the same id: what the victim said, health or
/// child detail, and graded intelligence each have a field of their own and never stand in `text`.
namespace lapwing::schema::chronology {

using namespace lines;

inline constexpr auto text =
    textOf(901, "text", Core, Append, kNarrative, kRequired | kSearched | kListed);
inline constexpr auto occurredAt = instantOf(902, "occurred_at", Core, kListed | kHappened);
inline constexpr auto place = textOf(903, "place", Core, Identity, kLine);
inline constexpr auto who = textOf(904, "who", Core, Identity, kLine, kSearched);
inline constexpr auto persons = refsTo(905, "persons", Core, "person");
inline constexpr auto kind = codeOf<Kind>(906, "kind", Core, Identity, kEntryKinds, kListed);
inline constexpr auto channel = codeOf<Channel>(907, "channel", Core, Identity, kChannels);
inline constexpr auto attemptOutcome =
    codeOf<AttemptOutcome>(908, "attempt_outcome", Core, Identity, kAttempts);
inline constexpr auto factOrOpinion =
    codeOf<Basis>(909, "fact_or_opinion", Core, Identity, kBases, kListed);
inline constexpr auto sourceAgency = refTo(910, "source_agency", Core, "agency");
inline constexpr auto shareable =
    codeOf<Permission>(911, "shareable", Core, Protective, kPermission);
inline constexpr auto notShareableReason =
    textOf(912, "not_shareable_reason", Core, Identity, kLine);
inline constexpr auto corrects = refTo(914, "corrects", Core, "chronology");
inline constexpr auto action = refTo(915, "action", Core, "action");
inline constexpr auto safetyText =
    textOf(916, "safety_text", Safety, Append, kNarrative, kSearched);
inline constexpr auto careText = textOf(917, "care_text", Care, Append, kNarrative, kSearched);
inline constexpr auto intelText = textOf(918, "intel_text", Intel, Append, kNarrative, kSearched);
inline constexpr auto intelSource = textOf(919, "intel_source", Intel, Identity, kLine);
inline constexpr auto intelGrade = textOf(920, "intel_grade", Intel, Identity, kRef);
inline constexpr auto offenceText =
    textOf(921, "offence_text", Offence, Append, kNarrative, kSearched);

inline constexpr auto fields =
    listOf(text, occurredAt, place, who, persons, kind, channel, attemptOutcome, factOrOpinion,
           sourceAgency, shareable, notShareableReason, corrects, action, safetyText, careText,
           intelText, intelSource, intelGrade, offenceText);
inline constexpr RecordType type{9, "chronology", Core, fields};

} // namespace lapwing::schema::chronology
