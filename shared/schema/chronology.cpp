#include "shared/schema/families.h"
#include "shared/schema/table.h"
#include "shared/schema/vocabularies.h"

namespace lapwing::schema {

namespace {
using namespace table;

constexpr Code kEntryKindWords[] = {{1, "contact"}, {2, "contact_attempt"}, {3, "observation"},
                                    {4, "note"}, {5, "decision"}, {6, "correction"},
                                    {7, "comment"}, {8, "research"}};
constexpr Vocabulary kEntryKinds{"entry_kind", kEntryKindWords};
constexpr Code kAttemptWords[] = {{1, "spoken"}, {2, "no_answer"}, {3, "unsafe_to_speak"},
                                  {4, "declined"}, {5, "wrong_number"}, {6, "left_message"}};
constexpr Vocabulary kAttempts{"attempt_outcome", kAttemptWords};
constexpr Code kBasisWords[] = {{1, "fact"}, {2, "professional_opinion"}, {3, "third_party"},
                                {4, "intelligence"}};
constexpr Vocabulary kBases{"fact_or_opinion", kBasisWords};

// One entry may say more in narrower strands under the same id: what the victim said, health or
// child detail, and graded intelligence each have a field of their own and never stand in `text`.
constexpr Field kChronologyFields[] = {
    text(901, "text", Core, Append, kNarrative, kRequired | kSearched | kListed),
    instant(902, "occurred_at", Core, kListed),
    text(903, "place", Core, Identity, kLine),
    text(904, "who", Core, Identity, kLine, kSearched),
    refs(905, "persons", Core, "person"),
    code(906, "kind", Core, Identity, kEntryKinds, kListed),
    code(907, "channel", Core, Identity, kChannels),
    code(908, "attempt_outcome", Core, Identity, kAttempts),
    code(909, "fact_or_opinion", Core, Identity, kBases, kListed),
    ref(910, "source_agency", Core, "agency"),
    code(911, "shareable", Core, Protective, kPermission),
    text(912, "not_shareable_reason", Core, Identity, kLine),
    ref(913, "author", Core, "staff", kListed),
    ref(914, "corrects", Core, "chronology"),
    ref(915, "action", Core, "action"),
    text(916, "safety_text", Safety, Append, kNarrative, kSearched),
    text(917, "care_text", Care, Append, kNarrative, kSearched),
    text(918, "intel_text", Intel, Append, kNarrative, kSearched),
    text(919, "intel_source", Intel, Identity, kLine),
    text(920, "intel_grade", Intel, Identity, kRef),
    text(921, "offence_text", Offence, Append, kNarrative, kSearched),
};

constexpr Code kIncidentKindWords[] = {
    {1, "violence"}, {2, "threat"}, {3, "damage"}, {4, "stalking_or_harassment"},
    {5, "sexual_abuse"}, {6, "coercive_control"}, {7, "economic_abuse"},
    {8, "unwanted_contact"}, {9, "breach_of_bail"}, {10, "breach_of_order"},
    {11, "dispute"}, {12, "strangulation"}, {13, "honour_based_abuse"},
    {14, "anti_social_behaviour"}, {15, "hate_incident"}, {16, "missing_episode"},
    {17, "arrest"}, {18, "verbal_abuse"}, {19, "other"}};
constexpr Vocabulary kIncidentKinds{"incident_kind", kIncidentKindWords};
constexpr Code kThirdPartyWords[] = {{1, "perpetrator"}, {2, "family_or_friend"}, {3, "other"}};
constexpr Vocabulary kThirdParties{"by_third_party", kThirdPartyWords};

constexpr Field kIncidentFields[] = {
    day(1001, "occurred_on", Core, kListed),
    day(1002, "disclosed_on", Core, kListed),
    code(1003, "kind", Core, Identity, kIncidentKinds, kListed),
    code(1004, "criminal", Core, Protective, kYesNo),
    ref(1005, "victim", Core, "person", kListed),
    refs(1006, "perpetrators", Core, "person", kListed),
    code(1007, "by_third_party", Core, Identity, kThirdParties),
    text(1008, "text", Core, LongText, kNarrative, kSearched | kListed),
    ref(1009, "source_agency", Core, "agency"),
    text(1010, "crime_reference", Offence, Identity, kRef),
    text(1011, "safety_text", Safety, LongText, kNarrative, kSearched),
    code(1012, "children_present", Care, Protective, kYesNoUnknown),
};
} // namespace

constinit const RecordType kChronologyType{9, "chronology", Core, kChronologyFields};
constinit const RecordType kIncidentType{10, "incident", Core, kIncidentFields};

} // namespace lapwing::schema
