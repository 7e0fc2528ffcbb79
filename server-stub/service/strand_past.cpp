#include "server-stub/service/strand_past.h"

#include "server-stub/service/erasure_log.h"
#include "shared/base/mutant.h"
#include "sync/log/late_word.h"
#include "sync/log/merge.h"
#include "sync/store/history.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
/// What the payload of an op wrote: unreadable when it was redacted, or is of a newer kind.
domain::Version versionOf(ByteView payload, const PersonId& by)
{
    domain::Version version{{}, by, false};
    const auto read = decodePayload(payload);
    if (!read.ok()) return version;
    auto value = decodeValue(read->value);
    if (!value.ok()) return version;
    version.value = saidBy(std::move(*value));
    version.readable = true;
    return version;
}
} // namespace

void StrandPast::moveTo(const Change& change)
{
    m_named = change.envelope.deps;
    m_loaded = false;
}

void StrandPast::add(const Change& change, bool accepted)
{
    if (accepted)
        m_touchedByNew.insert(change.envelope.records.begin(), change.envelope.records.end());
    m_new.emplace_back(change, accepted);
}

std::optional<domain::Facts> StrandPast::record(const RecordId& record) const
{
    load();
    const auto at = m_records.find(record);
    if (at == m_records.end()) return std::nullopt;
    auto facts = factsOf(record, at->second);
    // What the office moved here is still theirs who wrote it (ADR 0014).
    const auto authors = movedAuthors(m_core, record);
    if (!authors.ok()) m_error = authors.error();
    if (const auto* type = schema::findType(facts.type()); authors.ok() && type)
        for (const auto& author : *authors)
            facts.add(schema::lifeField(type->home), {},
                      {Value::code(type->number), author, true, {}});
    return facts;
}

std::vector<domain::Facts> StrandPast::all(const schema::RecordType& type) const
{
    load();
    std::vector<domain::Facts> found;
    for (const auto& [id, past] : m_records)
        if (auto facts = factsOf(id, past); facts.isOf(type) && !facts.isGone())
            found.push_back(std::move(facts));
    return found;
}

std::vector<domain::Facts> StrandPast::referring(const schema::RecordType& type,
                                                 const schema::Handle<RecordId>& field,
                                                 const RecordId& target) const
{
    auto found = all(type);
    std::erase_if(found, [&](const domain::Facts& facts) { return !facts[field].mayBe(target); });
    return found;
}

bool StrandPast::holds(const RecordId& record) const
{
    if (!m_loaded && !m_touchedByNew.contains(record)) {
        const auto held = m_core.registers.holds(m_strand.ix, record);
        if (!held.ok()) m_error = held.error();
        // What nobody touched yet, nobody can have known.
        if (!held.ok() || !*held) return false;
    }
    load();
    return m_records.contains(record);
}

void StrandPast::load() const
{
    if (m_loaded || !m_error.ok()) return;
    m_loaded = true;
    m_error = [&]() -> Result<void> {
        LAPWING_TRY(readHeld());
        LAPWING_TRY(readBase());
        Heads wanted{{m_author, m_heldCtr}};
        if (mutant("judge-sees-the-present")) wanted = m_held;
        for (const auto& [change, accepted] : m_new) raise(wanted, change.envelope.deps);
        raise(wanted, m_named);
        LAPWING_TRY(reach(std::move(wanted)));
        for (const auto& [change, accepted] : m_new)
            if (accepted) LAPWING_TRY(put(change));
        m_new.clear();
        return {};
    }();
}

Result<void> StrandPast::readHeld() const
{
    if (!m_held.empty()) return {};
    LAPWING_ASSIGN(const auto chains, m_core.log.chains(m_strand.ix));
    for (const auto& chain : chains) m_held[chain.actor] = chain.heldCtr;
    return {};
}

/// A strand that was adopted begins with its snapshot: what stood there, everybody may have known.
Result<void> StrandPast::readBase() const
{
    if (m_hasBase) return {};
    m_hasBase = true;
    LAPWING_ASSIGN(const auto bytes, m_core.foundRows.base(m_strand.ix));
    if (!bytes) return {};
    LAPWING_ASSIGN(const auto body, decodeSnapshotBody(*bytes));
    for (const auto& encoded : body.records) {
        LAPWING_ASSIGN(const auto record, decodeRecord(encoded));
        auto& past = m_records[record.id];
        for (const auto& reg : record.registers)
            for (const auto& sibling : reg.siblings) {
                const auto& actor = body.chains[sibling.dot.chain].actor;
                LAPWING_ASSIGN(const auto by, personOf(actor));
                auto version = versionOf(sibling.payload, by);
                version.readable = version.readable && !sibling.redacted;
                version.dot = {actor, sibling.dot.ctr};
                noteType(past, reg.field, version.value);
                past.registers[{reg.field, reg.key}].written.insert_or_assign(
                    SeenDot{actor, sibling.dot.ctr}, std::move(version));
            }
    }
    return {};
}

void StrandPast::noteType(Past& past, std::uint32_t field, const Value& value)
{
    if (field / 8 != 0) {
        if (const auto* type = schema::findField(field).type) past.implied.insert(type->number);
    } else if (value.kind == ValueKind::Code) {
        past.lives.insert(static_cast<std::uint16_t>(value.asInteger()));
    }
}

/// An author may name any number; only what is held can be read.
void StrandPast::raise(Heads& wanted, const std::vector<Dep>& deps) const
{
    for (const auto& dep : deps) {
        const auto held = m_held.find(dep.actor);
        if (held == m_held.end()) continue;
        auto& last = wanted[dep.actor];
        last = std::max(last, std::min(dep.ctr, held->second));
    }
}

Result<void> StrandPast::reach(Heads wanted) const
{
    // What a chain rests on may itself lie before what was asked for: until nothing is missing.
    for (bool more = true; more;) {
        more = false;
        const auto round = wanted;
        for (const auto& [actor, last] : round) {
            if (m_reached[actor] >= last) continue;
            more = true;
            LAPWING_TRY(readChain(actor, last, wanted));
        }
    }
    return {};
}

Result<void> StrandPast::readChain(const ActorId& actor, std::uint64_t last, Heads& wanted) const
{
    auto& reached = m_reached[actor];
    LAPWING_ASSIGN(const auto stored, m_core.log.ofChain(m_strand.ix, actor, reached + 1, last));
    reached = last;
    for (const auto& one : stored) {
        LAPWING_ASSIGN(const auto change,
                       openChange(m_strand.id, actor, one.ctr, Hash{}, one.encoded));
        raise(wanted, change.envelope.deps);
        if (one.state == Verdict::Accepted) LAPWING_TRY(put(change));
    }
    return {};
}

Result<void> StrandPast::put(const Change& change) const
{
    LAPWING_ASSIGN(const auto by, personOf(change.actor));
    for (std::size_t i = 0; i < change.envelope.ops.size(); ++i) {
        const auto& op = change.envelope.ops[i];
        if (isHubs(op)) continue;
        auto& past = m_records[change.envelope.records[op.record]];
        auto version = versionOf(change.payloads[i], by);
        version.dot = {change.actor, change.ctr};
        if (op.kind != static_cast<std::uint8_t>(OpKind::Set)) {
            // Of a newer program: a version of its field that cannot be read here.
            version.readable = false;
            past.registers[{op.field, op.key}].written.insert_or_assign(
                SeenDot{change.actor, change.ctr}, std::move(version));
            continue;
        }
        noteType(past, op.field, version.value);
        auto& reg = past.registers[{op.field, op.key}];
        for (const auto& dot : store::replacedBy(change, op)) reg.replaced.insert(dot);
        reg.written.insert_or_assign(SeenDot{change.actor, change.ctr}, std::move(version));
    }
    return {};
}

Result<PersonId> StrandPast::personOf(const ActorId& actor) const
{
    const auto at = m_people.find(actor);
    if (at != m_people.end()) return at->second;
    LAPWING_ASSIGN(const auto known, m_core.registry.actor(actor));
    return m_people.emplace(actor, known ? known->staff : PersonId{}).first->second;
}

/// Removed, as a tablet tells it.
bool StrandPast::isGone(std::uint16_t number, const Past& past)
{
    DisplayedRegisters shown;
    for (const auto& [place, reg] : past.registers)
        for (const auto& [dot, version] : reg.written)
            if (!reg.replaced.contains(dot))
                shown[place].push_back({dot, 0, !version.readable, false, version.value, {}});
    const auto* type = schema::findType(number);
    return lifeOf(shown, type && schema::isKeptUntilConfirmed(*type)) == Life::Retired;
}

domain::Facts StrandPast::factsOf(const RecordId& record, const Past& past)
{
    // The least, so that it does not depend on which of several was put first.
    const auto& told = past.lives.empty() ? past.implied : past.lives;
    domain::Facts facts(record, told.empty() ? std::uint16_t{0} : *told.begin());
    for (const auto& [place, reg] : past.registers)
        for (const auto& [dot, version] : reg.written)
            if (!reg.replaced.contains(dot)) {
                auto dotted = version;
                dotted.dot = {dot.actor, dot.ctr};
                facts.add(place.first, place.second, std::move(dotted));
            }
    facts.setGone(isGone(facts.type(), past));
    return facts;
}

} // namespace lapwing::hub
