#include "client/work/screens/form_plans.h"

#include <algorithm>
#include <array>

namespace lapwing::work::screens {

namespace {
constexpr std::string_view kFacts = "Facts first, then your view.";

constexpr PlanField kNote[] = {
    {"text", {}, kFacts, true}, {"fact_or_opinion"}, {"kind"}, {"who"}};
constexpr PlanField kAttempt[] = {{"channel", {}, {}, true}, {"attempt_outcome", {}, {}, true},
                                  {"text", {}, "What was said or seen, in a sentence or two",
                                   true}};
constexpr PlanField kIncident[] = {
    {"text", {}, kFacts, true}, {"occurred_on"},
    {"kind"},                   {"criminal"},
    {"by_third_party"},         {"victim"},
    {"perpetrators"},           {"safety_text", {}, "Only for those who keep the victim safe"}};
constexpr PlanField kAction[] = {{"text"}, {"due"}, {"owner_agency"}, {"priority"}, {"kind"}};
constexpr PlanField kActionUpdate[] = {{"status"}, {"evidence"}};
constexpr PlanField kWishes[] = {{"victim_wishes"}, {"safety_plan"}};
constexpr PlanField kPhone[] = {{"value"}, {"safe"}, {"leave_message"}, {"say_we_are"},
                                {"best_times"}, {"never_times"}};
constexpr PlanField kRepeat[] = {{"submitted_on", {}, {}, true}, {"background", {}, kFacts, true},
                                 {"victim"}, {"perpetrators"}, {"criteria"}, {"consent"},
                                 {"victim_words"}};
constexpr PlanField kVisitPlan[] = {
    {"expected_start", {}, {}, true},
    {"address", {}, {}, true},
    {"why_now", {}, {}, true},
    {"announced"},
    {"staff", {}, {}, false, "visit_officer"},
    {"route_and_parking"},
    {"children_expected"},
    {"animals"},
    {"exit_plan"},
    {"code_word"},
    {"kit"},
    {"conditions_to_check"},
    {"must_not_mention", {}, "Worded so that it may be read over your shoulder"}};

constexpr PlanTopic kRecordTopics[] = {{"people", "Who was there"},
                                       {"home", "Home and address"},
                                       {"conditions", "Conditions"},
                                       {"things", "How things are"},
                                       {"next", "Agreed next steps"},
                                       {"finish", "Check and finish"}};
constexpr PlanField kVisitRecord[] = {
    {"opened_by", "people"},
    {"persons_present", "people"},
    {"identity_confirmed", "people"},
    {"children_present", "people"},
    {"new_partner_present", "people"},
    {"living_there_evidence", "home"},
    {"rooms_seen", "home"},
    {"vehicles", "home"},
    {"items", "home"},
    {"cuckooing_signs", "home"},
    {"conditions_compliant", "conditions"},
    {"breaches_suspected", "conditions"},
    {"condition_evidence", "conditions", "What you saw or heard"},
    {"demeanour", "things"},
    {"substances", "things"},
    {"injuries", "things"},
    {"disclosures", "things", "In their own words"},
    {"welfare_needs", "things"},
    {"concerns", "things"},
    {"referrals_made", "next"},
    {"next_visit_on", "next"},
    {"outcome", "finish", {}, true},
    {"text", "finish", kFacts, false, "statement"},
    {"debrief", "finish", "Anything else, now that you are outside"}};

constexpr Plan kPlans[] = {
    {"note", "chronology", "Add note", "Save note", false, kNote},
    {"contact_attempt", "chronology", "Record a contact attempt", "Save attempt", false, kAttempt},
    {"incident", "incident", "Record an incident", "Save incident", false, kIncident},
    {"action", "action", "New action", "Save action", false, kAction},
    {"action_update", "action", "Update", "Done updating", true, kActionUpdate, {}, {}, true},
    {"wishes", "case", "Wishes and safety plan", "Save", true, kWishes},
    {"phone", "contact_point", "Contact details", "Save contact details", true, kPhone},
    {"repeat_referral", "referral", "Repeat referral", "Send referral", false, kRepeat, {},
     "Filled in from the referral before. Change what is different now."},
    {"visit_plan", "visit", "Plan a visit", "Save plan", false, kVisitPlan},
    {"visit_record", "visit", "Record", "Finish visit", true, kVisitRecord, kRecordTopics},
};
} // namespace

const Plan* planNamed(std::string_view name)
{
    const auto at = std::ranges::find(kPlans, name, &Plan::name);
    return at == std::end(kPlans) ? nullptr : &*at;
}

} // namespace lapwing::work::screens
