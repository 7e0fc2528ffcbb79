#include "tests/demo/borough.h"
#include "tests/demo/words.h"

#include <array>

namespace lapwing::demo {

namespace {
using namespace std::string_view_literals;

constexpr int kYoungCases = 10; ///< under 18: pre-EVVP
constexpr int kAdultCases = 10;
constexpr int kOffenderCases = 24;
constexpr std::array kExploitationOwners{"@children"sv, "@schools"sv, "@police_protection"sv,
                                         "@safeguarding_nurses"sv};
constexpr std::array kOffenderOwners{"@police_iom"sv, "@probation"sv, "@housing"sv};
constexpr std::array kHarms{"cce"sv, "county_lines"sv, "cse"sv, "missing"sv, "serious_violence"sv,
                            "gang_involvement"sv};
constexpr std::array kColours{"red"sv, "amber"sv, "amber"sv, "green"sv};
constexpr std::array kConditions{"curfew"sv, "keep_in_touch"sv, "receive_visits"sv,
                                 "approved_address"sv, "programmes"sv, "drug_testing"sv};

void addExploitationCase(Borough& borough, Dice& dice, int number, bool young)
{
    const std::string panel = young ? "pre_evvp" : "evvp";
    Draft draft(caseRef(young ? "PE" : "EV", number), panel, dice, borough.lines);
    const auto sex = dice.oneIn(3) ? "female"sv : "male"sv;
    const auto subject = draft.invent("subject", sex);
    const auto parent = draft.invent("parent", "female", subject.surname);
    draft.add("case", "case",
              {{"title", subject.name},
               {"subjects", Json::array({subject.id})},
               {"opened", dayAt(-dice.between(15, 250))},
               {"coordinator", "@evvp_coordinator"},
               {"lead_professional", "@lead"},
               {"risk_level", dice.oneIn(3) ? "high" : "medium"},
               {"subject_kind", "individual"},
               {"in_vvp", dice.oneIn(2) ? "yes" : "no"},
               {"harm_types", dice.some(kHarms, 2)},
               {"review_due", dayAt(dice.between(-4, 40))},
               {"summary", told(dice.pick(words::exploitationSummaries()), subject.first, {})}});
    const auto meeting = meetingOf(borough, draft, panel, "2026-06-18", "@evvp_coordinator");
    draft.addPerson(subject, {"subject", sex, "subject", young ? 12 : 18, young ? 17 : 25});
    draft.addPerson(parent, {"parent", "female", "household_member", 34, 58});
    draft.addRelation(parent, subject, "parent");
    draft.addAddress(subject, "home", "unknown");
    draft.addPhone(parent, "safe");
    draft.addMarker(subject, young ? "RCCO" : "MSV", "high", dice.between(3, 80));
    draft.add("referral", "referral",
              {{"submitted_on", dayAt(-dice.between(20, 200))},
               {"state", "accepted"},
               {"victim", subject.id},
               {"referring_agency", dice.oneIn(2) ? "@schools" : "@children"},
               {"assessment_kind", "exploitation_matrix"},
               {"assessment_score", dice.between(12, 40)}});
    draft.addActions(words::exploitationActions(), dice.between(2, 4), subject,
                     kExploitationOwners, meeting);
    draft.addEntries(words::exploitationEntries(), dice.between(2, 4), subject.first, {});
    draft.add("agenda_item", "item",
              {{"meeting", meeting},
               {"position", number},
               {"kind", "review"},
               {"state", "listed"}});
    borough.assignments.push_back({draft.ref(), "@evvp_coordinator"});
    borough.assignments.push_back({draft.ref(), "@lead"});
}

/// A past visit, or the one planned for the day of the story.
void addVisit(Draft& draft, const Person& subject, std::string_view practitioner, int number,
              int inDays)
{
    auto& dice = draft.dice();
    const auto* at = draft.ref() == kLaterVisitCase ? "14:00" : "10:30";
    Json fields{{"subject", subject.id},
                {"address", draft.street()},
                {"why_now", "Four weeks since the last visit, and the panel asked."},
                {"announced", dice.oneIn(3) ? "announced" : "unannounced"},
                {"children_expected", "no"},
                {"expected_start", timeAt(inDays, at)},
                {"expected_minutes", 40},
                {"conditions_to_check", dice.some(kConditions, 3)},
                {"must_not_mention", "Keep to work, the room and the appointments."}};
    if (inDays >= 0) {
        fields["state"] = "ready";
    } else {
        fields["state"] = "recorded";
        const auto line = dice.pick(words::visitStatements());
        const auto first = line.find('|');
        const auto second = line.find('|', first + 1);
        fields["outcome"] = line.substr(0, first);
        fields["left_at"] = timeAt(inDays, "11:05");
        fields["safe_out_at"] = timeAt(inDays, "11:10");
        // From before this program, so signed by nobody: what both wrote then is one record.
        fields["joint_record"] =
            told(line.substr(first + 1, second - first - 1), {}, subject.first) + "\n" +
            told(line.substr(second + 1), {}, subject.first);
    }
    const auto name = inDays < 0 ? "visit." + std::to_string(number) : std::string("visit.today");
    const auto visit = draft.add("visit", name, std::move(fields));
    const auto addOfficer = [&](const char* part, std::string_view who, const char* agency) {
        draft.add("visit_officer", name + "." + part,
                  {{"visit", visit}, {"staff", who}, {"part", part}, {"agency", agency}});
    };
    addOfficer("lead", "@officer", "@police_iom");
    addOfficer("second", practitioner, "@probation");
}

void addOffenderCase(Borough& borough, Dice& dice, int number)
{
    Draft draft(caseRef("IO", number), "iom", dice, borough.lines);
    // The even ones but for those of the story are the second practitioner's.
    const bool isVisited = draft.ref() == kVisitCase || draft.ref() == kLaterVisitCase;
    const bool isFirsts = number % 2 == 1 || isVisited;
    const auto practitioner = isFirsts ? "@probation_one"sv : "@probation_two"sv;
    const auto subject = draft.invent("subject", "male");
    const auto partner = draft.invent("partner", "female");
    draft.add("case", "case",
              {{"title", subject.name},
               {"subjects", Json::array({subject.id})},
               {"opened", dayAt(-dice.between(60, 900))},
               {"coordinator", "@iom_coordinator"},
               {"risk_level", dice.oneIn(3) ? "high" : "medium"},
               {"cohort", dice.oneIn(3) ? "flex" : "fixed"},
               {"colour", dice.pick(kColours)},
               {"colour_reason", "As the panel of May decided."},
               {"colour_review_due", "2026-06-24"},
               {"statutory", dice.oneIn(2) ? "licence" : "community_order"},
               {"in_custody", "no"},
               {"supervision_start", dayAt(-dice.between(20, 200))},
               {"offence_summary", "Burglary and robbery, most of it within two miles of home."},
               {"convictions", "Eleven for dwelling burglary, two for robbery, the last in 2024."},
               {"licence_conditions", "Curfew from nine to six; programme on Thursdays; drug "
                                      "tests as asked."},
               {"visit_goals", "Is he living here, is the job real, how is the curfew."},
               {"summary", told(dice.pick(words::offenderSummaries()), {}, subject.first)}});
    const auto meeting = meetingOf(borough, draft, "iom", "2026-06-24", "@iom_coordinator");
    draft.addPerson(subject, {"subject", "male", "subject", 19, 48},
                    {{"risk_level", "high"}, {"crn", "X" + std::to_string(100000 + number)}});
    draft.addPerson(partner, {"partner", "female", "household_member", 19, 48});
    draft.addRelation(subject, partner, "partner");
    draft.addAddress(subject, dice.oneIn(5) ? "approved_premises" : "home", "yes");
    draft.addPhone(subject, "safe");
    draft.addMarker(subject, "IIOM", "medium", dice.between(5, 170));
    if (dice.oneIn(3) || isVisited) draft.addMarker(subject, "WEAP", "high", dice.between(-3, 80));
    draft.add("referral", "referral",
              {{"submitted_on", dayAt(-dice.between(60, 900))},
               {"state", "accepted"},
               {"decision_reason", "Persistent, and willing to be seen by both agencies."}});
    draft.addActions(words::offenderActions(), dice.between(2, 4), subject, kOffenderOwners,
                     meeting);
    draft.addEntries(words::offenderEntries(), dice.between(2, 5), {}, subject.first);
    const int past = dice.between(1, 3);
    for (int i = 1; i <= past; ++i)
        addVisit(draft, subject, practitioner, i, -28 * (past + 1 - i));
    if (isVisited) addVisit(draft, subject, practitioner, past + 1, 0);
    draft.add("agenda_item", "item",
              {{"meeting", meeting},
               {"position", number},
               {"kind", "review"},
               {"state", "listed"}});
    borough.assignments.push_back({draft.ref(), "@officer"});
    borough.assignments.push_back({draft.ref(), practitioner});
    if (isVisited) borough.assignments.push_back({draft.ref(), "@iom_supervisor"});
}
} // namespace

void addExploitationCases(Borough& borough, Dice& dice)
{
    for (int number = 1; number <= kYoungCases; ++number)
        addExploitationCase(borough, dice, number, true);
    for (int number = 1; number <= kAdultCases; ++number)
        addExploitationCase(borough, dice, number, false);
}

void addOffenderCases(Borough& borough, Dice& dice)
{
    for (int number = 1; number <= kOffenderCases; ++number)
        addOffenderCase(borough, dice, number);
}

} // namespace lapwing::demo
