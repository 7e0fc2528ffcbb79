#pragma once

#include "shared/schema/case_words.h"
#include "shared/schema/vocabularies.h"

/// IOM cohort, colour and custody are told in `core` as a typed summary; convictions, scores and
/// conditions in full are offence data.
namespace lapwing::schema::casefile {

using namespace lines;

inline constexpr auto title =
    textOf(101, "title", Core, LowValue, kName, kRequired | kSearched | kListed);
inline constexpr auto ref = textOf(102, "ref", Core, Identity, kRef, kSearched | kListed);
inline constexpr auto panel = codeOf<schema::Panel>(103, "panel", Core, Identity, kPanels, kListed);
inline constexpr auto state = codeOf<State>(104, "state", Core, Protective, kStates, kListed);
inline constexpr auto subjects = refsTo(105, "subjects", Core, "person", kListed);
inline constexpr auto opened = dayOf(106, "opened", Core, kListed | kHappened);
inline constexpr auto closed = dayOf(107, "closed", Core, kListed | kHappened);
inline constexpr auto coordinator = refTo(108, "coordinator", Core, "staff", kListed);
inline constexpr auto marking = codeOf<Marking>(109, "marking", Core, Protective, kMarkings);
inline constexpr auto riskLevel =
    codeOf<RiskLevel>(110, "risk_level", Core, Protective, kRiskLevels, kListed);
inline constexpr auto restrictions =
    codesOf<Restriction>(111, "restrictions", Core, kRestrictions, kListed);
inline constexpr auto cohort = codeOf<Cohort>(112, "cohort", Core, Identity, kCohorts, kListed);
inline constexpr auto colour = codeOf<Colour>(113, "colour", Core, Protective, kColours, kListed);
inline constexpr auto colourReason = textOf(114, "colour_reason", Core, Identity, kLine);
inline constexpr auto colourProvisional =
    codeOf<YesNo>(115, "colour_provisional", Core, Protective, kYesNo);
inline constexpr auto colourReviewDue = dayOf(116, "colour_review_due", Core, kListed);
inline constexpr auto statutory = codeOf<Statutory>(117, "statutory", Core, Identity, kStatutory);
inline constexpr auto inCustody =
    codeOf<YesNoUnknown>(118, "in_custody", Core, Identity, kYesNoUnknown);
inline constexpr auto custodyFrom = dayOf(119, "custody_from", Core);
inline constexpr auto releaseDue = dayOf(120, "release_due", Core);
inline constexpr auto custodyPlace = textOf(121, "custody_place", Offence, Identity, kName);
inline constexpr auto mappaLevel =
    codeOf<MappaLevel>(122, "mappa_level", Offence, Protective, kMappa);
inline constexpr auto offenceSummary = textOf(123, "offence_summary", Core, LongText, kNote);
inline constexpr auto convictions = textOf(124, "convictions", Offence, LongText, kNarrative);
inline constexpr auto licenceConditions =
    textOf(125, "licence_conditions", Offence, LongText, kNarrative);
inline constexpr auto predictorScores = textOf(126, "predictor_scores", Offence, Identity, kNote);
inline constexpr auto supervisionStart = dayOf(127, "supervision_start", Core);
inline constexpr auto removalReason =
    codeOf<RemovalReason>(128, "removal_reason", Core, Identity, kRemovals);
inline constexpr auto summary = textOf(129, "summary", Core, LongText, kNarrative, kSearched);
inline constexpr auto subjectKind =
    codeOf<SubjectKind>(130, "subject_kind", Core, Identity, kSubjectKinds);
inline constexpr auto harmTypes = codesOf<HarmType>(131, "harm_types", Care, kHarms);
inline constexpr auto leadProfessional = refTo(132, "lead_professional", Core, "staff", kListed);
inline constexpr auto idva = refTo(133, "idva", Safety, "staff");
inline constexpr auto inVvp = codeOf<YesNo>(134, "in_vvp", Core, Identity, kYesNo);
inline constexpr auto reviewDue = dayOf(135, "review_due", Core, kListed);
inline constexpr auto victimWishes = textOf(136, "victim_wishes", Safety, LongText, kNarrative);
inline constexpr auto safetyPlan = textOf(137, "safety_plan", Safety, LongText, kNarrative);
inline constexpr auto visitGoals = textOf(138, "visit_goals", Visit, LongText, kNote);

inline constexpr auto fields = listOf(
    title, ref, panel, state, subjects, opened, closed, coordinator, marking, riskLevel,
    restrictions, cohort, colour, colourReason, colourProvisional, colourReviewDue, statutory,
    inCustody, custodyFrom, releaseDue, custodyPlace, mappaLevel, offenceSummary, convictions,
    licenceConditions, predictorScores, supervisionStart, removalReason, summary, subjectKind,
    harmTypes, leadProfessional, idva, inVvp, reviewDue, victimWishes, safetyPlan, visitGoals);
inline constexpr RecordType type{1, "case", Core, fields};

} // namespace lapwing::schema::casefile
