#include "client/screens/form_plans.h"

#include <QtCore/QtGlobal>

#include <algorithm>
#include <array>

namespace lapwing::screens {

namespace {
constexpr std::string_view kFacts = QT_TRANSLATE_NOOP("Screens", "Facts first, then your view.");

constexpr PlanField kNote[] = {{"text", {}, kFacts, true}, {"fact_or_opinion"}, {"kind"}, {"who"}};
constexpr PlanField kAttempt[] = {
    {"channel", {}, {}, true},
    {"attempt_outcome", {}, {}, true},
    {"text",
     {},
     QT_TRANSLATE_NOOP("Screens", "What was said or seen, in a sentence or two"),
     true}};
constexpr PlanField kIncident[] = {
    {"text", {}, kFacts, true},
    {"occurred_on"},
    {"kind"},
    {"criminal"},
    {"by_third_party"},
    {"victim"},
    {"perpetrators"},
    {"safety_text", {}, QT_TRANSLATE_NOOP("Screens", "Only for those who keep the victim safe")}};
constexpr PlanField kAction[] = {{"text"}, {"due"}, {"owner_agency"}, {"priority"}, {"kind"}};
constexpr PlanField kActionUpdate[] = {{"status"}, {"evidence"}};
constexpr PlanField kWishes[] = {{"victim_wishes"}, {"safety_plan"}};
constexpr PlanField kPhone[] = {{"value"},      {"safe"},       {"leave_message"},
                                {"say_we_are"}, {"best_times"}, {"never_times"}};
constexpr PlanField kRepeat[] = {{"submitted_on", {}, {}, true},
                                 {"background", {}, kFacts, true},
                                 {"victim"},
                                 {"perpetrators"},
                                 {"criteria"},
                                 {"consent"},
                                 {"victim_words"}};
constexpr PlanField kStatement[] = {{"text", {}, kFacts, true}};
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
    {"must_not_mention",
     {},
     QT_TRANSLATE_NOOP("Screens", "Worded so that it may be read over your shoulder")}};

constexpr PlanTopic kRecordTopics[] = {
    {"people", QT_TRANSLATE_NOOP("Screens", "Who was there")},
    {"home", QT_TRANSLATE_NOOP("Screens", "Home and address")},
    {"conditions", QT_TRANSLATE_NOOP("Screens", "Conditions")},
    {"things", QT_TRANSLATE_NOOP("Screens", "How things are")},
    {"next", QT_TRANSLATE_NOOP("Screens", "Agreed next steps")},
    {"finish", QT_TRANSLATE_NOOP("Screens", "Check and finish")}};
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
    {"condition_evidence", "conditions", QT_TRANSLATE_NOOP("Screens", "What you saw or heard")},
    {"demeanour", "things"},
    {"substances", "things"},
    {"injuries", "things"},
    {"disclosures", "things", QT_TRANSLATE_NOOP("Screens", "In their own words")},
    {"welfare_needs", "things"},
    {"concerns", "things"},
    {"referrals_made", "next"},
    {"next_visit_on", "next"},
    {"outcome", "finish", {}, true},
    {"text", "finish", kFacts, false, "statement"},
    {"debrief", "finish", QT_TRANSLATE_NOOP("Screens", "Anything else, now that you are outside")}};

constexpr Plan kPlans[] = {
    {"note", "chronology", QT_TRANSLATE_NOOP("Screens", "Add note"),
     QT_TRANSLATE_NOOP("Screens", "Save note"), false, kNote},
    {"contact_attempt", "chronology", QT_TRANSLATE_NOOP("Screens", "Record a contact attempt"),
     QT_TRANSLATE_NOOP("Screens", "Save attempt"), false, kAttempt},
    {"incident", "incident", QT_TRANSLATE_NOOP("Screens", "Record an incident"),
     QT_TRANSLATE_NOOP("Screens", "Save incident"), false, kIncident},
    {"action", "action", QT_TRANSLATE_NOOP("Screens", "New action"),
     QT_TRANSLATE_NOOP("Screens", "Save action"), false, kAction},
    {"action_update",
     "action",
     QT_TRANSLATE_NOOP("Screens", "Update"),
     QT_TRANSLATE_NOOP("Screens", "Done updating"),
     true,
     kActionUpdate,
     {},
     {},
     true},
    {"wishes", "case", QT_TRANSLATE_NOOP("Screens", "Wishes and safety plan"),
     QT_TRANSLATE_NOOP("Screens", "Save"), true, kWishes},
    {"phone", "contact_point", QT_TRANSLATE_NOOP("Screens", "Contact details"),
     QT_TRANSLATE_NOOP("Screens", "Save contact details"), true, kPhone},
    {"repeat_referral",
     "referral",
     QT_TRANSLATE_NOOP("Screens", "Repeat referral"),
     QT_TRANSLATE_NOOP("Screens", "Send referral"),
     false,
     kRepeat,
     {},
     QT_TRANSLATE_NOOP("Screens",
                       "Filled in from the referral before. Change what is different now."),
     false,
     After::Plans},
    {"statement", "statement", QT_TRANSLATE_NOOP("Screens", "My statement"),
     QT_TRANSLATE_NOOP("Screens", "Save statement"), false, kStatement},
    {"visit_plan", "visit", QT_TRANSLATE_NOOP("Screens", "Plan a visit"),
     QT_TRANSLATE_NOOP("Screens", "Save plan"), false, kVisitPlan},
    {"visit_record",
     "visit",
     QT_TRANSLATE_NOOP("Screens", "Record"),
     QT_TRANSLATE_NOOP("Screens", "Finish visit"),
     true,
     kVisitRecord,
     kRecordTopics,
     {},
     false,
     After::Today},
};
} // namespace

const Plan* planNamed(std::string_view name)
{
    const auto at = std::ranges::find(kPlans, name, &Plan::name);
    return at == std::end(kPlans) ? nullptr : &*at;
}

} // namespace lapwing::screens
