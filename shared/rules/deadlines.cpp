#include "shared/rules/deadlines.h"

#include <algorithm>
#include <array>

namespace lapwing::rules {

namespace {

using enum DeadlineCode;
using enum DeadlineFrom;
using enum DeadlineUnit;

constexpr std::array<Deadline, 17> kDefaults{{
    {ReferralTriage, "referral_triage", ReferralSubmitted, 1, WorkingDays},
    {IdvaFirstAttempt, "idva_first_attempt", ReferralSubmitted, 1, WorkingDays},
    {ReferralCutOff, "referral_cut_off", Meeting, -8, WorkingDays},
    {AgendaOut, "agenda_out", Meeting, -7, WorkingDays},
    {ResearchFinal, "research_final", Meeting, -2, WorkingDays},
    {MinutesOut, "minutes_out", Meeting, 3, WorkingDays},
    {ActionChase, "action_chase", ActionDue, -2, CalendarDays},
    {ActionEscalate, "action_escalate", ActionDue, 5, CalendarDays},
    {TransferAcknowledge, "transfer_acknowledge", TransferSent, 5, WorkingDays},
    {RepeatPromptAnswer, "repeat_prompt_answer", RepeatPrompted, 2, WorkingDays},
    {NrmReasonableGrounds, "nrm_reasonable_grounds", NrmSubmitted, 5, WorkingDays},
    {BragReview, "brag_review", LastReview, 6, Months},
    {CssgReport, "cssg_report", LastReport, 42, CalendarDays},
    {SafeLivesReturn, "safelives_return", LastReport, 3, Months},
    {AccessRequest, "access_request", RequestReceived, 1, Months},
    {LegalHoldReview, "legal_hold_review", LastReview, 12, Months},
    {RetentionReview, "retention_review", LastActivity, 72, Months},
}};

} // namespace

std::span<const Deadline> defaultDeadlines() { return kDefaults; }

std::optional<Deadline> deadlineOf(DeadlineCode code, std::span<const DeadlineSetting> settings)
{
    const auto row = std::ranges::find(kDefaults, code, &Deadline::code);
    if (row == kDefaults.end()) return std::nullopt;
    Deadline found = *row;
    const auto set = std::ranges::find(settings, code, &DeadlineSetting::code);
    if (set != settings.end() && set->count >= -kDeadlineCountMax &&
        set->count <= kDeadlineCountMax) {
        found.count = set->count;
        found.unit = set->unit;
    }
    return found;
}

Date dueDate(const Deadline& deadline, Date event, OneOffDays oneOff)
{
    switch (deadline.unit) {
    case WorkingDays: return addWorkingDays(event, deadline.count, oneOff);
    case CalendarDays: return addDays(event, deadline.count);
    case Months: break;
    }
    return addMonths(event, deadline.count);
}

std::int64_t daysLeft(Date due, Date today) { return daysBetween(today, due); }

} // namespace lapwing::rules
