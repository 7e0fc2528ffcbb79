#include "server-stub/service/whole_case.h"

#include "shared/domain/said_of_people.h"
#include "sync/log/merge.h"

#include <set>

namespace lapwing::hub {

using domain::Facts;

Result<std::optional<Facts>> WholeCase::read(const RecordId& record) const
{
    LAPWING_ASSIGN(const auto form,
                   m_core.registers.display(RecordKey{Scope::ofCase(m_case), record}));
    if (!form) return std::optional<Facts>{};
    Facts facts(record, form->type());
    const auto* type = schema::findType(form->type());
    const bool kept = type && schema::isKeptUntilConfirmed(*type);
    facts.setGone(lifeOf(form->registers(), kept) == Life::Retired);
    for (const auto& [place, siblings] : form->registers())
        for (const auto& s : siblings)
            facts.add(place.first, place.second,
                      {s.value, PersonId{}, !s.redacted && !s.newer, {s.dot.actor, s.dot.ctr}});
    return std::optional(std::move(facts));
}

Result<std::vector<Facts>> WholeCase::readAll(std::uint16_t type) const
{
    std::set<RecordId> ids;
    LAPWING_ASSIGN(const auto strands, m_core.strands.strandsOfCase(m_case));
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const auto records, m_core.registers.shownRecords(strand.ix));
        for (const auto& record : records)
            if (record.type == type) ids.insert(record.id);
    }
    std::vector<Facts> found;
    for (const auto& id : ids) {
        LAPWING_ASSIGN(auto facts, read(id));
        if (facts && !facts->isGone()) found.push_back(std::move(*facts));
    }
    return found;
}

std::optional<Facts> WholeCase::record(const RecordId& record) const
{
    auto facts = read(record);
    if (facts.ok()) return std::move(facts).value();
    m_error = facts.error();
    return std::nullopt;
}

std::vector<Facts> WholeCase::all(const schema::RecordType& type) const
{
    auto found = readAll(type.number);
    if (found.ok()) return std::move(found).value();
    m_error = found.error();
    return {};
}

std::vector<Facts> WholeCase::referring(const schema::RecordType& type,
                                        const schema::Handle<RecordId>& field,
                                        const RecordId& target) const
{
    auto found = all(type);
    std::erase_if(found, [&](const Facts& facts) { return !facts[field].mayBe(target); });
    return found;
}

Result<bool> mergesOpposed(HubCore& core, const store::Strand& strand, const Change& change)
{
    namespace said = schema::same_person;
    if (strand.caseId.isZero()) return false;
    std::map<std::size_t, Facts> words; // by the place of their record in the change
    for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        if (schema::findField(op.field).type != schema::findType(said::type.number)) continue;
        const auto payload = decodePayload(change.payloads[i]);
        const auto value =
            payload.ok() ? decodeValue(payload->value) : Result<Value>(payload.error());
        if (!value.ok()) continue;
        const auto& id = change.envelope.records[op.record];
        auto& word = words.try_emplace(op.record, id, said::type.number).first->second;
        word.add(op.field, op.key, {*value, PersonId{}});
    }
    const WholeCase around(core, strand.caseId);
    bool opposed = false;
    for (const auto& [place, word] : words) {
        const auto about = word[said::about].only();
        const auto other = word[said::other].only();
        const bool merges = word[said::answer].mayBe(said::Answer::Merged) ||
                            word[said::answer].mayBe(said::Answer::Same);
        opposed =
            opposed || (merges && about && other && domain::mayBeOpposed(*about, *other, around));
    }
    LAPWING_TRY(around.error());
    return opposed;
}

} // namespace lapwing::hub
