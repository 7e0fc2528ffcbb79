#pragma once

#include "shared/domain/after.h"
#include "shared/domain/visit.h"
#include "shared/schema/marker_fields.h"
#include "shared/schema/statement_fields.h"
#include "shared/schema/visit_fields.h"
#include "shared/schema/visit_officer_fields.h"

/// Records that laws are asked about, written by whom a test says.
namespace lapwing::test {

namespace sc = schema;

template <class T>
T idOf(std::uint8_t n)
{
    T id;
    id.bytes.back() = n;
    return id;
}

inline RecordId staffOf(const PersonId& person) { return RecordId::from(person.view()); }

class Scene : public domain::Around {
public:
    const PersonId amara = idOf<PersonId>(1), ben = idOf<PersonId>(2), carol = idOf<PersonId>(3),
                   mallory = idOf<PersonId>(9);

    RecordId make(const sc::RecordType& type, const PersonId& by)
    {
        RecordId id = idOf<RecordId>(static_cast<std::uint8_t>(100 + m_records.size()));
        domain::Facts facts(id, type.number);
        facts.add(sc::lifeField(type.home), {}, {Value::code(type.number), by, true, dot()});
        m_records.emplace(id, std::move(facts));
        return id;
    }
    /// In place of all that stands there.
    template <class T>
    void put(const RecordId& id, const sc::Handle<T>& field, const T& value, const PersonId& by)
    {
        at(id).drop(field.wire());
        also(id, field, value, by);
    }
    /// Beside what stands there.
    template <class T>
    void also(const RecordId& id, const sc::Handle<T>& field, const T& value, const PersonId& by)
    {
        at(id).add(field.wire(), {}, {sc::valueOf(value), by, true, dot()});
    }
    domain::Facts& at(const RecordId& id) { return m_records.at(id); }
    void remove(const RecordId& id) { m_records.erase(id); }

    RecordId officer(const RecordId& visit, const PersonId& who, sc::visit_officer::Part part)
    {
        const auto id = make(sc::visit_officer::type, carol);
        put(id, sc::visit_officer::visit, visit, carol);
        put(id, sc::visit_officer::staff, staffOf(who), carol);
        put(id, sc::visit_officer::part, part, carol);
        return id;
    }
    RecordId marker(sc::MarkerCode code)
    {
        const auto id = make(sc::marker::type, carol);
        put(id, sc::marker::code, code, carol);
        put(id, sc::marker::state, sc::marker::State::Active, carol);
        put(id, sc::marker::alertOnOpen, sc::YesNo::No, carol);
        return id;
    }
    RecordId attest(sc::attestation::Meaning meaning, const RecordId& about, const RecordId& visit,
                    const domain::Covered& covered, const PersonId& by)
    {
        namespace a = sc::attestation;
        const auto id = make(a::type, by);
        put(id, a::about, about, by);
        put(id, a::meaning, meaning, by);
        put(id, a::digest, covered.digest(), by);
        put(id, a::within, visit, by);
        at(id).add(a::covered.wire(), {},
                   {Value::binary(ValueKind::Binary, covered.summary()), by, true, dot()});
        return id;
    }
    RecordId say(const RecordId& visit, const std::string& text, const PersonId& by)
    {
        const auto id = make(sc::statement::type, by);
        put(id, sc::statement::about, visit, by);
        put(id, sc::statement::kind, sc::statement::Kind::Saw, by);
        put(id, sc::statement::text, text, by);
        return id;
    }
    domain::VisitFacts around(const RecordId& visit) const
    {
        auto of = domain::visitAround(*this, visit);
        check(of.has_value(), "a visit of the scene");
        return std::move(*of);
    }

    std::optional<domain::Facts> record(const RecordId& id) const override
    {
        const auto found = m_records.find(id);
        return found == m_records.end() ? std::nullopt : std::optional(found->second);
    }
    std::vector<domain::Facts> all(const sc::RecordType& type) const override
    {
        std::vector<domain::Facts> found;
        for (const auto& [id, facts] : m_records)
            if (facts.isOf(type) && !facts.isGone()) found.push_back(facts);
        return found;
    }
    std::vector<domain::Facts> referring(const sc::RecordType& type,
                                         const sc::Handle<RecordId>& field,
                                         const RecordId& target) const override
    {
        auto found = all(type);
        std::erase_if(found, [&](const auto& facts) { return !facts[field].mayBe(target); });
        return found;
    }

private:
    domain::SignedDot dot() { return {idOf<ActorId>(7), ++m_ctr}; }
    std::map<RecordId, domain::Facts> m_records;
    std::uint64_t m_ctr = 0;
};

/// A visit of Amara and Ben that is ready, with nothing to warn of.
struct PlannedVisit : Scene {
    RecordId visit = make(sc::visit::type, carol);
    RecordId lead = officer(visit, amara, sc::visit_officer::Part::Lead);
    RecordId second = officer(visit, ben, sc::visit_officer::Part::Second);
    PlannedVisit()
    {
        put(visit, sc::visit::state, sc::visit::State::Ready, carol);
        put(visit, sc::visit::address, std::string("4 Low Row"), carol);
    }
    [[nodiscard]] domain::VisitFacts now() const { return around(visit); }
    void set(sc::visit::State state) { put(visit, sc::visit::state, state, amara); }
};

} // namespace lapwing::test
