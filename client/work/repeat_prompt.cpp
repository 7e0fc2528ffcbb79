#include "client/work/repeat_prompt.h"

#include <algorithm>
#include <array>

namespace lapwing::work {

namespace {
/// Reads one record's fields by their names in the schema.
class Fields {
public:
    Fields(const schema::RecordType& type, const DisplayedRecord& form) : m_type(type), m_form(form) {}

    [[nodiscard]] std::vector<Value> all(std::string_view name) const
    {
        const auto& field = fieldOf(name);
        std::vector<Value> values;
        for (const auto& d : readRegister(field, m_form.read(field.wire()).shown()).distinct)
            if (d.value.kind != ValueKind::Cleared && !d.redacted && !d.newer)
                values.push_back(d.value);
        return values;
    }
    /// The latest of the days that stand there.
    [[nodiscard]] std::optional<rules::Date> day(std::string_view name) const
    {
        std::optional<std::int64_t> latest;
        for (const auto& value : all(name))
            latest = std::max(latest.value_or(value.asInteger()), value.asInteger());
        return latest ? std::optional(rules::dateOf(*latest)) : std::nullopt;
    }
    [[nodiscard]] std::string_view word(std::string_view name) const
    {
        const auto& field = fieldOf(name);
        const auto reading = readRegister(field, m_form.read(field.wire()).shown());
        if (!reading.value || reading.value->kind != ValueKind::Code) return {};
        const auto number = static_cast<std::uint32_t>(reading.value->asInteger());
        const auto* code = field.vocabulary->find(number);
        return code ? code->name : std::string_view{};
    }
    [[nodiscard]] std::vector<RecordId> members(std::string_view name) const
    {
        const auto& field = fieldOf(name);
        std::vector<RecordId> found;
        for (const auto& [place, siblings] : m_form.registers()) {
            if (place.first != field.wire() || place.second.size() != RecordId::kSize) continue;
            const auto reading = readRegister(field, siblings);
            if (reading.value && reading.value->asInteger() == 1)
                found.push_back(RecordId::from(place.second));
        }
        return found;
    }

private:
    [[nodiscard]] const schema::Field& fieldOf(std::string_view name) const
    {
        const auto* field = m_type.find(name);
        check(field != nullptr, "a field that a rule reads");
        return *field;
    }
    const schema::RecordType& m_type;
    const DisplayedRecord& m_form;
};

bool counts(std::string_view state)
{
    constexpr std::array<std::string_view, 3> kNot{"draft", "rejected", "withdrawn"};
    return std::ranges::find(kNot, state) == kNot.end();
}

/// One for each victim that stands in it; with `anyVictim`, one for whoever it is.
void addReferrals(const Fields& fields, bool anyVictim, std::vector<rules::Referral>& out)
{
    const auto submitted = fields.day("submitted_on");
    if (!submitted) return;
    rules::Referral referral;
    referral.submitted = *submitted;
    referral.lastMeeting = fields.day("heard_on");
    referral.counts = counts(fields.word("state"));
    referral.perpetrators = fields.members("perpetrators");
    const auto victims = fields.all("victim");
    if (anyVictim) out.push_back(referral);
    for (const auto& victim : victims) {
        if (anyVictim) break;
        referral.victim = victim.asRef();
        out.push_back(referral);
    }
}

Result<std::vector<rules::Referral>> referralsOf(store::Replica& replica, const CaseId& caseId,
                                                 bool anyVictim)
{
    const auto* type = schema::findType("referral");
    check(type != nullptr, "the schema's referral");
    std::vector<rules::Referral> found;
    LAPWING_ASSIGN(const auto records, replica.recordsOf(caseId));
    for (const auto& row : records) {
        if (row.type != type->number) continue;
        LAPWING_ASSIGN(const auto form, replica.display(row.key));
        addReferrals(Fields(*type, form), anyVictim, found);
    }
    return found;
}
} // namespace

Result<std::vector<Notice>> repeatNotices(store::Replica& replica, const RecordKey& record,
                                          rules::Date today)
{
    const auto* type = schema::findType("incident");
    check(type != nullptr, "the schema's incident");
    LAPWING_ASSIGN(const auto row, replica.record(record));
    if (row.type != type->number) return std::vector<Notice>{};
    LAPWING_ASSIGN(const auto form, replica.display(record));
    const Fields fields(*type, form);

    rules::Incident incident;
    incident.occurred = fields.day("occurred_on");
    incident.disclosed = fields.day("disclosed_on").value_or(today);
    incident.perpetrators = fields.members("perpetrators");
    if (const auto criminal = fields.word("criminal"); !criminal.empty())
        incident.criminal = criminal == "yes";
    const auto victims = fields.all("victim");
    // Nobody named: then it is taken to be about the person whom the case's referrals are about.
    if (!victims.empty()) incident.victim = victims.back().asRef();
    LAPWING_ASSIGN(const auto referrals,
                   referralsOf(replica, record.scope.caseId(), victims.empty()));
    const auto finding = rules::findRepeat(referrals, incident);
    const bool prompts = finding.kind == rules::RepeatKind::Repeat
                         || finding.kind == rules::RepeatKind::PromptOnly;
    if (!prompts) return std::vector<Notice>{};
    return std::vector<Notice>{{"R-REP2", rules::explain(finding)}};
}

} // namespace lapwing::work
