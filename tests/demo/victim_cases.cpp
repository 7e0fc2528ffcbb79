#include "tests/demo/borough.h"
#include "tests/demo/words.h"

#include <array>

namespace lapwing::demo {

namespace {
using namespace std::string_view_literals;

constexpr int kMaracCases = 56;
constexpr int kCommunityCases = 20;
constexpr std::array kMaracMeetings{"2026-06-16"sv, "2026-06-02"sv, "2026-05-19"sv,
                                    "2026-05-05"sv};
constexpr std::array kMaracOwners{"@wren_house"sv, "@wren_house"sv, "@police_protection"sv,
                                  "@housing"sv};
constexpr std::array kMaracReferrers{"@police_protection"sv, "@police_protection"sv,
                                     "@police_protection"sv, "@hospital"sv, "@mash"sv,
                                     "@wren_house"sv, "@housing"sv};
constexpr std::array kCommunityOwners{"@housing"sv, "@fire"sv, "@community_safety"sv,
                                      "@turnstone"sv};

struct Household {
    Person victim, perpetrator;
    std::vector<std::string> children;
};

void addChildren(Draft& draft, Household& home)
{
    const int count = draft.dice().between(0, 3);
    for (int i = 1; i <= count; ++i) {
        const auto label = "child." + std::to_string(i);
        const bool girl = draft.dice().oneIn(2);
        const auto sex = girl ? "female"sv : "male"sv;
        const auto child = draft.invent(label, sex, home.victim.surname);
        draft.addPerson(child, {label, sex, "child", 1, 15},
                        {{"school", "Mere Bank School"}});
        draft.addRelation(home.victim, child, "parent");
        home.children.push_back(child.id);
    }
}

Json referralOf(Draft& draft, const Household& home, std::string_view day)
{
    auto& dice = draft.dice();
    const auto referrer =
        kMaracReferrers[static_cast<std::size_t>(dice.between(0, kMaracReferrers.size() - 1))];
    const int score = dice.between(9, 21);
    Json criteria = Json::array({score >= 14 ? "visible_high_risk" : "professional_judgement"});
    Json fields{{"submitted_on", day},
                {"state", "plan_open"},
                {"victim", home.victim.id},
                {"perpetrators", Json::array({home.perpetrator.id})},
                {"children", home.children},
                {"criteria", criteria},
                {"referring_agency", referrer},
                {"background", told(dice.pick(words::abuseSummaries()), home.victim.first,
                                    home.perpetrator.first)},
                {"relationship_to_victim", "ex-partner"},
                {"victim_aware", "yes"},
                {"consent", dice.oneIn(4) ? "not_sought_unsafe" : "given"},
                {"afraid_of", home.perpetrator.name},
                {"victim_words", dice.pick(words::wishes())},
                {"assessment_kind", "dash_24"},
                {"assessment_score", score},
                {"assessed_on", day},
                {"is_repeat", "no"}};
    if (score < 14)
        fields["judgement_reason"] = "Separation, control and fear come together here, and she "
                                     "answered fewer questions than she wanted to.";
    return fields;
}

void addAgendaItem(Draft& draft, const std::string& meeting, int position, bool heard)
{
    draft.add("agenda_item", "item",
              {{"meeting", meeting},
               {"referral", draft.id("referral")},
               {"position", position},
               {"kind", "new"},
               {"state", heard ? "heard" : "listed"},
               {"minutes_allotted", 15}});
}

void addMaracCase(Borough& borough, Dice& dice, int number)
{
    Draft draft(caseRef("DM", number), "da_marac", dice, borough.lines);
    const bool isOfTheDay = draft.ref() == kMaracCase;
    Household home{draft.invent("victim", "female"), draft.invent("perpetrator", "male"), {}};
    const auto referredOn = isOfTheDay ? std::string(kMaracReferredOn)
                                       : dayAt(-dice.between(20, 420));
    draft.add("case", "case",
              {{"title", home.victim.name},
               {"subjects", Json::array({home.victim.id})},
               {"opened", referredOn},
               {"state", "plan_open"},
               {"coordinator", "@coordinator"},
               {"marking", "official_sensitive"},
               {"risk_level", dice.oneIn(3) ? "very_high" : "high"},
               {"restrictions", Json::array({"no_post"})},
               {"idva", number % 2 == 1 ? "@idva" : "@idva_two"},
               {"summary", told(dice.pick(words::abuseSummaries()), home.victim.first,
                                home.perpetrator.first)},
               {"victim_wishes", dice.pick(words::wishes())}});
    const auto at = static_cast<std::size_t>(number) % kMaracMeetings.size();
    const auto meeting = meetingOf(borough, draft, "da_marac", kMaracMeetings[at], "@marac_chair");
    draft.addPerson(home.victim, {"victim", "female", "victim", 18, 70});
    draft.addPerson(home.perpetrator, {"perpetrator", "male", "alleged_perpetrator", 18, 65});
    draft.addRelation(home.victim, home.perpetrator, "ex_partner");
    addChildren(draft, home);
    if (isOfTheDay) {
        const auto sister = draft.invent("sister", "female", home.perpetrator.surname);
        draft.addPerson(sister, {"sister", "female", "associate", 20, 45});
        draft.addRelation(home.perpetrator, sister, "sibling");
    }
    draft.addAddress(home.victim, dice.oneIn(4) ? "refuge" : "home", dice.oneIn(3) ? "yes" : "no");
    draft.addAddress(home.perpetrator, "home", "yes");
    draft.addPhone(home.victim, isOfTheDay || dice.oneIn(2) ? "safe" : "unknown");
    draft.addMarker(home.victim, "ADVV", "high", dice.between(-5, 120));
    draft.addMarker(home.perpetrator, "ADVP", dice.oneIn(2) ? "high" : "medium",
                    dice.between(-5, 80));
    draft.add("referral", "referral", referralOf(draft, home, referredOn));
    draft.add("incident", "incident",
              {{"occurred_on", formatDay(*parseDay(referredOn) - 2)},
               {"kind", dice.oneIn(3) ? "strangulation" : "violence"},
               {"criminal", "yes"},
               {"victim", home.victim.id},
               {"perpetrators", Json::array({home.perpetrator.id})},
               {"text", "Police were called by a neighbour. What was seen and said is in the "
                        "referral."},
               {"source_agency", "@police_protection"}});
    draft.addActions(words::abuseActions(), dice.between(2, 4), home.victim, kMaracOwners, meeting);
    draft.addEntries(words::abuseEntries(), dice.between(2, 4), home.victim.first,
                     home.perpetrator.first);
    addAgendaItem(draft, meeting, number, kMaracMeetings[at] < kToday);
    borough.assignments.push_back({draft.ref(), number % 2 == 1 ? "@idva" : "@idva_two"});
    borough.assignments.push_back({draft.ref(), "@coordinator"});
}

void addCommunityCase(Borough& borough, Dice& dice, int number)
{
    Draft draft(caseRef("CM", number), "cmarac", dice, borough.lines);
    const auto subject = draft.invent("subject", "male");
    const auto neighbour = draft.invent("neighbour", "female");
    draft.add("case", "case",
              {{"title", subject.name},
               {"subjects", Json::array({subject.id})},
               {"opened", dayAt(-dice.between(10, 200))},
               {"coordinator", "@cmarac_coordinator"},
               {"risk_level", dice.oneIn(3) ? "high" : "medium"},
               {"harm_types", dice.some(std::array{"cuckooing"sv, "hate"sv, "fire"sv, "fraud"sv,
                                                   "anti_social_behaviour"sv, "self_neglect"sv},
                                        2)},
               {"summary", told(dice.pick(words::communitySummaries()), subject.first, {})}});
    const auto meeting = meetingOf(borough, draft, "cmarac", "2026-06-11", "@cmarac_coordinator");
    draft.addPerson(subject, {"subject", "male", "subject", 25, 82});
    draft.addPerson(neighbour, {"neighbour", "female", "other", 25, 75});
    draft.addAddress(subject, "home", "unknown");
    draft.addPhone(subject, "safe");
    draft.addMarker(subject, "CUCK", "medium", dice.between(5, 80));
    draft.add("referral", "referral",
              {{"submitted_on", dayAt(-dice.between(10, 120))},
               {"state", "accepted"},
               {"victim", subject.id},
               {"referring_agency", dice.oneIn(2) ? "@housing" : "@fire"},
               {"consent", "given"},
               {"assessment_kind", "cmarac_matrix"},
               {"assessment_score", dice.between(20, 45)}});
    draft.addActions(words::communityActions(), dice.between(2, 3), subject, kCommunityOwners,
                     meeting);
    draft.addEntries(words::communityEntries(), dice.between(2, 4), subject.first, {});
    addAgendaItem(draft, meeting, number, false);
    borough.assignments.push_back({draft.ref(), "@cmarac_coordinator"});
}
} // namespace

void addMaracCases(Borough& borough, Dice& dice)
{
    for (int number = 1; number <= kMaracCases; ++number) addMaracCase(borough, dice, number);
}

void addCommunityCases(Borough& borough, Dice& dice)
{
    for (int number = 1; number <= kCommunityCases; ++number)
        addCommunityCase(borough, dice, number);
}

} // namespace lapwing::demo
