#include "client/work/repeat_prompt.h"

#include "shared/rules/same_person.h"
#include "shared/schema/meaning.h"
#include "sync/store/lists.h"

#include <algorithm>
#include <array>
#include <set>

namespace lapwing::work {

namespace {
/// Reads one record's fields by their names in the schema.
class Fields {
public:
    Fields(const schema::RecordType& type, const DisplayedRecord& form) : m_type(type), m_form(form)
    {
    }

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
    /// Whether `wanted` accepts any version; nothing filled in is asked as "".
    template <typename Wanted>
    [[nodiscard]] bool anyWord(std::string_view name, Wanted wanted) const
    {
        const auto& field = fieldOf(name);
        const auto values = all(name);
        return values.empty() ? wanted({}) : std::ranges::any_of(values, [&](const Value& value) {
            const auto* code =
                field.vocabulary->find(static_cast<std::uint32_t>(value.asInteger()));
            return wanted(code ? code->name : std::string_view{});
        });
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

std::vector<RecordId> refsIn(const std::vector<Value>& values)
{
    std::vector<RecordId> found;
    for (const auto& value : values) found.push_back(value.asRef());
    return found;
}

const schema::RecordType& typeNamed(std::string_view name)
{
    const auto* type = schema::findType(name);
    check(type != nullptr, "a type that a rule reads");
    return *type;
}

/// A referral of the reader's, and the case that it is in.
struct Told {
    rules::Referral referral;
    CaseId caseId;
};

Result<std::vector<Told>> referralsOf(store::Replica& replica, const std::set<CaseId>& cases)
{
    const auto& type = typeNamed("referral");
    std::vector<Told> found;
    for (const auto& caseId : cases) {
        LAPWING_ASSIGN(const auto records, replica.recordsOf(caseId));
        for (const auto& row : records) {
            if (row.type != type.number) continue;
            LAPWING_ASSIGN(const auto form, replica.display(row.key));
            const Fields fields(type, form);
            const auto submitted = fields.day("submitted_on");
            if (!submitted) continue;
            rules::Referral referral;
            referral.submitted = *submitted;
            referral.lastMeeting = fields.day("heard_on");
            referral.counts = fields.anyWord("state", counts);
            referral.victims = refsIn(fields.all("victim"));
            referral.perpetrators = fields.members("perpetrators");
            found.push_back({std::move(referral), caseId});
        }
    }
    return found;
}

std::string nameFolded(std::string_view name) { return schema::nameMeaning(name); }

Result<rules::PersonFacts> factsOf(store::Replica& replica, const RecordKey& record)
{
    const auto& type = typeNamed("person");
    rules::PersonFacts facts{record.id, {}, {}, {}, {}};
    const auto form = replica.display(record);
    if (!form.ok() && form.error().code == ErrorCode::NotFound) return facts;
    if (!form.ok()) return form.error();
    const Fields fields(type, *form);
    for (const auto& name : fields.all("legal_name"))
        facts.names.push_back(nameFolded(name.asText()));
    for (const auto& day : fields.all("dob")) facts.births.push_back(day.asInteger());
    for (const auto& number : fields.all("nhs_no"))
        facts.nhs.push_back(schema::referenceMeaning(number.asText()));
    for (const auto& number : fields.all("pnc_id"))
        facts.pnc.push_back(schema::referenceMeaning(number.asText()));
    return facts;
}

/// Who the incident is about, in every file that this reader holds: the records that are one
/// person, and the cases that have such a record.
struct People {
    std::map<RecordId, RecordId> stands;
    std::set<CaseId> cases;
    void unite(std::vector<RecordId>& records) const
    {
        for (auto& record : records)
            if (const auto at = stands.find(record); at != stands.end()) record = at->second;
    }
};

Result<People> peopleOf(store::Replica& replica, const Scope& scope,
                        const std::vector<RecordId>& named)
{
    const auto& type = typeNamed("person");
    std::vector<rules::PersonFacts> facts;
    for (const auto& record : named) {
        LAPWING_ASSIGN(auto known, factsOf(replica, {scope, record}));
        facts.push_back(std::move(known));
    }
    // A number may be all that two files have in common; without one a name must be, which the
    // list tells without opening a record.
    const bool numbered =
        std::ranges::any_of(facts, [](const auto& f) { return !f.nhs.empty() || !f.pnc.empty(); });
    const auto mayBe = [&](const store::ListedRow& row) {
        const auto& name = row.text(type, "legal_name");
        const auto folded = nameFolded(name);
        return numbered || name.empty() || std::ranges::any_of(facts, [&](const auto& f) {
                   return std::ranges::find(f.names, folded) != f.names.end();
               });
    };
    People people;
    if (named.empty()) return people;
    LAPWING_ASSIGN(const auto rows, store::listedRows(replica.database(), type));
    std::map<RecordId, CaseId> caseOf;
    for (const auto& row : rows) {
        if (!mayBe(row)) continue;
        caseOf.emplace(row.key.id, row.key.scope.caseId());
        if (std::ranges::find(named, row.key.id) != named.end()) continue;
        LAPWING_ASSIGN(auto known, factsOf(replica, row.key));
        const bool isOne = std::ranges::any_of(facts, [&](const auto& f) {
            return std::ranges::find(named, f.record) != named.end() &&
                   rules::isSamePerson(f, known);
        });
        if (isOne) facts.push_back(std::move(known));
    }
    people.stands = rules::onePersonEach(facts);
    for (const auto& [record, whom] : people.stands)
        if (const auto at = caseOf.find(record); at != caseOf.end())
            people.cases.insert(at->second);
    return people;
}

/// What is known of the incident, one for each day that may be its day.
std::vector<rules::Incident> incidentsIn(const Fields& fields, rules::Date today)
{
    rules::Incident incident;
    incident.disclosed = fields.day("disclosed_on").value_or(today);
    incident.victims = refsIn(fields.all("victim"));
    incident.perpetrators = fields.members("perpetrators");
    if (const auto criminal = fields.word("criminal"); !criminal.empty())
        incident.criminal = criminal == "yes";
    std::vector<rules::Incident> all;
    for (const auto& day : fields.all("occurred_on")) {
        incident.occurred = rules::dateOf(day.asInteger());
        all.push_back(incident);
    }
    if (all.empty()) all.push_back(incident);
    return all;
}

bool prompts(const rules::RepeatFinding& finding)
{
    return finding.kind == rules::RepeatKind::Repeat ||
           finding.kind == rules::RepeatKind::PromptOnly;
}
} // namespace

Result<std::vector<Notice>> repeatNotices(store::Replica& replica, const RecordKey& record,
                                          rules::Date today)
{
    const auto& type = typeNamed("incident");
    LAPWING_ASSIGN(const auto row, replica.record(record));
    if (row.type != type.number) return std::vector<Notice>{};
    LAPWING_ASSIGN(const auto form, replica.display(record));
    auto incidents = incidentsIn(Fields(type, form), today);

    auto named = incidents.front().victims;
    std::ranges::copy(incidents.front().perpetrators, std::back_inserter(named));
    LAPWING_ASSIGN(auto people, peopleOf(replica, record.scope, named));
    const auto caseId = record.scope.caseId();
    people.cases.insert(caseId);
    LAPWING_ASSIGN(auto told, referralsOf(replica, people.cases));
    std::vector<rules::Referral> referrals;
    for (auto& each : told) {
        people.unite(each.referral.victims);
        people.unite(each.referral.perpetrators);
        referrals.push_back(each.referral);
    }
    for (auto& incident : incidents) {
        people.unite(incident.victims);
        people.unite(incident.perpetrators);
        const auto finding = rules::findRepeat(referrals, incident);
        if (!prompts(finding)) continue;
        auto text = rules::explain(finding);
        const auto& from = told[finding.referral].caseId;
        if (from != caseId) {
            LAPWING_ASSIGN(const auto cases, replica.cases());
            const auto at = std::ranges::find(cases, from, &store::CaseRow::id);
            if (at != cases.end()) text += " That referral is in the file " + at->ref + ".";
        }
        return std::vector<Notice>{{"R-REP2", std::move(text)}};
    }
    return std::vector<Notice>{};
}

} // namespace lapwing::work
