#include "shared/domain/after.h"

namespace lapwing::domain {

After::After(const Around& before, std::span<const Asked> change, const PersonId& author)
    : m_before(before)
{
    for (const auto& asked : change) {
        if (!asked.type) continue;
        auto at = m_written.find(asked.record);
        if (at == m_written.end()) {
            auto stands = before.record(asked.record);
            at = m_written
                     .emplace(asked.record,
                              stands ? std::move(*stands) : Facts(asked.record, asked.type->number))
                     .first;
        }
        const auto wire = asked.field ? asked.field->wire() : schema::lifeField(asked.type->home);
        at->second.drop(wire, asked.key);
        const bool isKept = schema::isKeptUntilConfirmed(*asked.type);
        if (!asked.field) at->second.setGone(asked.value.kind == ValueKind::Retired && !isKept);
        at->second.add(wire, asked.key, {asked.value, author});
    }
}

std::optional<Facts> After::record(const RecordId& record) const
{
    const auto at = m_written.find(record);
    return at == m_written.end() ? m_before.record(record) : std::optional(at->second);
}

std::vector<Facts> After::all(const schema::RecordType& type) const
{
    auto found = m_before.all(type);
    std::erase_if(found, [&](const Facts& f) { return m_written.contains(f.record()); });
    for (const auto& [id, facts] : m_written)
        if (facts.isOf(type) && !facts.isGone()) found.push_back(facts);
    return found;
}

std::vector<Facts> After::referring(const schema::RecordType& type,
                                    const schema::Handle<RecordId>& field,
                                    const RecordId& target) const
{
    auto found = m_before.referring(type, field, target);
    std::erase_if(found, [&](const Facts& f) { return m_written.contains(f.record()); });
    for (const auto& [id, facts] : m_written)
        if (facts.isOf(type) && !facts.isGone() && facts[field].mayBe(target))
            found.push_back(facts);
    return found;
}

} // namespace lapwing::domain
