#include "shared/domain/due.h"

#include "shared/base/mutant.h"
#include "shared/domain/marker.h"
#include "shared/domain/referral.h"
#include "shared/domain/visit.h"
#include "shared/rules/dash.h"
#include "shared/rules/deadlines.h"
#include "shared/rules/evvp_route.h"
#include "shared/rules/markers.h"
#include "shared/rules/visit_timescale.h"
#include "shared/schema/action_fields.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/meeting_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/referral_fields.h"
#include "shared/schema/visit_fields.h"

namespace lapwing::domain {

namespace {
namespace action = schema::action;
namespace casefile = schema::casefile;
namespace marker = schema::marker;
namespace meeting = schema::meeting;
namespace person = schema::person;
namespace referral = schema::referral;
using rules::Date;
using rules::DeadlineCode;

using Day = std::optional<Date>;

Day earlier(const Day& a, const Day& b)
{
    if (!a || !b) return a ? a : b;
    if (mutant("latest-deadline-counts")) return std::max(*a, *b);
    return std::min(*a, *b);
}

Day earliest(const Shown<schema::Day>& days)
{
    Day first;
    for (const auto& said : days.each()) first = earlier(first, rules::dateOf(said.value.days));
    return first;
}

Day byRule(DeadlineCode code, const Day& event)
{
    const auto deadline = rules::deadlineOf(code);
    return event && deadline ? Day(rules::dueDate(*deadline, *event)) : std::nullopt;
}

/// What is found, one after the other.
struct DueList {
    std::vector<Due> all;
    void add(DueKind kind, const Facts& of, const Day& on)
    {
        if (on) all.push_back({kind, of.record(), on});
    }
    void addNow(DueKind kind, const Facts& of) { all.push_back({kind, of.record(), std::nullopt}); }
};

void addAction(const Facts& of, Date today, DueList& out)
{
    const bool isOver = of[action::status].all([](action::Status status) {
        return status == action::Status::Completed || status == action::Status::NotCompleted ||
               status == action::Status::Superseded;
    });
    const auto due = earliest(of[action::due]);
    if (isOver || !due) return;
    out.add(DueKind::ActionDue, of, due);
    if (*due < today)
        out.add(DueKind::ActionEscalate, of, byRule(DeadlineCode::ActionEscalate, due));
}

/// Each code of either kind has a time of its own.
Day markerReview(const Facts& of)
{
    if (isEnded(of)) return std::nullopt;
    const auto set = earliest(of[marker::reviewDue]);
    const auto start = earliest(of[marker::start]);
    if (set || !start) return set;
    Day due;
    const auto add = [&](const Shown<schema::MarkerCode>& codes) {
        for (const auto& said : codes.each())
            due = earlier(due,
                          rules::markerReviewDue(static_cast<std::uint32_t>(said.value), *start));
        if (codes.hasUnreadable()) due = earlier(due, rules::markerReviewDue(0, *start));
    };
    add(of[marker::code]);
    add(of[marker::confidentialCode]);
    return due;
}

/// The days of the visits that were made, each by its earliest version; the last of them.
Day lastVisit(const CaseFacts& of, const Calendar& calendar)
{
    Day last;
    for (const auto& each : of.visits) {
        Day day;
        for (const auto& said : each[schema::visit::arrivedAt].each())
            day = earlier(day, calendar.dayOf(said.value));
        if (isPlanned(each) || !day) continue;
        last = last ? std::max(*last, *day) : *day;
    }
    return last;
}

schema::RiskLevel riskOf(const Facts& file)
{
    const auto shown = file[casefile::riskLevel];
    if (shown.hasUnreadable()) return schema::RiskLevel::VeryHigh;
    if (shown.each().empty()) return rules::FirstVisit{}.rosh;
    schema::RiskLevel highest = schema::RiskLevel::Low;
    for (const auto& said : shown.each()) highest = std::max(highest, said.value);
    return mutant("risk-takes-first") ? shown.each().begin()->value : highest;
}

bool isSexOffenderOrCse(const Facts& of)
{
    return !isEnded(of) && of[marker::code].any([](schema::MarkerCode code) {
        return code == schema::MarkerCode::ARSO || code == schema::MarkerCode::CSEP;
    });
}

void addVisits(const CaseFacts& of, const Calendar& calendar, DueList& out)
{
    if (of.panel != schema::Panel::Iom) return;
    const auto colour = of.file[casefile::colour];
    const auto last = lastVisit(of, calendar);
    if (last) {
        Day due;
        for (const auto& said : colour.each())
            due = earlier(due, rules::nextVisitDue(*last, said.value));
        if (colour.hasUnreadable())
            due = earlier(due, rules::nextVisitDue(*last, rules::Colour::Red));
        out.add(DueKind::NextVisit, of.file, due);
        return;
    }
    const auto start = earliest(of.file[casefile::supervisionStart]);
    if (!start || colour.is(schema::Colour::Blue)) return;
    const bool high = std::ranges::any_of(of.markers, isSexOffenderOrCse);
    out.add(DueKind::FirstVisit, of.file,
            rules::firstVisitDue({*start, riskOf(of.file), high, std::nullopt}));
}

/// Custody makes Blue, until the next panel (R-I2).
void addCustody(const CaseFacts& of, Date today, DueList& out)
{
    if (of.panel != schema::Panel::Iom) return;
    const auto colour = of.file[casefile::colour];
    if (!of.file[casefile::inCustody].mayBe(schema::YesNoUnknown::Yes)) return;
    if (colour.is(schema::Colour::Blue)) return;
    rules::BragChange change;
    for (const auto& said : colour.each())
        if (said.value != schema::Colour::Blue) change.from = said.value;
    change.to = rules::Colour::Blue;
    change.cause = rules::BragCause::Custody;
    change.custodyFrom = earliest(of.file[casefile::custodyFrom]);
    change.nextReview = today; // that and the reason are asked for when it is set
    change.hasReason = true;
    const auto answer = rules::judgeColour(change);
    if (answer.why == rules::BragRefusal::NeedsCustodyDate)
        out.addNow(DueKind::CustodyDate, of.file);
    else if (answer.effect != rules::BragEffect::Refused)
        out.addNow(DueKind::CustodyColour, of.file);
}

void addRoute(const CaseFacts& of, Date today, DueList& out)
{
    const bool pre = of.panel == schema::Panel::PreEvvp;
    if (!pre && of.panel != schema::Panel::Evvp) return;
    const auto present = pre ? rules::EvvpRoute::PreEvvp : rules::EvvpRoute::Evvp;
    const auto subjects = of.file[casefile::subjects];
    for (const auto& each : of.people) {
        if (std::ranges::find(subjects, each.record()) == subjects.end()) continue;
        rules::EvvpSubject subject;
        subject.careExperienced = each[person::careExperienced].mayBe(schema::YesNoUnknown::Yes);
        bool asks = rules::routeToReview(present, subject, today).has_value();
        for (const auto& said : each[person::dob].each()) {
            subject.born = rules::dateOf(said.value.days);
            asks = asks || rules::routeToReview(present, subject, today).has_value();
        }
        if (asks) out.addNow(DueKind::RouteReview, each);
    }
}

rules::Grounds groundsOf(const Facts& of)
{
    using enum referral::Criterion;
    rules::Grounds grounds;
    for (const auto criterion : of[referral::criteria]) {
        grounds.visibleHighRisk = grounds.visibleHighRisk || criterion == VisibleHighRisk;
        grounds.judgement = grounds.judgement || criterion == ProfessionalJudgement;
        grounds.escalation = grounds.escalation || criterion == Escalation;
        grounds.repeat = grounds.repeat || criterion == Repeat;
        grounds.local = grounds.local || criterion == HonourBased || criterion == SelfHarm ||
                        criterion == Local;
    }
    return grounds;
}

/// The band by every version of the score, as far as it is a DASH's.
std::optional<rules::DashBand> bandOf(const Facts& of)
{
    const bool isDash = of[referral::assessmentKind].all([](referral::AssessmentKind kind) {
        return kind == referral::AssessmentKind::Dash24 ||
               kind == referral::AssessmentKind::Dash27Police;
    });
    std::optional<rules::DashBand> highest;
    for (const auto& said : of[referral::assessmentScore].each())
        highest =
            std::max(highest.value_or(rules::DashBand::Standard), rules::dashBand(said.value));
    return isDash ? highest : std::nullopt;
}

/// Until it is decided, what the criteria ask for has to be there.
bool lacksGrounds(const Facts& of)
{
    const auto waits = [](referral::State state) {
        return state == referral::State::Draft || state == referral::State::Submitted ||
               state == referral::State::ReturnedForInfo;
    };
    const auto state = of[referral::state];
    if (!state.empty() && !state.any(waits)) return false;
    if (of[referral::criteria].empty()) return false; // none, or none that this reader holds
    std::string longest;
    for (const auto& said : of[referral::judgementReason].each())
        if (said.value.size() > longest.size()) longest = said.value;
    const auto fault = rules::checkGrounds(groundsOf(of), bandOf(of), longest);
    return fault != rules::GroundsFault::None;
}

void addReferrals(const CaseFacts& of, Date today, DueList& out)
{
    bool escalated = false;
    for (const auto& each : of.referrals) {
        if (each[referral::state].mayBe(referral::State::Submitted))
            out.add(DueKind::ReferralTriage, each,
                    byRule(DeadlineCode::ReferralTriage, earliest(each[referral::submittedOn])));
        if (lacksGrounds(each)) out.addNow(DueKind::Grounds, each);
        escalated = escalated || (counts(each) && groundsOf(each).escalation);
    }
    // An event counts by the version that is nearest: none is missed for a conflict.
    std::vector<Date> events;
    for (const auto& each : of.incidents) {
        Day nearest;
        for (const auto& said : each[schema::incident::occurredOn].each()) {
            const auto day = rules::dateOf(said.value.days);
            if (day <= today) nearest = nearest ? std::max(*nearest, day) : day;
        }
        if (nearest) events.push_back(*nearest);
    }
    const bool isMarac = of.panel == schema::Panel::DaMarac || of.panel == schema::Panel::CMarac;
    if (isMarac && !escalated && rules::isEscalating(events, today))
        out.addNow(DueKind::Escalation, of.file);
}

void sort(std::vector<Due>& all)
{
    std::ranges::sort(all, {}, [](const Due& due) {
        const auto day = due.on ? rules::dayOf(*due.on) : INT64_MIN;
        return std::tuple(day, due.kind, due.record);
    });
}
} // namespace

std::optional<CaseFacts> caseAround(const Around& around, const RecordId& file, schema::Panel panel)
{
    auto record = around.record(file);
    if (!record || !record->isOf(casefile::type) || record->isGone()) return std::nullopt;
    return CaseFacts{std::move(*record),
                     panel,
                     around.all(person::type),
                     around.all(referral::type),
                     around.all(schema::incident::type),
                     around.all(action::type),
                     around.all(schema::visit::type),
                     around.all(marker::type)};
}

std::vector<Due> dueOn(const CaseFacts& of, const Calendar& calendar)
{
    DueList out;
    for (const auto& each : of.actions) addAction(each, calendar.today, out);
    for (const auto& each : of.markers) out.add(DueKind::MarkerReview, each, markerReview(each));
    out.add(DueKind::CaseReview, of.file, earliest(of.file[casefile::reviewDue]));
    out.add(DueKind::ColourReview, of.file, earliest(of.file[casefile::colourReviewDue]));
    addReferrals(of, calendar.today, out);
    addVisits(of, calendar, out);
    addCustody(of, calendar.today, out);
    addRoute(of, calendar.today, out);
    sort(out.all);
    return std::move(out.all);
}

std::vector<Due> dueFor(const Facts& of)
{
    DueList out;
    const auto state = of[meeting::state];
    if (state.is(meeting::State::Cancelled)) return {};
    const auto held = earliest(of[meeting::heldOn]);
    const auto add = [&](DueKind kind, DeadlineCode code, const Day& set) {
        out.add(kind, of, set ? set : byRule(code, held));
    };
    add(DueKind::ReferralCutOff, DeadlineCode::ReferralCutOff,
        earliest(of[meeting::referralCutoff]));
    add(DueKind::AgendaOut, DeadlineCode::AgendaOut, earliest(of[meeting::agendaDue]));
    add(DueKind::ResearchFinal, DeadlineCode::ResearchFinal, std::nullopt);
    if (!state.is(meeting::State::MinutesIssued))
        add(DueKind::MinutesOut, DeadlineCode::MinutesOut, earliest(of[meeting::minutesDue]));
    sort(out.all);
    return std::move(out.all);
}

} // namespace lapwing::domain
