// What the office takes out of a strand for good.
#include "sync/store/engine_work.h"
#include "sync/store/redactions.h"

#include "shared/base/mutant.h"

#include <algorithm>

namespace lapwing::store {

namespace {
void takeOut(Record& record, const RedactedOp& op, const Dot& dot)
{
    for (auto& reg : record.registers) {
        if (reg.field != op.field || reg.key != op.key) continue;
        for (auto& sibling : reg.siblings) {
            if (sibling.dot != dot) continue;
            sibling.redacted = true;
            sibling.payload.clear();
        }
    }
    for (auto& kept : record.opaque)
        if (kept.dot == dot && kept.op == op.op) kept.bytes.clear();
}
} // namespace

Result<void> Engine::heedOffice(Work& work, const Change& change)
{
    if (!change.envelope.hubOps) return {};
    LAPWING_TRY(heedRejections(work, change));
    Redactions redactions(*m_db);
    for (const auto& told : redactionsIn(change)) {
        LAPWING_TRY(redactions.note(work.strand.ix, told));
        work.redacts = true;
        work.redacted.push_back(told);
        LAPWING_TRY(takeOutOfLog(work, told));
        LAPWING_TRY(takeOutOfRows(work, told));
    }
    return {};
}

/// Of the change as it is held here, if it is.
Result<void> Engine::takeOutOfLog(const Work& work, const Redaction& told)
{
    const auto& dot = told.change;
    LAPWING_ASSIGN(const auto held, m_log.find(work.strand.ix, dot));
    const auto* chain = work.find(dot.actor);
    if (!held || !chain || mutant("redaction-keeps-the-log")) return {};
    if (Head8::from(held->hash.view().first(Head8::kSize)) != told.head) return {};
    LAPWING_ASSIGN(const auto form, redactedForm(held->encoded, told.indexes()));
    if (form == held->encoded) return {};
    return m_log.setForm({work.strand.ix, chain->no, dot.ctr}, form);
}

Result<void> Engine::takeOutOfRows(Work& work, const Redaction& told)
{
    const auto* chain = work.find(told.change.actor);
    if (!chain) return {};
    const Dot dot{chain->no, told.change.ctr};
    for (const auto& op : told.ops) {
        LAPWING_ASSIGN(auto* row, rowOf(work, op.record));
        if (mutant("redaction-keeps-the-row")) continue;
        takeOut(row->accepted, op, dot);
        if (row->shown) takeOut(*row->shown, op, dot);
        work.touched.insert(op.record);
    }
    return {};
}

/// A change as it may be kept here: what is known to be taken out does not come back with it.
Result<std::optional<Change>> Engine::withoutRedacted(const Work& work, const Change& change)
{
    if (!work.redacts || change.encoding == ChangeEncoding::Stub || mutant("redacted-comes-back"))
        return std::optional<Change>{};
    LAPWING_ASSIGN(const auto ops,
                   Redactions(*m_db).opsOf(work.strand.ix, {change.actor, change.ctr}));
    if (ops.empty()) return std::optional<Change>{};
    LAPWING_ASSIGN(const auto form, redactedForm(change.encoded, ops));
    LAPWING_ASSIGN(auto less,
                   openChange(change.strand, change.actor, change.ctr, change.previous, form));
    less.hash = change.hash;
    return std::optional(std::move(less));
}

Result<void> Engine::takeOutAll(Work& work)
{
    Redactions redactions(*m_db);
    LAPWING_ASSIGN(const auto all, redactions.all(work.strand.ix));
    for (const auto& told : all) {
        LAPWING_TRY(takeOutOfLog(work, told));
        LAPWING_TRY(takeOutOfRows(work, told));
    }
    work.redacts = !all.empty();
    return {};
}

} // namespace lapwing::store
