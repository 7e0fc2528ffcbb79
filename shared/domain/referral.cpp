#include "shared/domain/referral.h"

#include "shared/base/mutant.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/referral_fields.h"

namespace lapwing::domain {

namespace {
namespace referral = schema::referral;
namespace incident = schema::incident;

constexpr std::array kReferralReads{referral::state.field, referral::submittedOn.field,
                                    referral::heardOn.field, referral::victim.field,
                                    referral::perpetrators.field};
constexpr std::array kIncidentReads{incident::occurredOn.field, incident::disclosedOn.field,
                                    incident::victim.field, incident::criminal.field,
                                    incident::perpetrators.field};

bool isOut(referral::State state)
{
    return state == referral::State::Draft || state == referral::State::Rejected ||
           state == referral::State::Withdrawn;
}

template <class T>
std::vector<std::optional<T>> eachOf(const Shown<T>& shown)
{
    std::vector<std::optional<T>> found;
    for (const auto& said : shown.each()) found.emplace_back(said.value);
    if (found.empty()) found.emplace_back();
    return found;
}

std::optional<rules::Date> dateOf(const std::optional<schema::Day>& day)
{
    return day ? std::optional(rules::dateOf(day->days)) : std::nullopt;
}

/// One for each victim, day of submission and day of hearing that some version names.
void addVersions(const Facts& of, bool anyVictim, std::vector<rules::Referral>& out)
{
    rules::Referral one;
    one.counts = counts(of);
    one.perpetrators = of[referral::perpetrators];
    for (const auto& submitted : of[referral::submittedOn].each())
        for (const auto& heard : eachOf(of[referral::heardOn]))
            for (const auto& victim : eachOf(of[referral::victim])) {
                if (!victim && !anyVictim) continue;
                one.submitted = rules::dateOf(submitted.value.days);
                one.lastMeeting = dateOf(heard);
                one.victim = anyVictim ? RecordId{} : *victim;
                out.push_back(one);
            }
}

bool prompts(const rules::RepeatFinding& finding)
{
    return finding.kind == rules::RepeatKind::Repeat ||
           finding.kind == rules::RepeatKind::PromptOnly;
}

/// What is crime to every version, or not known to be one.
std::optional<bool> criminalOf(const Facts& of)
{
    const auto criminal = of[incident::criminal];
    if (criminal.is(schema::YesNo::Yes)) return true;
    if (criminal.is(schema::YesNo::No)) return false;
    return std::nullopt;
}
} // namespace

std::span<const schema::Field> referralReads() { return kReferralReads; }
std::span<const schema::Field> incidentReads() { return kIncidentReads; }

bool counts(const Facts& of)
{
    const auto state = of[referral::state];
    if (mutant("referral-out-by-one")) return state.empty() || !state.any(isOut);
    return !state.all(isOut);
}

std::optional<rules::RepeatFinding> repeatOf(const Facts& of, std::span<const Facts> referrals,
                                             rules::Date today,
                                             const rules::RepeatSettings& settings)
{
    const auto victims = eachOf(of[incident::victim]);
    std::optional<rules::RepeatFinding> best;
    for (const auto& victim : victims) {
        std::vector<rules::Referral> earlier;
        for (const auto& one : referrals) addVersions(one, !victim, earlier);
        for (const auto& occurred : eachOf(of[incident::occurredOn]))
            for (const auto& disclosed : eachOf(of[incident::disclosedOn])) {
                const rules::Incident now{dateOf(occurred), dateOf(disclosed).value_or(today),
                                          victim.value_or(RecordId{}), of[incident::perpetrators],
                                          criminalOf(of)};
                auto finding = rules::findRepeat(earlier, now, settings);
                if (!prompts(finding)) continue;
                if (!best || best->kind == rules::RepeatKind::PromptOnly) best = std::move(finding);
            }
    }
    return best;
}

} // namespace lapwing::domain
