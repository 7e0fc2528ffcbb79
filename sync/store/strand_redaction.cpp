// What the office takes out of a strand for good.
#include "sync/store/redactions.h"
#include "sync/store/strand_work.h"

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

Result<void> StrandStore::heedOffice(Work& work, const Change& change)
{
    if (!change.envelope.hubOps) return {};
    LAPWING_TRY(heedRejections(work, change));
    Redactions redactions(m_db);
    for (const auto& told : redactionsIn(change)) {
        LAPWING_TRY(redactions.note(work.strand.ix, told));
        work.redacts = true;
        work.redacted.push_back(told);
        LAPWING_TRY(takeOutOfLog(work, told));
        LAPWING_TRY(takeOutOfRows(work, told));
    }
    return {};
}

Result<void> StrandStore::tellWhoRedacted(const RecordId& record,
                                          const std::vector<const Part*>& parts,
                                          Registers& registers)
{
    for (auto& [place, views] : registers)
        for (auto& view : views) {
            const auto of = std::ranges::find(parts, schema::compartmentOf(place.first),
                                              [](const Part* p) { return p->strand.compartment; });
            if (!view.redacted || of == parts.end()) continue;
            LAPWING_ASSIGN(const auto word,
                           Redactions(m_db).wordOn((*of)->strand.ix, view.dot,
                                                   {0, record, place.first, place.second}));
            if (!word) continue;
            view.removedBy = word->by;
            view.why = word->basis;
        }
    return {};
}

/// Of the change as it is held here, if it is.
Result<void> StrandStore::takeOutOfLog(const Work& work, const Redaction& told)
{
    const auto& dot = told.change;
    LAPWING_ASSIGN(const auto held, ofChain(work.strand.ix, dot.actor, dot.ctr, dot.ctr));
    if (held.empty() || mutant("redaction-keeps-the-log")) return {};
    const auto& stored = held.front();
    if (Head8::from(stored.hash.view().first(Head8::kSize)) != told.head) return {};
    LAPWING_ASSIGN(const auto form, redactedForm(stored.encoded, told.indexes()));
    if (form == stored.encoded) return {};
    LAPWING_ASSIGN(auto update, m_db.cached("UPDATE change SET form=? WHERE strand=? AND ctr=? AND "
                                            "chain=(SELECT no FROM chain WHERE strand=? AND "
                                            "aid=?)"));
    update.bind(1, ByteView(form)).bind(2, work.strand.ix).bind(3, dot.ctr);
    return update.bind(4, work.strand.ix).bind(5, dot.actor.view()).run();
}

Result<void> StrandStore::takeOutOfRows(Work& work, const Redaction& told)
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
Result<std::optional<Change>> StrandStore::withoutRedacted(const Work& work, const Change& change)
{
    if (!work.redacts || change.encoding == ChangeEncoding::Stub ||
        mutant("redacted-comes-back"))
        return std::optional<Change>{};
    LAPWING_ASSIGN(const auto ops,
                   Redactions(m_db).opsOf(work.strand.ix, {change.actor, change.ctr}));
    if (ops.empty()) return std::optional<Change>{};
    LAPWING_ASSIGN(const auto form, redactedForm(change.encoded, ops));
    LAPWING_ASSIGN(auto less, openChange(change.strand, change.actor, change.ctr, change.previous,
                                         form));
    less.hash = change.hash;
    return std::optional(std::move(less));
}

Result<void> StrandStore::takeOutAll(Work& work)
{
    Redactions redactions(m_db);
    LAPWING_ASSIGN(const auto all, redactions.all(work.strand.ix));
    for (const auto& told : all) {
        LAPWING_TRY(takeOutOfLog(work, told));
        LAPWING_TRY(takeOutOfRows(work, told));
    }
    work.redacts = !all.empty();
    return {};
}

} // namespace lapwing::store
