#include "shared/schema/schema.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace lapwing;
using namespace lapwing::schema;

namespace {
/// What casework asks to be recorded, typed here from the domain and not from the table.
struct Wanted {
    std::string_view type;
    std::string_view fields;
};
constexpr Wanted kEntities[] = {
    {"person",
     "legal_name aliases dob dob_precision other_dobs sex gender_identity ethnicity "
     "sexual_orientation disability disability_types language interpreter_needed "
     "immigration_status nhs_no pnc_id crn cro custody_no gp photo deceased care_experienced"},
    {"address",
     "person lines postcode kind from to known_to_perpetrator sensitivity licence_approved"},
    {"contact_point",
     "person kind value safe leave_message withheld_number_required say_we_are best_times "
     "never_times code_word who_may_answer verified_by verified_at expires_at"},
    {"relationship", "from_person to_person kind living_together from to"},
    {"risk_marker",
     "person address code severity source start review_due ended alert_on_open end_reason"},
    {"agency", "name sector isa_status"},
    {"staff",
     "name agency role other_roles clearance isa_signed_version trained_on training_due standing"},
    {"case",
     "title panel ref subjects state opened closed coordinator marking cohort colour risk_level "
     "colour_reason colour_review_due statutory restrictions"},
    {"chronology",
     "occurred_at place who channel attempt_outcome text fact_or_opinion source_agency shareable "
     "not_shareable_reason"},
    {"incident", "occurred_on disclosed_on kind criminal victim perpetrators by_third_party text "
                 "source_agency"},
    {"action", "meeting text risk_addressed owner_agency owner_person due priority status "
               "status_reported_at evidence outcome non_completion_reason owner_answer "
               "owner_answer_reason verdict kind"},
    {"meeting",
     "held_on venue link chair coordinator confidentiality_read confidentiality_signed_by "
     "attendees agencies_present apologies information_sent_in observers observers_signed"},
    {"agenda_item",
     "meeting state deferred_reason kind people_checked addresses_checked referrer_summary "
     "information_shared opinions_shared idva_voice risks_summary actions flags may_tell_victim "
     "victim_told_by circulation version"},
};
constexpr Wanted kReferralForm[] = {
    {"referral",
     "referring_agency contact_names contact_phone contact_email submitted_on state victim "
     "perpetrators relationship_to_victim children background criteria judgement_reason "
     "previous_marac previous_marac_where previous_marac_on victim_aware "
     "victim_not_aware_reason consent consent_reason afraid_of safe_to_talk_to "
     "not_safe_to_talk_to bme disabled lgbt housing_type landlord interpreter_language "
     "mental_health substance_use crime_reference gp idva_copied_at"},
    {"person", "legal_name surname aliases dob sex school"},
    {"address", "lines postcode"},
    {"contact_point", "value safe best_times note"},
    {"relationship", "kind"},
};
constexpr Wanted kVisit[] = {
    {"visit", // plan
     "subject address why_now announced "
     "route_and_parking occupants_expected "
     "children_expected animals exit_plan code_word kit check_in_contact expected_start "
     "expected_minutes conditions_to_check questions must_not_mention"},
    {"visit", // on scene
     "arrived_at opened_by identity_confirmed persons_present children_present "
     "new_partner_present living_there_evidence rooms_seen conditions_compliant "
     "breaches_suspected condition_evidence demeanour substances injuries items vehicles phones "
     "disclosures welfare_needs concerns cuckooing_signs voluntary_search photo photo_basis "
     "left_at"},
    {"visit", // outcome, after, statements
     "state outcome safe_out_at debrief joint_record intelligence intelligence_grade "
     "referrals_made next_visit_on practitioner_notified_at recorded_at "
     "disagreements"},
    {"visit_officer", "visit staff part agency stood_down"},
    {"statement", "about kind text"},
    {"attestation", "about meaning digest within reason covered"},
    {"same_person", "about other answer reason"},
};

template <std::size_t N>
void checkHeld(const Wanted (&wanted)[N])
{
    for (const auto& [typeName, fields] : wanted) {
        const auto* type = findType(typeName);
        REQUIRE(type != nullptr);
        std::istringstream names{std::string(fields)};
        for (std::string name; names >> name;) {
            const std::string where = std::string(typeName) + "." + name;
            CAPTURE(where);
            CHECK(type->find(name) != nullptr);
        }
    }
}

void checkWords(std::string_view type, std::string_view field, std::string_view expected)
{
    const auto* vocabulary = findType(type)->find(field)->vocabulary;
    REQUIRE(vocabulary != nullptr);
    std::string words;
    for (const auto& word : vocabulary->codes)
        words += (words.empty() ? "" : " ") + std::string(word.name);
    CHECK(words == expected);
}

Compartment compartment(std::string_view type, std::string_view field)
{
    return findType(type)->find(field)->compartment;
}
} // namespace

TEST_CASE("the record types are those that casework names")
{
    std::string names;
    for (const auto& type : types()) names += std::string(type.name) + " ";
    CHECK(names == "case person address contact_point relationship risk_marker action visit "
                   "chronology incident referral meeting agenda_item staff agency "
                   "visit_officer statement attestation same_person ");
}

TEST_CASE("every entity holds each field that casework asks for") { checkHeld(kEntities); }

TEST_CASE("every question of the referral form has a place") { checkHeld(kReferralForm); }

TEST_CASE("every line of a joint visit, from plan to statement, has a place") { checkHeld(kVisit); }

TEST_CASE("the words that scripts and rules rely on are there")
{
    checkWords("action", "status",
               "proposed agreed in_progress completed not_completed superseded");
    checkWords("contact_point", "safe", "safe unknown unsafe");
    checkWords("case", "panel", "da_marac cmarac pre_evvp evvp iom steering");
    checkWords("case", "cohort", "fixed flex free");
    checkWords("case", "colour", "red amber green blue");
    checkWords("incident", "by_third_party", "perpetrator family_or_friend other");
    checkWords("chronology", "fact_or_opinion",
               "fact professional_opinion third_party intelligence");
    checkWords("agenda_item", "state", "listed deferred discussing heard not_heard");
    checkWords("address", "kind",
               "home safe refuge temporary custody approved_premises workplace school bail "
               "exclusion_area");
    CHECK(findType("person")->find("ethnicity")->vocabulary->codes.size() == 18 + 1 + 1);
    CHECK(findType("risk_marker")->find("code")->vocabulary->codes.size() == 32);
    CHECK(findType("contact_point")->find("best_times")->vocabulary->find("mon_morning"));
}

TEST_CASE("the word that protects more ranks higher")
{
    const auto rank = [](std::string_view type, std::string_view field, std::string_view word) {
        return findType(type)->find(field)->vocabulary->find(word)->rank;
    };
    CHECK(rank("contact_point", "safe", "safe") == 0);
    CHECK(rank("contact_point", "safe", "unknown") == 1);
    CHECK(rank("contact_point", "safe", "unsafe") == 2);
    CHECK(rank("case", "colour", "red") > rank("case", "colour", "amber"));
    CHECK(rank("case", "colour", "amber") > rank("case", "colour", "green"));
    CHECK(rank("action", "status", "in_progress") > rank("action", "status", "completed"));
    CHECK(rank("action", "status", "not_completed") > rank("action", "status", "completed"));
    CHECK(rank("person", "do_not_visit_alone", "yes") > rank("person", "do_not_visit_alone", "no"));
    CHECK(rank("contact_point", "leave_message", "no") >
          rank("contact_point", "leave_message", "yes"));
    CHECK(rank("risk_marker", "state", "active") > rank("risk_marker", "state", "ended"));
}

TEST_CASE("what endangers a victim, a child or a source stays in its compartment")
{
    for (const auto* type : {"address", "contact_point"})
        for (const auto& field : findType(type)->fields)
            CHECK(field.compartment == Compartment::Safety);
    for (const auto* field : {"criteria", "referring_agency", "victim_words", "afraid_of",
                              "previous_marac", "is_repeat"})
        CHECK(compartment("referral", field) == Compartment::Safety);
    for (const auto* field : {"school", "vehicle", "routine"})
        CHECK(compartment("person", field) == Compartment::Safety);
    for (const auto* field : {"ethnicity", "sexual_orientation", "gender_identity", "disability",
                              "immigration_status", "nhs_no", "gp", "pregnant"})
        CHECK(compartment("person", field) == Compartment::Care);
    for (const auto* field : {"pnc_id", "crn", "cro", "custody_no"})
        CHECK(compartment("person", field) == Compartment::Offence);
    CHECK(compartment("risk_marker", "confidential_code") == Compartment::Safety);
    CHECK(compartment("risk_marker", "address") == Compartment::Safety);
    CHECK(compartment("chronology", "intel_text") == Compartment::Intel);
    CHECK(compartment("visit", "intelligence") == Compartment::Intel);
    CHECK(compartment("case", "predictor_scores") == Compartment::Offence);
}

TEST_CASE("what an officer may hold at a door is in the visit compartment, and lists read core")
{
    CHECK(findType("visit")->home == Compartment::Visit);
    CHECK(compartment("person", "legal_name") == Compartment::Visit);
    CHECK(compartment("person", "dob") == Compartment::Visit);
    CHECK(compartment("risk_marker", "code") == Compartment::Visit);
    for (const auto& field : findType("action")->fields)
        CHECK(field.compartment == Compartment::Core);
    for (const auto* field : {"title", "ref", "state", "panel"})
        CHECK(compartment("case", field) == Compartment::Core);
    CHECK(compartment("chronology", "text") == Compartment::Core);
    CHECK(compartment("incident", "occurred_on") == Compartment::Core);
    for (const auto* type : {"meeting", "staff", "agency"})
        for (const auto& field : findType(type)->fields)
            CHECK(field.compartment == Compartment::Panel);
}
