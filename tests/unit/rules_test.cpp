#include "shared/rules/brag.h"
#include "shared/rules/dash.h"
#include "shared/rules/deadlines.h"
#include "shared/rules/evvp_route.h"
#include "shared/rules/markers.h"
#include "shared/rules/visit_timescale.h"
#include "shared/schema/schema.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lapwing::rules;
using namespace std::chrono_literals;

namespace {

BragChange change(Colour from, std::optional<Colour> to, BragBy by, BragCause cause)
{
    BragChange c;
    c.from = from;
    c.to = to;
    c.by = by;
    c.cause = cause;
    c.custodyFrom = 2025y / 3 / 1;
    c.released = 2025y / 6 / 1;
    c.nextReview = 2025y / 4 / 1;
    c.hasReason = true;
    return c;
}

} // namespace

TEST_CASE("vector 6: 13 yes are not high, and no judgement lowers 14 yes")
{
    const auto low = dashBand(13);
    CHECK(low == DashBand::Medium);
    CHECK(dashBand(9) == DashBand::Standard);
    CHECK(checkGrounds({.visibleHighRisk = true}, low, "") == GroundsFault::DashTooLow);
    const std::string why(kJudgementMin, 'x');
    CHECK(checkGrounds({.judgement = true}, low, why) == GroundsFault::None);

    CHECK(dashBand(14) == DashBand::High);
    CHECK(checkGrounds({.visibleHighRisk = true}, dashBand(14), "medium") == GroundsFault::None);
}

TEST_CASE("a referral needs a ground, a claim of high risk a DASH, and judgement its words")
{
    CHECK(checkGrounds({}, std::nullopt, "") == GroundsFault::NoGround);
    CHECK(checkGrounds({.visibleHighRisk = true}, std::nullopt, "") ==
          GroundsFault::DashIncomplete);
    CHECK(checkGrounds({.repeat = true}, std::nullopt, "") == GroundsFault::None);
    const std::string padded = std::string(kJudgementMin, ' ') + "short";
    CHECK(checkGrounds({.judgement = true}, std::nullopt, padded) == GroundsFault::JudgementShort);
}

TEST_CASE("three events within a year escalate, and one of them a day older does not count")
{
    const Date today = 2025y / 6 / 1;
    CHECK(isEscalating(std::vector<Date>{2024y / 6 / 2, 2025y / 1 / 1, today}, today));
    CHECK_FALSE(isEscalating(std::vector<Date>{2024y / 6 / 1, 2025y / 1 / 1, today}, today));
}

TEST_CASE("vector 11: age and care decide the route, and a birthday asks without moving")
{
    const Date today = 2025y / 6 / 1;
    CHECK(evvpRoute({2008y / 1 / 1, false}, today) == EvvpRoute::PreEvvp);
    CHECK(evvpRoute({2006y / 1 / 1, true}, today) == EvvpRoute::PreEvvp);
    CHECK(evvpRoute({2006y / 1 / 1, false}, today) == EvvpRoute::Evvp);

    const EvvpSubject turning{2007y / 6 / 1, false};
    CHECK_FALSE(routeToReview(EvvpRoute::PreEvvp, turning, 2025y / 5 / 31));
    CHECK(routeToReview(EvvpRoute::PreEvvp, turning, 2025y / 6 / 1) == EvvpRoute::Evvp);
    CHECK_FALSE(routeToReview(EvvpRoute::Evvp, turning, 2025y / 6 / 1));
    CHECK(routeToReview(EvvpRoute::Evvp, {2000y / 1 / 1, true}, today) == EvvpRoute::PreEvvp);
}

TEST_CASE("an age nobody knows decides no route, and asks for no review")
{
    CHECK_FALSE(evvpRoute({std::nullopt, false}, 2025y / 6 / 1));
    CHECK_FALSE(routeToReview(EvvpRoute::Evvp, {std::nullopt, false}, 2025y / 6 / 1));
    CHECK(evvpRoute({std::nullopt, true}, 2025y / 6 / 1) == EvvpRoute::PreEvvp);
}

TEST_CASE("vector 12: the first visit is due by risk")
{
    const Date start = 2025y / 6 / 2;
    CHECK(firstVisitDue({start, lapwing::schema::RiskLevel::High}) == 2025y / 6 / 17);
    CHECK(firstVisitDue({start, lapwing::schema::RiskLevel::VeryHigh}) == 2025y / 6 / 17);
    CHECK(firstVisitDue({start, lapwing::schema::RiskLevel::Medium}) == 2025y / 7 / 14);
    CHECK(firstVisitDue({start, lapwing::schema::RiskLevel::Low}) == 2025y / 8 / 25);
    CHECK(firstVisitDue({start, lapwing::schema::RiskLevel::Low, true}) == 2025y / 6 / 17);
    CHECK(firstVisitDue({start, lapwing::schema::RiskLevel::High}, {.highInWorkingDays = true}) ==
          2025y / 6 / 23);
}

TEST_CASE("new concerns bring the visit forward and never put it off")
{
    const Date start = 2025y / 6 / 2;
    CHECK(firstVisitDue({start, lapwing::schema::RiskLevel::Low, false, 2025y / 6 / 5}) ==
          2025y / 6 / 5);
    CHECK(firstVisitDue({start, lapwing::schema::RiskLevel::High, false, 2025y / 7 / 5}) ==
          2025y / 6 / 17);
}

TEST_CASE("the next visit is due by colour, and nobody visits who is inside")
{
    CHECK(nextVisitDue(2025y / 6 / 2, Colour::Red) == 2025y / 6 / 16);
    CHECK(nextVisitDue(2025y / 6 / 2, Colour::Amber) == 2025y / 6 / 30);
    CHECK(nextVisitDue(2025y / 6 / 2, Colour::Green) == 2025y / 7 / 28);
    CHECK_FALSE(nextVisitDue(2025y / 6 / 2, Colour::Blue));
}

TEST_CASE("vector 13: recall to custody makes Blue provisional, and release only proposes")
{
    const auto recalled = change(Colour::Red, Colour::Blue, BragBy::Officer, BragCause::Custody);
    CHECK(judgeColour(recalled) == BragAnswer{BragEffect::Provisional});
    auto confirmed = recalled;
    confirmed.by = BragBy::Panel;
    CHECK(judgeColour(confirmed) == BragAnswer{BragEffect::Set});

    CHECK(judgeColour(change(Colour::Blue, Colour::Red, BragBy::Officer, BragCause::Release)) ==
          BragAnswer{BragEffect::Proposed});
}

TEST_CASE("only a supervisor makes Red at once, and only for an arrest, recall or intelligence")
{
    const auto effect = [](BragBy by, BragCause cause) {
        return judgeColour(change(Colour::Green, Colour::Red, by, cause));
    };
    const BragAnswer refused{BragEffect::Refused, BragRefusal::PanelOnly};
    CHECK(effect(BragBy::Supervisor, BragCause::Arrest).effect == BragEffect::Provisional);
    CHECK(effect(BragBy::Supervisor, BragCause::SeriousIntelligence).effect ==
          BragEffect::Provisional);
    CHECK(effect(BragBy::Officer, BragCause::Arrest) == refused);
    CHECK(effect(BragBy::Supervisor, BragCause::PanelDecision) == refused);
    CHECK(judgeColour(change(Colour::Red, Colour::Green, BragBy::Supervisor, BragCause::Arrest)) ==
          refused);
}

TEST_CASE("a colour needs its dates, a reason and a review, even from the panel")
{
    const auto why = [](auto spoil) {
        auto c = change(Colour::Red, Colour::Blue, BragBy::Panel, BragCause::PanelDecision);
        spoil(c);
        return judgeColour(c).why;
    };
    CHECK(why([](auto&) {}) == BragRefusal::None);
    CHECK(why([](auto& c) { c.custodyFrom.reset(); }) == BragRefusal::NeedsCustodyDate);
    CHECK(why([](auto& c) { c.hasReason = false; }) == BragRefusal::NeedsReason);
    CHECK(why([](auto& c) { c.nextReview.reset(); }) == BragRefusal::NeedsReview);
    CHECK(why([](auto& c) { c.to = c.from; }) == BragRefusal::NoChange);
    auto out = change(Colour::Blue, Colour::Green, BragBy::Panel, BragCause::PanelDecision);
    out.released.reset();
    CHECK(judgeColour(out).why == BragRefusal::NeedsReleaseDate);
}

TEST_CASE("only the panel takes a person off the list, and only from Green or Red")
{
    const auto removal = [](Colour from, BragBy by) {
        return judgeColour(change(from, std::nullopt, by, BragCause::PanelDecision));
    };
    CHECK(removal(Colour::Green, BragBy::Panel).effect == BragEffect::Set);
    CHECK(removal(Colour::Red, BragBy::Panel).effect == BragEffect::Set);
    CHECK(removal(Colour::Amber, BragBy::Panel).why == BragRefusal::NotRemovable);
    CHECK(removal(Colour::Blue, BragBy::Panel).why == BragRefusal::NotRemovable);
    CHECK(removal(Colour::Green, BragBy::Supervisor).why == BragRefusal::PanelOnly);
}

TEST_CASE("vector 16: the six-week report is due 42 days after the last")
{
    const auto cssg = deadlineOf(DeadlineCode::CssgReport);
    REQUIRE(cssg);
    CHECK(dueDate(*cssg, 2025y / 1 / 6) == 2025y / 2 / 17);
}

TEST_CASE("the table holds every deadline once, in order, with a name of its own")
{
    const auto all = defaultDeadlines();
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(static_cast<std::size_t>(all[i].code) == i + 1);
        CHECK_FALSE(all[i].name.empty());
        for (std::size_t j = 0; j < i; ++j) CHECK(all[i].name != all[j].name);
    }
    CHECK(static_cast<std::size_t>(DeadlineCode::RetentionReview) == all.size());
    CHECK_FALSE(deadlineOf(static_cast<DeadlineCode>(99)));
}

TEST_CASE("deadlines before a meeting count working days backwards, over a bank holiday")
{
    const Date meeting = 2025y / 5 / 8; // Thursday; Monday 5 May is a holiday
    const auto due = [&](DeadlineCode code) { return dueDate(*deadlineOf(code), meeting); };
    CHECK(due(DeadlineCode::ResearchFinal) == 2025y / 5 / 6);
    CHECK(due(DeadlineCode::AgendaOut) == 2025y / 4 / 28);
    CHECK(due(DeadlineCode::ReferralCutOff) == 2025y / 4 / 25);
    CHECK(due(DeadlineCode::MinutesOut) == 2025y / 5 / 13);
}

TEST_CASE("days left are 0 on the day and negative once late")
{
    CHECK(daysLeft(2025y / 5 / 8, 2025y / 5 / 6) == 2);
    CHECK(daysLeft(2025y / 5 / 8, 2025y / 5 / 8) == 0);
    CHECK(daysLeft(2025y / 5 / 8, 2025y / 5 / 10) == -2);
}

TEST_CASE("a panel's own count replaces the default, and an absurd one does not")
{
    const std::vector<DeadlineSetting> settings{
        {DeadlineCode::MinutesOut, 5, DeadlineUnit::CalendarDays},
        {DeadlineCode::AgendaOut, -100000, DeadlineUnit::WorkingDays}};
    CHECK(dueDate(*deadlineOf(DeadlineCode::MinutesOut, settings), 2025y / 5 / 8) ==
          2025y / 5 / 13);
    CHECK(deadlineOf(DeadlineCode::MinutesOut, settings)->unit == DeadlineUnit::CalendarDays);
    CHECK(deadlineOf(DeadlineCode::AgendaOut, settings)->count == -7);
    CHECK(dueDate(*deadlineOf(DeadlineCode::AccessRequest), 2025y / 1 / 31) == 2025y / 2 / 28);
}

TEST_CASE("the catalogue of markers is the schema's vocabulary, word for word")
{
    using lapwing::schema::findType;
    const auto* type = findType("risk_marker");
    REQUIRE(type);
    const lapwing::schema::Vocabulary* words = nullptr;
    for (const auto& field : type->fields)
        if (field.vocabulary && field.vocabulary->name == "marker") words = field.vocabulary;
    REQUIRE(words);
    CHECK(words->codes.size() == markerRules().size());
    for (const auto& word : words->codes) {
        REQUIRE(markerRule(word.number));
        CHECK(markerRule(word.number)->number == word.number);
        CHECK(markerRule(word.number)->code == word.name);
    }
}

TEST_CASE("a marker is reviewed after its own months, and one nobody knows after the fewest")
{
    CHECK(markerReviewDue(1, 2024y / 11 / 30) == 2025y / 2 / 28);
    CHECK(markerReviewDue(2, 2024y / 11 / 30) == 2025y / 5 / 30);
    CHECK(markerReviewDue(32, 2024y / 11 / 30) == 2025y / 11 / 30);
    CHECK(markerReviewDue(99, 2024y / 11 / 30) == 2025y / 2 / 28);
}

TEST_CASE("risk to staff, weapons and very high risk ask for a supervisor before a visit")
{
    for (const std::uint32_t number : {6u, 10u, 11u})
        CHECK(visitNeedsApproval(std::vector<std::uint32_t>{1, number}));
    CHECK_FALSE(visitNeedsApproval(std::vector<std::uint32_t>{1, 7, 30}));
    CHECK_FALSE(visitNeedsApproval({}));
    CHECK(visitNeedsApproval(std::vector<std::uint32_t>{99}));
    CHECK(markerRule(30)->alerts);
    CHECK_FALSE(markerRule(11)->alerts);
}
