#pragma once

#include "shared/schema/action_words.h"

namespace lapwing::schema::action {

using namespace lines;

inline constexpr auto text =
    textOf(701, "text", Core, LongText, kNote, kRequired | kSearched | kListed);
inline constexpr auto status = codeOf<Status>(702, "status", Core, Protective, kStatuses, kListed);
inline constexpr auto due = dayOf(703, "due", Core, kListed);
inline constexpr auto kind = codeOf<Kind>(704, "kind", Core, Identity, kKinds);
inline constexpr auto priority =
    codeOf<Priority>(705, "priority", Core, Protective, kPriorities, kListed);
inline constexpr auto riskAddressed =
    textOf(706, "risk_addressed", Core, Identity, kLine, kSearched);
inline constexpr auto meeting = refTo(707, "meeting", Core, "meeting");
inline constexpr auto ownerAgency = refTo(708, "owner_agency", Core, "agency", kListed);
inline constexpr auto ownerPerson = refTo(709, "owner_person", Core, "staff", kListed);
inline constexpr auto ownerAnswer =
    codeOf<OwnerAnswer>(710, "owner_answer", Core, Protective, kOwnerAnswers);
inline constexpr auto ownerAnswerReason = textOf(711, "owner_answer_reason", Core, Identity, kLine);
inline constexpr auto statusReportedAt = instantOf(712, "status_reported_at", Core, kHappened);
inline constexpr auto evidence = textOf(714, "evidence", Core, LongText, kNote, kSearched);
inline constexpr auto outcome = textOf(715, "outcome", Core, LongText, kNote, kSearched);
inline constexpr auto nonCompletionReason =
    codeOf<NonCompletion>(716, "non_completion_reason", Core, Identity, kNonCompletions);
inline constexpr auto about = refsTo(717, "about", Core, "person");
inline constexpr auto agreedOn = dayOf(718, "agreed_on", Core, kHappened);
inline constexpr auto completedOn = dayOf(719, "completed_on", Core, kHappened);
inline constexpr auto supersededBy = refTo(720, "superseded_by", Core, "action");
inline constexpr auto verdict = codeOf<Verdict>(721, "verdict", Core, Identity, kVerdicts);
inline constexpr auto verdictReason = textOf(722, "verdict_reason", Core, Identity, kLine);

inline constexpr auto fields =
    listOf(text, status, due, kind, priority, riskAddressed, meeting, ownerAgency, ownerPerson,
           ownerAnswer, ownerAnswerReason, statusReportedAt, evidence, outcome, nonCompletionReason,
           about, agreedOn, completedOn, supersededBy, verdict, verdictReason);
inline constexpr RecordType type{7, "action", Core, fields};

} // namespace lapwing::schema::action
