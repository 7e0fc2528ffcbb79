#pragma once

#include "shared/domain/shown.h"
#include "shared/schema/handle.h"

#include <map>
#include <set>

namespace lapwing::domain {

/// Which change wrote a version: its signer's chain and the place in it.
struct SignedDot {
    ActorId actor;
    std::uint64_t ctr = 0;
    auto operator<=>(const SignedDot&) const = default;
};

/// One live version of a register, with the person whose key signed it.
struct Version {
    Value value;
    PersonId by;
    bool readable = true; ///< false: redacted, or of a kind that only a newer program reads
    SignedDot dot{};      ///< what digests cover
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

    /// It was removed, and nobody has to confirm that: lists leave it out, and it still tells what
    /// was written in it, so that a removal frees nothing that is written once.
    [[nodiscard]] bool isGone() const { return m_gone; }
    void setGone(bool gone) { m_gone = gone; }

    /// `key` names a member of a set, else it is empty.
    void add(std::uint32_t wireField, Bytes key, Version version)
    {
        m_registers[{wireField, std::move(key)}].push_back(std::move(version));
    }

    void drop(std::uint32_t wireField, const Bytes& key = {})
    {
        m_registers.erase({wireField, key});
    }
    /// Puts a field as another reading of the record has it.
    void replace(std::uint32_t wireField, const Facts& by)
    {
        drop(wireField);
        const auto at = by.m_registers.find({wireField, {}});
        if (at != by.m_registers.end()) m_registers.insert(*at);
    }

    template <class T>
    [[nodiscard]] Shown<T> operator[](const schema::Handle<T>& field) const
    {
        noteRead(field.wire());
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
        noteRead(field.wire());
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
                for (const auto& version : versions)
                    if (version.value.kind != ValueKind::Retired) found.push_back(version.by);
        return found;
    }
    [[nodiscard]] bool isMadeBy(const PersonId& person) const
    {
        const auto all = makers();
        return !all.empty() && std::ranges::all_of(all, [&](auto& by) { return by == person; });
    }

    using Place = std::pair<std::uint32_t, Bytes>;
    struct ByPlace {
        bool operator()(const Place& a, const Place& b) const
        {
            if (a.first != b.first) return a.first < b.first;
            return textOf(a.second) < textOf(b.second); // as bytes
        }
    };
    using Registers = std::map<Place, std::vector<Version>, ByPlace>;
    [[nodiscard]] const Registers& registers() const { return m_registers; }

    /// From now on, every field that a law asks for is put into `reads`, which must outlive this:
    /// so a test proves that a law's list of what it reads is whole.
    void watch(std::set<std::uint32_t>& reads) { m_reads = &reads; }
    void noteRead(std::uint32_t wireField) const
    {
        if (m_reads) m_reads->insert(wireField);
    }

private:
    RecordId m_record;
    std::uint16_t m_type;
    bool m_gone = false;
    std::set<std::uint32_t>* m_reads = nullptr;
    Registers m_registers;
};

} // namespace lapwing::domain
