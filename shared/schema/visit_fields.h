#pragma once

#include "shared/schema/visit_words.h"
#include "shared/schema/vocabularies.h"

/// All of it is `visit`, for the visit replica holds no other strand; only graded intelligence
/// waits until the officer is back. So nothing here may be copied from a victim's side:
/// `must_not_mention` is worded by a person for eyes that may read over a shoulder, and the address
/// is typed here because address records are `safety`.
namespace lapwing::schema::visit {

using namespace lines;

// Plan
inline constexpr auto state = codeOf<State>(801, "state", Visit, Protective, kStates, kListed);
inline constexpr auto subject = refTo(802, "subject", Visit, "person", kListed);
inline constexpr auto address = textOf(803, "address", Visit, Identity, kLine, kListed);
inline constexpr auto whyNow = textOf(804, "why_now", Visit, LongText, kNote);
inline constexpr auto announced = codeOf<Announced>(805, "announced", Visit, Identity, kAnnounced);
inline constexpr auto routeAndParking = textOf(810, "route_and_parking", Visit, Identity, kNote);
inline constexpr auto occupantsExpected = textOf(814, "occupants_expected", Visit, Identity, kNote);
inline constexpr auto childrenExpected =
    codeOf<YesNoUnknown>(815, "children_expected", Visit, Protective, kYesNoUnknown);
inline constexpr auto animals = textOf(816, "animals", Visit, Identity, kLine);
inline constexpr auto exitPlan = textOf(817, "exit_plan", Visit, Identity, kNote);
inline constexpr auto codeWord = textOf(818, "code_word", Visit, Identity, kName);
inline constexpr auto kit = codesOf<Kit>(819, "kit", Visit, kKit);
inline constexpr auto checkInContact = refTo(820, "check_in_contact", Visit, "staff");
inline constexpr auto checkInPhone = textOf(821, "check_in_phone", Visit, Identity, kName);
inline constexpr auto expectedStart = instantOf(822, "expected_start", Visit, kListed);
inline constexpr auto expectedMinutes = integerOf(823, "expected_minutes", Visit, 1440);
inline constexpr auto conditionsToCheck =
    codesOf<Condition>(824, "conditions_to_check", Visit, kConditions);
inline constexpr auto questions = textOf(825, "questions", Visit, LongText, kNote);
inline constexpr auto mustNotMention = textOf(826, "must_not_mention", Visit, Append, kNote);
// On scene
inline constexpr auto arrivedAt = instantOf(830, "arrived_at", Visit, kHappened);
inline constexpr auto openedBy = textOf(831, "opened_by", Visit, Identity, kName);
inline constexpr auto identityConfirmed =
    codeOf<Permission>(832, "identity_confirmed", Visit, Protective, kPermission);
inline constexpr auto personsPresent = textOf(833, "persons_present", Visit, Append, kNote);
inline constexpr auto childrenPresent =
    codeOf<YesNoUnknown>(834, "children_present", Visit, Protective, kYesNoUnknown);
inline constexpr auto newPartnerPresent =
    codeOf<YesNoUnknown>(835, "new_partner_present", Visit, Protective, kYesNoUnknown);
inline constexpr auto livingThereEvidence =
    textOf(836, "living_there_evidence", Visit, Append, kNote);
inline constexpr auto roomsSeen = textOf(837, "rooms_seen", Visit, Append, kNote);
inline constexpr auto conditionsCompliant =
    codesOf<Condition>(838, "conditions_compliant", Visit, kConditions);
inline constexpr auto breachesSuspected =
    codesOf<Condition>(839, "breaches_suspected", Visit, kConditions);
inline constexpr auto conditionEvidence =
    textOf(840, "condition_evidence", Visit, Append, kNarrative);
inline constexpr auto demeanour = textOf(841, "demeanour", Visit, Append, kNote);
inline constexpr auto substances = textOf(842, "substances", Visit, Append, kNote);
inline constexpr auto injuries = textOf(843, "injuries", Visit, Append, kNote);
inline constexpr auto items = textOf(844, "items", Visit, Append, kNote);
inline constexpr auto vehicles = textOf(845, "vehicles", Visit, Append, kNote);
inline constexpr auto phones = textOf(846, "phones", Visit, Append, kNote);
inline constexpr auto disclosures = textOf(847, "disclosures", Visit, Append, kNarrative);
inline constexpr auto welfareNeeds = textOf(848, "welfare_needs", Visit, Append, kNote);
inline constexpr auto concerns = codesOf<Concern>(849, "concerns", Visit, kConcerns, kListed);
inline constexpr auto cuckooingSigns = textOf(850, "cuckooing_signs", Visit, Append, kNote);
inline constexpr auto voluntarySearch =
    codeOf<YesNo>(851, "voluntary_search", Visit, Identity, kYesNo);
inline constexpr auto photo = blobOf(852, "photo", Visit);
inline constexpr auto photoBasis = textOf(853, "photo_basis", Visit, Identity, kLine);
inline constexpr auto leftAt = instantOf(854, "left_at", Visit, kHappened);
// Outcome and after
inline constexpr auto outcome =
    codeOf<Outcome>(855, "outcome", Visit, Identity, kOutcomes, kListed);
inline constexpr auto safeOutAt = instantOf(856, "safe_out_at", Visit, kListed);
inline constexpr auto debrief = textOf(857, "debrief", Visit, LongText, kNarrative);
inline constexpr auto jointRecord =
    textOf(858, "joint_record", Visit, LongText, kNarrative, kSearched);
inline constexpr auto intelligence =
    textOf(859, "intelligence", Intel, Append, kNarrative, kSearched);
inline constexpr auto intelligenceGrade = textOf(860, "intelligence_grade", Intel, Identity, kRef);
inline constexpr auto referralsMade = textOf(861, "referrals_made", Visit, Append, kNote);
inline constexpr auto nextVisitOn = dayOf(862, "next_visit_on", Visit, kListed);
inline constexpr auto practitionerNotifiedAt = instantOf(863, "practitioner_notified_at", Visit);
inline constexpr auto recordedAt = instantOf(864, "recorded_at", Visit);
// Who goes and what each of them says, signs and approves are records of their own. Numbers 806 to
// 809, 811 to 813, 827 to 829 and 865 to 870 are not used again.
inline constexpr auto disagreements = textOf(871, "disagreements", Visit, Append, kNote);
// Lone-worker
inline constexpr auto expectedEnd = instantOf(872, "expected_end", Visit, kListed);
inline constexpr auto lastKnownPlace = textOf(873, "last_known_place", Visit, Identity, kLine);
inline constexpr auto lastCheckedInAt = instantOf(874, "last_checked_in_at", Visit);
inline constexpr auto buddy = refTo(875, "buddy", Visit, "staff");

inline constexpr auto fields = listOf(
    state, subject, address, whyNow, announced, routeAndParking, occupantsExpected,
    childrenExpected, animals, exitPlan, codeWord, kit, checkInContact, checkInPhone, expectedStart,
    expectedMinutes, conditionsToCheck, questions, mustNotMention, arrivedAt, openedBy,
    identityConfirmed, personsPresent, childrenPresent, newPartnerPresent, livingThereEvidence,
    roomsSeen, conditionsCompliant, breachesSuspected, conditionEvidence, demeanour, substances,
    injuries, items, vehicles, phones, disclosures, welfareNeeds, concerns, cuckooingSigns,
    voluntarySearch, photo, photoBasis, leftAt, outcome, safeOutAt, debrief, jointRecord,
    intelligence, intelligenceGrade, referralsMade, nextVisitOn, practitionerNotifiedAt, recordedAt,
    disagreements, expectedEnd, lastKnownPlace, lastCheckedInAt, buddy);
inline constexpr RecordType type{8, "visit", Visit, fields};

} // namespace lapwing::schema::visit
