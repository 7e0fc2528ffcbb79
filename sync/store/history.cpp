#include "sync/store/history.h"

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
    History(StrandStore& strands, Strand strand, const Conflict& check)
        : m_strands(strands), m_strand(std::move(strand)), m_conflict(check)
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
        LAPWING_ASSIGN(auto select,
                       m_strands.database().cached(
                           "SELECT form FROM change JOIN chain ON chain.strand=change.strand AND "
                           "chain.no=change.chain WHERE change.strand=? AND aid=? AND ctr=?"));
        select.bind(1, m_strand.ix).bind(2, dot.actor.view()).bind(3, dot.ctr);
        LAPWING_ASSIGN(const bool held, select.step());
        if (!held) return std::optional<PastWrite>();
        LAPWING_ASSIGN(const auto change,
                       openChange(m_strand.id, dot.actor, dot.ctr, Hash{}, select.blob(0)));
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
        if (const auto value = decodeValue(payload.value); value.ok())
            write.value = PastValue{*value, change.envelope.claimedMs};
        return std::optional(std::move(write));
    }

private:
    StrandStore& m_strands;
    Strand m_strand;
    const Conflict& m_conflict;
    bool m_isWhole = true;
};
} // namespace

Result<Before> valueBefore(StrandStore& strands, const Conflict& check)
{
    LAPWING_ASSIGN(const auto parts, strands.strandsOf(check.record.scope));
    const auto part =
        std::ranges::find(parts, schema::compartmentOf(check.field), &Strand::compartment);
    if (part == parts.end() || check.siblings.empty()) return Before{};
    History history(strands, *part, check);
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
