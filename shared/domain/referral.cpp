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

std::vector<RecordId> namesIn(const Shown<RecordId>& shown)
{
    std::vector<RecordId> found;
    for (const auto& said : shown.each()) found.push_back(said.value);
    return found;
}

std::vector<RecordId> united(std::vector<RecordId> records, const OnePerson& people)
{
    for (auto& record : records)
        if (const auto at = people.find(record); at != people.end()) record = at->second;
    return records;
}

/// One for each day of submission and of hearing that some version names.
void addVersions(const Facts& of, const OnePerson& people, std::vector<rules::Referral>& out)
{
    rules::Referral one;
    one.counts = counts(of);
    one.victims = united(namesIn(of[referral::victim]), people);
    one.perpetrators = united(of[referral::perpetrators], people);
    for (const auto& submitted : of[referral::submittedOn].each())
        for (const auto& heard : eachOf(of[referral::heardOn])) {
            one.submitted = rules::dateOf(submitted.value.days);
            one.lastMeeting = dateOf(heard);
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

std::vector<RecordId> namedIn(const Facts& of)
{
    auto named = namesIn(of[incident::victim]);
    std::ranges::copy(of[incident::perpetrators], std::back_inserter(named));
    return named;
}

std::optional<rules::RepeatFinding> repeatOf(const Facts& of, std::span<const Facts> referrals,
                                             const OnePerson& people, rules::Date today,
                                             const rules::RepeatSettings& settings)
{
    std::vector<rules::Referral> earlier;
    std::vector<std::size_t> from; // which referral each version is of
    for (std::size_t i = 0; i < referrals.size(); ++i) {
        addVersions(referrals[i], people, earlier);
        from.resize(earlier.size(), i);
    }
    std::optional<rules::RepeatFinding> best;
    for (const auto& occurred : eachOf(of[incident::occurredOn]))
        for (const auto& disclosed : eachOf(of[incident::disclosedOn])) {
            const rules::Incident now{dateOf(occurred), dateOf(disclosed).value_or(today),
                                      united(namesIn(of[incident::victim]), people),
                                      united(of[incident::perpetrators], people), criminalOf(of)};
            auto finding = rules::findRepeat(earlier, now, settings);
            if (!prompts(finding)) continue;
            finding.referral = from[finding.referral];
            if (!best || best->kind == rules::RepeatKind::PromptOnly) best = std::move(finding);
        }
    return best;
}

} // namespace lapwing::domain
