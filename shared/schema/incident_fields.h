#pragma once

#include "shared/schema/incident_words.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema::incident {

using namespace lines;

inline constexpr auto occurredOn = dayOf(1001, "occurred_on", Core, kListed | kHappened);
inline constexpr auto disclosedOn = dayOf(1002, "disclosed_on", Core, kListed | kHappened);
inline constexpr auto kind = codeOf<Kind>(1003, "kind", Core, Identity, kIncidentKinds, kListed);
inline constexpr auto criminal = codeOf<YesNo>(1004, "criminal", Core, Protective, kYesNo);
inline constexpr auto victim = refTo(1005, "victim", Core, "person", kListed);
inline constexpr auto perpetrators = refsTo(1006, "perpetrators", Core, "person", kListed);
inline constexpr auto byThirdParty =
    codeOf<ThirdParty>(1007, "by_third_party", Core, Identity, kThirdParties);
inline constexpr auto text = textOf(1008, "text", Core, LongText, kNarrative, kSearched | kListed);
inline constexpr auto sourceAgency = refTo(1009, "source_agency", Core, "agency");
inline constexpr auto crimeReference = textOf(1010, "crime_reference", Offence, Identity, kRef);
inline constexpr auto safetyText =
    textOf(1011, "safety_text", Safety, LongText, kNarrative, kSearched);
inline constexpr auto childrenPresent =
    codeOf<YesNoUnknown>(1012, "children_present", Care, Protective, kYesNoUnknown);

inline constexpr auto fields =
    listOf(occurredOn, disclosedOn, kind, criminal, victim, perpetrators, byThirdParty, text,
           sourceAgency, crimeReference, safetyText, childrenPresent);
inline constexpr RecordType type{10, "incident", Core, fields};

} // namespace lapwing::schema::incident
