#pragma once

#include "shared/schema/referral_words.h"
#include "shared/schema/vocabularies.h"

/// The people of the form are `person`, `address`, `contact_point` and `relationship` records; here
/// stand the questions about them. Who referred, why it reached the threshold, and what the victim
/// said are `safety`; the state and the dates by which repeats are counted are `core`.
namespace lapwing::schema::referral {

using namespace lines;

inline constexpr auto submittedOn = dayOf(1101, "submitted_on", Core, kListed | kHappened);
inline constexpr auto state = codeOf<State>(1102, "state", Core, Protective, kStates, kListed);
inline constexpr auto victim = refTo(1103, "victim", Core, "person", kListed);
inline constexpr auto perpetrators = refsTo(1104, "perpetrators", Core, "person", kListed);
inline constexpr auto children = refsTo(1105, "children", Care, "person");
inline constexpr auto criteria = codesOf<Criterion>(1106, "criteria", Safety, kCriteria, kListed);
inline constexpr auto judgementReason = textOf(1107, "judgement_reason", Safety, LongText, kNote);
inline constexpr auto referringAgency = refTo(1108, "referring_agency", Safety, "agency", kListed);
inline constexpr auto contactNames = textOf(1109, "contact_names", Safety, Identity, kName);
inline constexpr auto contactPhone = textOf(1110, "contact_phone", Safety, Identity, kName);
inline constexpr auto contactEmail = textOf(1111, "contact_email", Safety, Identity, kName);
inline constexpr auto background =
    textOf(1112, "background", Core, LongText, kNarrative, kSearched);
inline constexpr auto relationshipToVictim =
    textOf(1113, "relationship_to_victim", Core, Identity, kName);
inline constexpr auto previousMarac =
    codeOf<YesNoUnknown>(1114, "previous_marac", Safety, Identity, kYesNoUnknown);
inline constexpr auto previousMaracWhere =
    textOf(1115, "previous_marac_where", Safety, Identity, kName);
inline constexpr auto previousMaracOn = dayOf(1116, "previous_marac_on", Safety, kHappened);
inline constexpr auto victimAware =
    codeOf<Permission>(1117, "victim_aware", Safety, Protective, kPermission);
inline constexpr auto victimNotAwareReason =
    textOf(1118, "victim_not_aware_reason", Safety, Identity, kNote);
inline constexpr auto consent = codeOf<Consent>(1119, "consent", Safety, Protective, kConsents);
inline constexpr auto consentReason = textOf(1120, "consent_reason", Safety, Identity, kNote);
inline constexpr auto afraidOf = textOf(1121, "afraid_of", Safety, LongText, kNote);
inline constexpr auto safeToTalkTo = textOf(1122, "safe_to_talk_to", Safety, Identity, kNote);
inline constexpr auto notSafeToTalkTo =
    textOf(1123, "not_safe_to_talk_to", Safety, Identity, kNote);
inline constexpr auto victimWords =
    textOf(1124, "victim_words", Safety, LongText, kNarrative, kSearched);
inline constexpr auto housingType = textOf(1125, "housing_type", Safety, Identity, kName);
inline constexpr auto landlord = textOf(1126, "landlord", Safety, Identity, kName);
inline constexpr auto interpreterLanguage =
    textOf(1127, "interpreter_language", Core, Identity, kName);
inline constexpr auto mentalHealth = textOf(1128, "mental_health", Care, LongText, kNote);
inline constexpr auto substanceUse = textOf(1129, "substance_use", Care, LongText, kNote);
inline constexpr auto crimeReference = textOf(1130, "crime_reference", Offence, Identity, kRef);
inline constexpr auto gp = textOf(1131, "gp", Care, Identity, kLine);
inline constexpr auto bme = codeOf<YesNoUnknown>(1132, "bme", Care, Identity, kYesNoUnknown);
inline constexpr auto disabled =
    codeOf<YesNoUnknown>(1133, "disabled", Care, Identity, kYesNoUnknown);
inline constexpr auto lgbt = codeOf<YesNoUnknown>(1134, "lgbt", Care, Identity, kYesNoUnknown);
inline constexpr auto assessmentKind =
    codeOf<AssessmentKind>(1135, "assessment_kind", Safety, Identity, kAssessments);
inline constexpr auto assessmentScore = integerOf(1136, "assessment_score", Safety, 1000);
inline constexpr auto assessedOn = dayOf(1137, "assessed_on", Safety, kHappened);
inline constexpr auto isRepeat =
    codeOf<YesNo>(1138, "is_repeat", Safety, Protective, kYesNo, kListed);
inline constexpr auto previousReferral = refTo(1139, "previous_referral", Core, "referral");
inline constexpr auto idvaCopiedAt = instantOf(1140, "idva_copied_at", Safety);
inline constexpr auto decisionReason = textOf(1141, "decision_reason", Core, Identity, kNote);
inline constexpr auto appeal = codeOf<YesNo>(1143, "appeal", Core, Protective, kYesNo);
inline constexpr auto divertedTo =
    codeOf<schema::Panel>(1144, "diverted_to", Core, Identity, kPanels);
inline constexpr auto transferredTo = textOf(1145, "transferred_to", Safety, Identity, kName);
inline constexpr auto listedFor = refTo(1146, "listed_for", Core, "meeting");
inline constexpr auto heardOn = dayOf(1147, "heard_on", Core, kListed | kHappened);
inline constexpr auto childReferralMade =
    codeOf<YesNoUnknown>(1148, "child_referral_made", Care, Identity, kYesNoUnknown);

inline constexpr auto fields = listOf(
    submittedOn, state, victim, perpetrators, children, criteria, judgementReason, referringAgency,
    contactNames, contactPhone, contactEmail, background, relationshipToVictim, previousMarac,
    previousMaracWhere, previousMaracOn, victimAware, victimNotAwareReason, consent, consentReason,
    afraidOf, safeToTalkTo, notSafeToTalkTo, victimWords, housingType, landlord,
    interpreterLanguage, mentalHealth, substanceUse, crimeReference, gp, bme, disabled, lgbt,
    assessmentKind, assessmentScore, assessedOn, isRepeat, previousReferral, idvaCopiedAt,
    decisionReason, appeal, divertedTo, transferredTo, listedFor, heardOn, childReferralMade);
inline constexpr RecordType type{11, "referral", Core, fields};

} // namespace lapwing::schema::referral
