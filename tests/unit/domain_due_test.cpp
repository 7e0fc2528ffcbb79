// What is due on a case: the vectors of the rules, asked of facts, and each with two versions.
#include "shared/domain/due.h"
#include "shared/schema/action_fields.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/meeting_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/referral_fields.h"
#include "tests/support/domain_scene.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::domain;
using namespace lapwing::test;
using namespace std::chrono_literals;
using rules::Date;

namespace {
schema::Day dayOf(Date date) { return {rules::dayOf(date)}; }
schema::Instant instantOf(Date date) { return {rules::dayOf(date) * 86'400'000}; }

/// A case of one panel, to which records are added.
struct CaseScene : Scene {
    RecordId file = make(sc::casefile::type, carol);
    sc::Panel panel = sc::Panel::Iom;
    Date today = 2025y / 6 / 10;

    [[nodiscard]] std::vector<Due> due() const
    {
        const auto of = caseAround(*this, file, panel);
        REQUIRE(of);
        return dueOn(*of,
                     {today, [](schema::Instant at) { return rules::dateOf(at.ms / 86'400'000); }});
    }
    [[nodiscard]] std::vector<Due> of(DueKind kind) const
    {
        auto all = due();
        std::erase_if(all, [&](const Due& one) { return one.kind != kind; });
        return all;
    }
    /// The day of the only one of its kind.
    [[nodiscard]] std::optional<Date> on(DueKind kind) const
    {
        const auto all = of(kind);
        if (all.empty()) return std::nullopt;
        REQUIRE(all.size() == 1);
        return all.front().on;
    }
};
} // namespace

TEST_CASE("an action is due on the earliest day that stands, until every version says it is over")
{
    CaseScene scene;
    namespace a = sc::action;
    const auto action = scene.make(a::type, scene.carol);
    scene.put(action, a::status, a::Status::Agreed, scene.carol);
    CHECK(scene.of(DueKind::ActionDue).empty());
    scene.put(action, a::due, dayOf(2025y / 6 / 20), scene.carol);
    CHECK(scene.on(DueKind::ActionDue) == 2025y / 6 / 20);
    CHECK(scene.of(DueKind::ActionEscalate).empty());
    scene.also(action, a::due, dayOf(2025y / 6 / 4), scene.ben);
    CHECK(scene.on(DueKind::ActionDue) == 2025y / 6 / 4);
    CHECK(scene.on(DueKind::ActionEscalate) == 2025y / 6 / 9);
    scene.also(action, a::status, a::Status::Completed, scene.ben);
    CHECK(scene.on(DueKind::ActionDue) == 2025y / 6 / 4);
    scene.put(action, a::status, a::Status::Completed, scene.ben);
    CHECK(scene.due().empty());
}

TEST_CASE("vector 12: the first visit is due by the highest risk that stands, from the first start")
{
    CaseScene scene;
    namespace c = sc::casefile;
    scene.put(scene.file, c::supervisionStart, dayOf(2025y / 6 / 2), scene.carol);
    CHECK(scene.on(DueKind::FirstVisit) == 2025y / 6 / 17); // not assessed: as high
    scene.put(scene.file, c::riskLevel, schema::RiskLevel::Low, scene.carol);
    CHECK(scene.on(DueKind::FirstVisit) == 2025y / 8 / 25);
    scene.also(scene.file, c::riskLevel, schema::RiskLevel::Medium, scene.ben);
    CHECK(scene.on(DueKind::FirstVisit) == 2025y / 7 / 14);
    scene.also(scene.file, c::supervisionStart, dayOf(2025y / 6 / 1), scene.ben);
    CHECK(scene.on(DueKind::FirstVisit) == 2025y / 7 / 13);
    const auto marker = scene.marker(schema::MarkerCode::STRG);
    CHECK(scene.on(DueKind::FirstVisit) == 2025y / 7 / 13);
    scene.also(marker, schema::marker::code, schema::MarkerCode::ARSO, scene.ben);
    CHECK(scene.on(DueKind::FirstVisit) == 2025y / 6 / 16);
    scene.panel = sc::Panel::DaMarac;
    CHECK(scene.of(DueKind::FirstVisit).empty());
}

TEST_CASE("the next visit is due by the colour that asks sooner, from the last that was made")
{
    CaseScene scene;
    namespace v = sc::visit;
    const auto visit = [&](Date day, v::State state) {
        const auto id = scene.make(v::type, scene.amara);
        scene.put(id, v::state, state, scene.amara);
        scene.put(id, v::arrivedAt, instantOf(day), scene.amara);
        return id;
    };
    scene.put(scene.file, sc::casefile::colour, schema::Colour::Green, scene.carol);
    visit(2025y / 5 / 1, v::State::Recorded);
    const auto last = visit(2025y / 6 / 2, v::State::Recorded);
    visit(2025y / 6 / 9, v::State::Ready);
    CHECK(scene.on(DueKind::NextVisit) == 2025y / 7 / 28);
    scene.also(scene.file, sc::casefile::colour, schema::Colour::Amber, scene.ben);
    CHECK(scene.on(DueKind::NextVisit) == 2025y / 6 / 30);
    scene.also(last, v::arrivedAt, instantOf(2025y / 6 / 1), scene.ben);
    CHECK(scene.on(DueKind::NextVisit) == 2025y / 6 / 29);
    scene.put(scene.file, sc::casefile::colour, schema::Colour::Blue, scene.carol);
    CHECK(scene.of(DueKind::NextVisit).empty());
}

TEST_CASE("vector 13: custody by any version asks for Blue, and for the day it began")
{
    CaseScene scene;
    namespace c = sc::casefile;
    scene.put(scene.file, c::colour, schema::Colour::Red, scene.carol);
    scene.put(scene.file, c::inCustody, schema::YesNoUnknown::No, scene.carol);
    CHECK(scene.due().empty());
    scene.also(scene.file, c::inCustody, schema::YesNoUnknown::Yes, scene.ben);
    CHECK(scene.of(DueKind::CustodyDate).size() == 1);
    scene.put(scene.file, c::custodyFrom, dayOf(2025y / 6 / 1), scene.ben);
    CHECK(scene.of(DueKind::CustodyDate).empty());
    CHECK(scene.of(DueKind::CustodyColour).size() == 1);
    scene.also(scene.file, c::colour, schema::Colour::Blue, scene.ben);
    CHECK(scene.of(DueKind::CustodyColour).size() == 1);
    scene.put(scene.file, c::colour, schema::Colour::Blue, scene.ben);
    CHECK(scene.due().empty());
}

TEST_CASE("vector 11: a birthday or care asks for the other route, if any version has it")
{
    CaseScene scene;
    namespace p = sc::person;
    scene.panel = sc::Panel::PreEvvp;
    const auto subject = scene.make(p::type, scene.carol);
    scene.at(scene.file)
        .add(sc::casefile::subjects.wire(), Bytes(subject.view().begin(), subject.view().end()),
             {Value::integer(1), scene.carol, true, {}});
    CHECK(scene.of(DueKind::RouteReview).empty()); // an age that nobody knows
    scene.put(subject, p::dob, dayOf(2007y / 6 / 11), scene.carol);
    CHECK(scene.of(DueKind::RouteReview).empty());
    scene.also(subject, p::dob, dayOf(2007y / 6 / 10), scene.ben);
    CHECK(scene.of(DueKind::RouteReview) ==
          std::vector{Due{DueKind::RouteReview, subject, std::nullopt}});
    scene.put(subject, p::careExperienced, schema::YesNoUnknown::Yes, scene.carol);
    CHECK(scene.of(DueKind::RouteReview).empty());
    scene.panel = sc::Panel::Evvp;
    scene.also(subject, p::careExperienced, schema::YesNoUnknown::No, scene.ben);
    CHECK(scene.of(DueKind::RouteReview).size() == 1);
}

TEST_CASE("vector 6: a referral on high risk asks for its DASH, on judgement for its words")
{
    CaseScene scene;
    namespace r = sc::referral;
    scene.panel = sc::Panel::DaMarac;
    const auto referral = scene.make(r::type, scene.carol);
    const auto claims = [&](r::Criterion criterion) {
        const auto key = schema::keyOf(criterion);
        scene.at(referral).add(r::criteria.wire(), key, {Value::integer(1), scene.carol, true, {}});
    };
    scene.put(referral, r::state, r::State::Submitted, scene.carol);
    scene.put(referral, r::submittedOn, dayOf(2025y / 6 / 6), scene.carol); // a Friday
    CHECK(scene.on(DueKind::ReferralTriage) == 2025y / 6 / 9);
    CHECK(scene.of(DueKind::Grounds).empty());
    claims(r::Criterion::VisibleHighRisk);
    CHECK(scene.of(DueKind::Grounds).size() == 1);
    scene.put(referral, r::assessmentKind, r::AssessmentKind::Dash24, scene.carol);
    scene.put(referral, r::assessmentScore, std::int64_t{13}, scene.carol);
    CHECK(scene.of(DueKind::Grounds).size() == 1);
    scene.also(referral, r::assessmentScore, std::int64_t{14}, scene.ben);
    CHECK(scene.of(DueKind::Grounds).empty());
    claims(r::Criterion::ProfessionalJudgement);
    CHECK(scene.of(DueKind::Grounds).size() == 1);
    scene.put(referral, r::judgementReason, std::string(40, 'x'), scene.carol);
    CHECK(scene.of(DueKind::Grounds).empty());
    scene.also(referral, r::submittedOn, dayOf(2025y / 6 / 4), scene.ben);
    CHECK(scene.on(DueKind::ReferralTriage) == 2025y / 6 / 5);
    scene.put(referral, r::state, r::State::Accepted, scene.carol);
    CHECK(scene.due().empty());
    scene.also(referral, r::state, r::State::Submitted, scene.ben);
    CHECK(scene.of(DueKind::ReferralTriage).size() == 1);
}

TEST_CASE("three events within a year ask for a referral on escalation, by any version")
{
    CaseScene scene;
    namespace i = sc::incident;
    scene.panel = sc::Panel::DaMarac;
    std::vector<RecordId> all;
    for (const auto day : {Date(2024y / 6 / 10), Date(2025y / 1 / 1), Date(2025y / 6 / 1)}) {
        all.push_back(scene.make(i::type, scene.carol));
        scene.put(all.back(), i::occurredOn, dayOf(day), scene.carol);
    }
    CHECK(scene.of(DueKind::Escalation).empty());
    scene.also(all.front(), i::occurredOn, dayOf(2024y / 6 / 11), scene.ben);
    CHECK(scene.of(DueKind::Escalation).size() == 1);
    const auto referral = scene.make(sc::referral::type, scene.carol);
    scene.at(referral).add(sc::referral::criteria.wire(),
                           schema::keyOf(sc::referral::Criterion::Escalation),
                           {Value::integer(1), scene.carol, true, {}});
    CHECK(scene.of(DueKind::Escalation).empty());
}

TEST_CASE("reviews are due on the earliest day, a marker's by the code that asks soonest")
{
    CaseScene scene;
    namespace c = sc::casefile;
    scene.put(scene.file, c::reviewDue, dayOf(2025y / 9 / 1), scene.carol);
    scene.also(scene.file, c::reviewDue, dayOf(2025y / 8 / 1), scene.ben);
    scene.put(scene.file, c::colourReviewDue, dayOf(2025y / 7 / 1), scene.carol);
    CHECK(scene.on(DueKind::CaseReview) == 2025y / 8 / 1);
    CHECK(scene.on(DueKind::ColourReview) == 2025y / 7 / 1);
    const auto marker = scene.marker(schema::MarkerCode::ADVV); // six months
    scene.put(marker, sc::marker::start, dayOf(2024y / 11 / 30), scene.carol);
    CHECK(scene.on(DueKind::MarkerReview) == 2025y / 5 / 30);
    scene.also(marker, sc::marker::code, schema::MarkerCode::ADVP, scene.ben); // three
    CHECK(scene.on(DueKind::MarkerReview) == 2025y / 2 / 28);
    scene.put(marker, sc::marker::reviewDue, dayOf(2025y / 6 / 30), scene.carol);
    CHECK(scene.on(DueKind::MarkerReview) == 2025y / 6 / 30);
    CHECK(scene.due().front().kind == DueKind::MarkerReview); // in order of day
}

TEST_CASE("a meeting asks for its papers by working days, from the earliest day that stands")
{
    Scene scene;
    namespace m = sc::meeting;
    const auto meeting = scene.make(m::type, scene.carol);
    CHECK(dueFor(scene.at(meeting)).empty());
    scene.put(meeting, m::heldOn, dayOf(2025y / 6 / 19), scene.carol);
    const auto days = [&] {
        std::vector<std::optional<Date>> all;
        for (const auto& due : dueFor(scene.at(meeting))) all.push_back(due.on);
        return all;
    };
    CHECK(days() == std::vector<std::optional<Date>>{2025y / 6 / 9, 2025y / 6 / 10, 2025y / 6 / 17,
                                                     2025y / 6 / 24});
    scene.also(meeting, m::heldOn, dayOf(2025y / 6 / 18), scene.ben);
    scene.put(meeting, m::agendaDue, dayOf(2025y / 6 / 12), scene.carol);
    CHECK(days() == std::vector<std::optional<Date>>{2025y / 6 / 6, 2025y / 6 / 12, 2025y / 6 / 16,
                                                     2025y / 6 / 23});
    scene.put(meeting, m::state, m::State::MinutesIssued, scene.carol);
    CHECK(days().size() == 3);
    scene.put(meeting, m::state, m::State::Cancelled, scene.carol);
    CHECK(days().empty());
}
