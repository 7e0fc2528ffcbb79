#include "sync/store/history.h"

#include "shared/crypto/hash.h"
#include "shared/schema/meaning.h"
#include "sync/log/late_word.h"

#include <algorithm>

namespace lapwing::store {

namespace {
constexpr std::size_t kStepsMax = 64; ///< back in the history of one register

/// One write of the register, as far as its change is held here.
struct PastWrite {
    std::optional<PastValue> value; ///< none where it was redacted or is of a newer kind
    std::vector<SeenDot> replaced;
};

class History {
public:
    History(ChangeLog& log, Strand strand, const Conflict& check)
        : m_log(log), m_strand(std::move(strand)), m_conflict(check)
    {
    }

    /// Every write that this one came after, the nearest first.
    [[nodiscard]] Result<std::vector<SeenDot>> before(const SeenDot& dot)
    {
        std::vector<SeenDot> found{dot};
        for (std::size_t i = 0; i < found.size() && i < kStepsMax; ++i) {
            LAPWING_ASSIGN(const auto write, read(found[i]));
            if (!write) {
                m_isWhole = false;
                continue;
            }
            for (const auto& replaced : write->replaced)
                if (std::ranges::find(found, replaced) == found.end()) found.push_back(replaced);
        }
        found.erase(found.begin());
        return found;
    }

    /// No change was looked for and not held here.
    [[nodiscard]] bool isWhole() const { return m_isWhole; }

    [[nodiscard]] Result<std::optional<PastWrite>> read(const SeenDot& dot)
    {
        LAPWING_ASSIGN(const auto held, m_log.find(m_strand.ix, dot));
        if (!held) return std::optional<PastWrite>();
        LAPWING_ASSIGN(const auto change,
                       openChange(m_strand.id, dot.actor, dot.ctr, Hash{}, held->encoded));
        const auto& ops = change.envelope.ops;
        const auto at = std::ranges::find_if(ops, [&](const Op& op) {
            const auto& records = change.envelope.records;
            return op.field == m_conflict.field && op.key == m_conflict.key &&
                   op.record < records.size() && records[op.record] == m_conflict.record.id;
        });
        if (at == ops.end()) return std::optional<PastWrite>();
        PastWrite write;
        for (const auto& seen : at->supersedes) {
            if (seen.chain > change.envelope.deps.size()) continue;
            const auto& author = seen.chain == 0 ? dot.actor
                                                 : change.envelope.deps[seen.chain - 1].actor;
            write.replaced.push_back({author, seen.ctr});
        }
        const auto index = static_cast<std::size_t>(at - ops.begin());
        if (index >= change.payloads.size() || change.payloads[index].empty())
            return std::optional(std::move(write));
        LAPWING_ASSIGN(const auto payload, decodePayload(change.payloads[index]));
        if (auto value = decodeValue(payload.value); value.ok())
            write.value =
                PastValue{saidBy(std::move(*value)), change.envelope.claimedMs, payload.why};
        return std::optional(std::move(write));
    }

private:
    ChangeLog& m_log;
    Strand m_strand;
    const Conflict& m_conflict;
    bool m_isWhole = true;
};

/// What a decision may replace at once, and in how many registers.
constexpr std::size_t kVersionsMax = 64;
constexpr std::size_t kDecidedMax = 16;

/// The register that an op writes.
Conflict placeOf(const Strand& strand, const Change& change, const Op& op)
{
    return {{}, {scopeOf(strand), change.envelope.records[op.record]}, op.field, op.key, {}};
}

/// The values that the dots wrote in a register; nothing when one is not held, or came before
/// another of them.
Result<std::optional<std::vector<Value>>> versionsAt(History& history,
                                                     const std::vector<SeenDot>& dots)
{
    std::vector<Value> values;
    for (const auto& dot : dots) {
        LAPWING_ASSIGN(const auto write, history.read(dot));
        if (!write || !write->value) return std::optional<std::vector<Value>>{};
        values.push_back(write->value->value);
        LAPWING_ASSIGN(const auto before, history.before(dot));
        const bool follows = std::ranges::any_of(before, [&](const SeenDot& earlier) {
            return std::ranges::find(dots, earlier) != dots.end();
        });
        if (follows || !history.isWhole()) return std::optional<std::vector<Value>>{};
    }
    return std::optional(std::move(values));
}

bool choosesOne(const Op& op, const Value& chosen, const std::vector<Value>& versions)
{
    if (op.field / 8 == 0) {
        const bool says = chosen.kind == ValueKind::Retired || chosen.kind == ValueKind::Code;
        return says && std::ranges::any_of(
                           versions, [](const Value& v) { return v.kind == ValueKind::Retired; });
    }
    const auto isOther = [&](const Value& v) { return v != versions.front(); };
    return std::ranges::any_of(versions, isOther) &&
           std::ranges::find(versions, chosen) != versions.end();
}
} // namespace

std::vector<SeenDot> replacedBy(const Change& change, const Op& op)
{
    std::vector<SeenDot> dots;
    for (const auto& sup : op.supersedes)
        dots.push_back(
            {sup.chain == 0 ? change.actor : change.envelope.deps[sup.chain - 1].actor, sup.ctr});
    return dots;
}

Result<std::optional<Value>> valueAt(ChangeLog& log, const Strand& strand, const Change& change,
                                     const Op& op, const SeenDot& dot)
{
    const auto place = placeOf(strand, change, op);
    LAPWING_ASSIGN(const auto write, History(log, strand, place).read(dot));
    return write && write->value ? std::optional(write->value->value) : std::nullopt;
}

Result<bool> isDecision(ChangeLog& log, const Strand& strand, const Change& change)
{
    const auto& ops = change.envelope.ops;
    if (ops.size() > kDecidedMax || change.payloads.size() != ops.size()) return false;
    for (std::size_t i = 0; i < ops.size(); ++i) {
        const auto& op = ops[i];
        const auto dots = replacedBy(change, op);
        if (op.kind != static_cast<std::uint8_t>(OpKind::Set) || dots.empty() ||
            dots.size() > kVersionsMax)
            return false;
        const auto place = placeOf(strand, change, op);
        History history(log, strand, place);
        LAPWING_ASSIGN(const auto versions, versionsAt(history, dots));
        const auto payload = decodePayload(change.payloads[i]);
        const auto chosen =
            payload.ok() ? decodeValue(payload->value) : Result<Value>(payload.error());
        if (!versions || !chosen.ok() || !choosesOne(op, *chosen, *versions)) return false;
    }
    return true;
}

namespace {
std::string decisionId(const Conflict& place, const SeenDot& by)
{
    wire::Writer w;
    w.raw(place.record.scope.view());
    w.id(by.actor);
    w.varint(by.ctr);
    return place.record.id.hex() + "." + std::to_string(place.field) + "." + toHex(place.key) +
           "." + crypto::hash8("lapwing.past.1", w.view()).hex();
}

SiblingView sideOf(const SeenDot& dot, const PastValue& past)
{
    SiblingView side;
    side.dot = dot;
    side.claimedMs = past.claimedMs;
    side.value = past.value;
    side.why = past.why;
    return side;
}

/// Nothing when the op decided between no different values.
Result<std::optional<PastDecision>> decisionOf(ChangeLog& log, const Strand& strand,
                                               const Change& change, const Op& op)
{
    const auto dots = replacedBy(change, op);
    const auto* field = schema::findField(op.field).field;
    if (op.kind != static_cast<std::uint8_t>(OpKind::Set) || !field || dots.size() < 2 ||
        dots.size() > kVersionsMax)
        return std::optional<PastDecision>{};
    const auto place = placeOf(strand, change, op);
    const SeenDot by{change.actor, change.ctr};
    History history(log, strand, place);
    LAPWING_ASSIGN(const auto own, history.read(by));
    if (!own || !own->value) return std::optional<PastDecision>{};
    PastDecision found{decisionId(place, by),   place.record, place.field, place.key,
                       sideOf(by, *own->value), {},           true};
    for (const auto& dot : dots) {
        LAPWING_ASSIGN(const auto write, history.read(dot));
        if (!write || !write->value) {
            found.isWhole = false;
            continue;
        }
        const bool isKnown = std::ranges::any_of(found.sides, [&](const SiblingView& side) {
            return schema::sameMeaning(*field, side.value, write->value->value);
        });
        if (!isKnown) found.sides.push_back(sideOf(dot, *write->value));
    }
    const bool decides = found.sides.size() > 1 || !found.isWhole;
    return decides ? std::optional(std::move(found)) : std::nullopt;
}
} // namespace

Result<std::vector<PastDecision>> pastDecisions(Database& database, const Scope& scope)
{
    ChangeLog log(database);
    std::vector<PastDecision> all;
    LAPWING_ASSIGN(const auto parts, Strands(database).strandsOf(scope));
    for (const auto& strand : parts) {
        LAPWING_ASSIGN(const auto chains, log.chains(strand.ix));
        for (const auto& chain : chains) {
            LAPWING_ASSIGN(const auto changes, log.ofChain(strand.ix, chain.actor, 1));
            for (const auto& stored : changes) {
                if (isAdverse(stored.state)) continue;
                LAPWING_ASSIGN(const auto change, openChange(strand.id, stored.actor, stored.ctr,
                                                             Hash{}, stored.encoded));
                for (const auto& op : change.envelope.ops) {
                    LAPWING_ASSIGN(auto found, decisionOf(log, strand, change, op));
                    if (found) all.push_back(std::move(*found));
                }
            }
        }
    }
    return all;
}

Result<std::optional<PersonVerdict>> verdictOn(ChangeLog& log, const Strand& strand,
                                               const SeenDot& change)
{
    std::optional<PersonVerdict> last;
    LAPWING_ASSIGN(const auto chains, log.chains(strand.ix));
    for (const auto& chain : chains) {
        LAPWING_ASSIGN(const auto held, log.ofChain(strand.ix, chain.actor, 1));
        for (const auto& stored : held) {
            if (stored.state != Verdict::Accepted) continue;
            LAPWING_ASSIGN(const auto told,
                           openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
            for (auto& word : verdictsIn(told))
                if (word.change == change) last = std::move(word);
        }
    }
    return last;
}

Result<Before> valueBefore(Database& database, const Conflict& check)
{
    ChangeLog log(database);
    LAPWING_ASSIGN(const auto parts, Strands(database).strandsOf(check.record.scope));
    const auto part =
        std::ranges::find(parts, schema::compartmentOf(check.field), &Strand::compartment);
    if (part == parts.end() || check.siblings.empty()) return Before{};
    History history(log, *part, check);
    LAPWING_ASSIGN(auto common, history.before(check.siblings.front().dot));
    for (const auto& sibling : check.siblings) {
        LAPWING_ASSIGN(const auto before, history.before(sibling.dot));
        std::erase_if(common, [&](const SeenDot& dot) {
            return std::ranges::find(before, dot) == before.end();
        });
    }
    if (common.empty()) return Before{std::nullopt, history.isWhole()};
    LAPWING_ASSIGN(const auto write, history.read(common.front()));
    return write ? Before{write->value, true} : Before{std::nullopt, false};
}

} // namespace lapwing::store
