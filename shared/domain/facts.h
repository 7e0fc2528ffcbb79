#pragma once

#include "shared/domain/shown.h"
#include "shared/schema/handle.h"

#include <map>

namespace lapwing::domain {

/// One live version of a register, with the person whose key signed it.
struct Version {
    Value value;
    PersonId by;
    bool readable = true; ///< false: redacted, or of a kind that only a newer program reads
};

/// What stands in one record, all versions of every register its reader holds: what laws read.
/// Made by whoever holds the record (a tablet from its replica, the hub as of a change's context).
/// A plain value; any thread.
class Facts {
public:
    Facts(const RecordId& record, std::uint16_t type) : m_record(record), m_type(type) {}

    [[nodiscard]] const RecordId& record() const { return m_record; }
    [[nodiscard]] std::uint16_t type() const { return m_type; }
    [[nodiscard]] bool isOf(const schema::RecordType& type) const { return m_type == type.number; }

    /// `key` names a member of a set, else it is empty.
    void add(std::uint32_t wireField, Bytes key, Version version)
    {
        m_registers[{wireField, std::move(key)}].push_back(std::move(version));
    }

    template <class T>
    [[nodiscard]] Shown<T> operator[](const schema::Handle<T>& field) const
    {
        Shown<T> shown;
        const auto at = m_registers.find({field.wire(), {}});
        if (at == m_registers.end()) return shown;
        for (const auto& version : at->second) {
            if (!version.readable) {
                shown.addUnreadable();
            } else if (version.value.kind == ValueKind::Cleared) {
                shown.addCleared();
            } else if (auto content = schema::contentOf<T>(version.value)) {
                shown.add(std::move(*content), version.by);
            } else {
                shown.addUnreadable();
            }
        }
        return shown;
    }

    /// Every member of a set that some version has in it.
    template <class Member>
    [[nodiscard]] std::vector<Member>
    operator[](const schema::Handle<schema::SetOf<Member>>& field) const
    {
        std::vector<Member> members;
        for (const auto& [place, versions] : m_registers) {
            if (place.first != field.wire()) continue;
            const bool present = std::ranges::any_of(
                versions, [](const Version& v) { return !v.readable || v.value.asInteger() == 1; });
            if (!present) continue;
            if (auto member = schema::memberOf<Member>(place.second))
                members.push_back(std::move(*member));
        }
        return members;
    }

    /// Who signed that the record exists: one person, or several when its id was used twice.
    [[nodiscard]] std::vector<PersonId> makers() const
    {
        std::vector<PersonId> found;
        for (const auto& [place, versions] : m_registers)
            if (place.first / 8 == 0)
                for (const auto& version : versions) found.push_back(version.by);
        return found;
    }
    [[nodiscard]] bool isMadeBy(const PersonId& person) const
    {
        const auto all = makers();
        return !all.empty() && std::ranges::all_of(all, [&](auto& by) { return by == person; });
    }

    using Place = std::pair<std::uint32_t, Bytes>;
    [[nodiscard]] const std::map<Place, std::vector<Version>>& registers() const
    {
        return m_registers;
    }

private:
    RecordId m_record;
    std::uint16_t m_type;
    std::map<Place, std::vector<Version>> m_registers;
};

} // namespace lapwing::domain
