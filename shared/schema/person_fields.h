#pragma once

#include "shared/schema/person_words.h"
#include "shared/schema/vocabularies.h"

/// Own facts that identify somebody at a door are `visit`; where a victim is to be found is
/// `safety`; health, child and special-category facts are `care`; police numbers are `offence`.
namespace lapwing::schema::person {

using namespace lines;

inline constexpr auto legalName =
    textOf(201, "legal_name", Visit, Identity, kName, kRequired | kSearched | kListed);
inline constexpr auto surname = textOf(202, "surname", Visit, Identity, kName, kSearched | kListed);
inline constexpr auto aliases = textOf(203, "aliases", Visit, Identity, kNote, kSearched);
inline constexpr auto dob = dayOf(204, "dob", Visit, kSearched | kListed | kHappened);
inline constexpr auto dobPrecision =
    codeOf<DobPrecision>(205, "dob_precision", Visit, Identity, kPrecisions);
inline constexpr auto otherDobs = textOf(206, "other_dobs", Visit, Identity, kName, kSearched);
inline constexpr auto caseRoles = codesOf<CaseRole>(207, "case_roles", Core, kCaseRoles, kListed);
inline constexpr auto sex = codeOf<Sex>(208, "sex", Visit, Identity, kSexes);
inline constexpr auto genderIdentity =
    codeOf<GenderIdentity>(209, "gender_identity", Care, Identity, kGenders);
inline constexpr auto ethnicity = codeOf<Ethnicity>(210, "ethnicity", Care, Identity, kEthnicities);
inline constexpr auto sexualOrientation =
    codeOf<SexualOrientation>(211, "sexual_orientation", Care, Identity, kOrientations);
inline constexpr auto disability =
    codeOf<YesNoUnknown>(212, "disability", Care, Identity, kYesNoUnknown);
inline constexpr auto disabilityTypes =
    codesOf<DisabilityType>(213, "disability_types", Care, kDisabilities);
inline constexpr auto language = textOf(214, "language", Visit, Identity, kName);
inline constexpr auto interpreterNeeded =
    codeOf<YesNoUnknown>(215, "interpreter_needed", Visit, Protective, kYesNoUnknown);
inline constexpr auto immigrationStatus = textOf(216, "immigration_status", Care, Identity, kLine);
inline constexpr auto nhsNo = textOf(217, "nhs_no", Care, Identity, kRef, kSearched);
inline constexpr auto pncId = textOf(218, "pnc_id", Offence, Identity, kRef, kSearched);
inline constexpr auto crn = textOf(219, "crn", Offence, Identity, kRef, kSearched);
inline constexpr auto cro = textOf(220, "cro", Offence, Identity, kRef, kSearched);
inline constexpr auto custodyNo = textOf(221, "custody_no", Offence, Identity, kRef, kSearched);
inline constexpr auto gp = textOf(222, "gp", Care, Identity, kLine);
inline constexpr auto photo = blobOf(223, "photo", Visit);
inline constexpr auto deceased = codeOf<YesNo>(224, "deceased", Visit, Protective, kYesNo, kListed);
inline constexpr auto doNotVisitAlone =
    codeOf<YesNoUnknown>(225, "do_not_visit_alone", Visit, Protective, kYesNoUnknown, kListed);
inline constexpr auto riskLevel =
    codeOf<RiskLevel>(226, "risk_level", Visit, Protective, kRiskLevels, kListed);
inline constexpr auto careExperienced =
    codeOf<YesNoUnknown>(227, "care_experienced", Care, Protective, kYesNoUnknown);
inline constexpr auto pregnant =
    codeOf<YesNoUnknown>(228, "pregnant", Care, Protective, kYesNoUnknown);
inline constexpr auto health = textOf(229, "health", Care, LongText, kNarrative);
inline constexpr auto childProtection = textOf(230, "child_protection", Care, LongText, kNarrative);
inline constexpr auto school = textOf(231, "school", Safety, Identity, kLine);
inline constexpr auto vehicle = textOf(232, "vehicle", Safety, Identity, kLine);
inline constexpr auto routine = textOf(233, "routine", Safety, Identity, kNote);
inline constexpr auto note = textOf(234, "note", Core, Identity, kNote, kSearched);

inline constexpr auto fields = listOf(
    legalName, surname, aliases, dob, dobPrecision, otherDobs, caseRoles, sex, genderIdentity,
    ethnicity, sexualOrientation, disability, disabilityTypes, language, interpreterNeeded,
    immigrationStatus, nhsNo, pncId, crn, cro, custodyNo, gp, photo, deceased, doNotVisitAlone,
    riskLevel, careExperienced, pregnant, health, childProtection, school, vehicle, routine, note);
inline constexpr RecordType type{2, "person", Visit, fields};

} // namespace lapwing::schema::person
