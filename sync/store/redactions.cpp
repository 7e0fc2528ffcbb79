#include "sync/store/redactions.h"

#include "shared/schema/schema.h"
#include "sync/store/drafts.h"

#include <algorithm>

namespace lapwing::store {

namespace {
/// The right to fill in a form again without what was taken out of it.
struct Emptying : RecordDisplay {
    using RecordDisplay::makeDisplayed;
};
} // namespace

Result<void> Redactions::createTables()
{
    return m_db->exec(R"sql(
CREATE TABLE IF NOT EXISTS redaction(
  strand INTEGER NOT NULL, aid BLOB NOT NULL, ctr INTEGER NOT NULL, op INTEGER NOT NULL,
  rid BLOB NOT NULL, f INTEGER NOT NULL, key BLOB NOT NULL, head BLOB NOT NULL,
  state INTEGER NOT NULL, person BLOB NOT NULL, basis TEXT NOT NULL,
  PRIMARY KEY(strand, aid, ctr, op)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS redaction_rid ON redaction(rid);
)sql");
}

Result<void> Redactions::note(std::int64_t strand, const Redaction& redaction)
{
    for (const auto& op : redaction.ops) {
        LAPWING_ASSIGN(auto put,
                       m_db->cached("INSERT INTO redaction VALUES(?,?,?,?,?,?,?,?,?,?,?) ON "
                                    "CONFLICT DO UPDATE SET person=excluded.person, "
                                    "basis=excluded.basis WHERE (excluded.basis, excluded.person) "
                                    "< (basis, person)"));
        put.bind(1, strand).bind(2, redaction.change.actor.view()).bind(3, redaction.change.ctr);
        put.bind(4, op.op).bind(5, op.record.view()).bind(6, op.field).bind(7, ByteView(op.key));
        put.bind(8, redaction.head.view()).bind(9, static_cast<int>(redaction.stood));
        put.bind(10, redaction.by.view()).bind(11, std::string_view(redaction.basis));
        LAPWING_TRY(put.run());
    }
    return {};
}

Result<bool> Redactions::any(std::int64_t strand)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT 1 FROM redaction WHERE strand=? LIMIT 1"));
    return select.bind(1, strand).step();
}

Result<std::vector<Redaction>> Redactions::all(std::int64_t strand)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT aid, ctr, op, rid, f, key, head, state, person, basis FROM "
                                "redaction WHERE strand=? ORDER BY aid, ctr, op"));
    select.bind(1, strand);
    std::vector<Redaction> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        const SeenDot change{ActorId::from(select.blob(0)),
                             static_cast<std::uint64_t>(select.integer(1))};
        const auto by = PersonId::from(select.blob(8));
        const std::string basis(select.text(9));
        const bool goesOn = !found.empty() && found.back().change == change &&
                            found.back().by == by && found.back().basis == basis;
        if (!goesOn)
            found.push_back({change,
                             Head8::from(select.blob(6)),
                             by,
                             static_cast<Verdict>(select.integer(7)),
                             {},
                             basis});
        const auto key = select.blob(5);
        found.back().ops.push_back(
            {static_cast<std::uint32_t>(select.integer(2)), RecordId::from(select.blob(3)),
             static_cast<std::uint32_t>(select.integer(4)), Bytes(key.begin(), key.end())});
    }
}

Result<std::vector<std::uint32_t>> Redactions::opsOf(std::int64_t strand, const SeenDot& change)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT op FROM redaction WHERE strand=? AND aid=? AND ctr=?"));
    select.bind(1, strand).bind(2, change.actor.view()).bind(3, change.ctr);
    std::vector<std::uint32_t> ops;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return ops;
        ops.push_back(static_cast<std::uint32_t>(select.integer(0)));
    }
}

Result<std::optional<Redactions::Word>>
Redactions::wordOn(std::int64_t strand, const SeenDot& change, const RedactedOp& place)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT person, basis FROM redaction WHERE strand=? AND aid=? AND "
                                "ctr=? AND rid=? AND f=? AND key=?"));
    select.bind(1, strand).bind(2, change.actor.view()).bind(3, change.ctr);
    select.bind(4, place.record.view()).bind(5, place.field).bind(6, ByteView(place.key));
    LAPWING_ASSIGN(const bool row, select.step());
    if (!row) return std::optional<Word>{};
    return std::optional(Word{PersonId::from(select.blob(0)), std::string(select.text(1))});
}

Result<void> Redactions::drop(std::int64_t strand)
{
    LAPWING_ASSIGN(auto erase, m_db->cached("DELETE FROM redaction WHERE strand=?"));
    return erase.bind(1, strand).run();
}

Result<std::vector<std::pair<SeenDot, RedactedOp>>> Redactions::ofRecord(const RecordId& record)
{
    LAPWING_ASSIGN(auto select,
                   m_db->cached("SELECT aid, ctr, op, f, key FROM redaction WHERE rid=?"));
    select.bind(1, record.view());
    std::vector<std::pair<SeenDot, RedactedOp>> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        const auto key = select.blob(4);
        found.emplace_back(
            SeenDot{ActorId::from(select.blob(0)), static_cast<std::uint64_t>(select.integer(1))},
            RedactedOp{static_cast<std::uint32_t>(select.integer(2)), record,
                       static_cast<std::uint32_t>(select.integer(3)),
                       Bytes(key.begin(), key.end())});
    }
}

Result<void> Redactions::takeOutOf(Draft& draft)
{
    LAPWING_ASSIGN(const auto gone, ofRecord(draft.form.record()));
    if (gone.empty()) return {};
    auto registers = draft.form.registers();
    bool any = false;
    for (auto& [place, siblings] : registers)
        for (auto& sibling : siblings) {
            const auto names = [&](const auto& one) {
                return one.first == sibling.dot && one.second.field == place.first &&
                       one.second.key == place.second;
            };
            if (sibling.redacted || std::ranges::none_of(gone, names)) continue;
            any = true;
            sibling.redacted = true;
            sibling.value = {};
            sibling.why.clear();
            // Its name there may be long or short: of a set, and of the same name elsewhere.
            if (const auto known = schema::findField(place.first); known.field)
                std::erase_if(draft.typed.fields, [&](const auto& typed) {
                    const auto& name = typed.first;
                    return name == known.field->name ||
                           name.ends_with("." + std::string(known.field->name));
                });
        }
    if (!any) return {};
    if (draft.typed.fields.empty()) draft.typed.why.clear();
    draft.form = Emptying::makeDisplayed(draft.form.key(), draft.form.type(), std::move(registers));
    return {};
}

} // namespace lapwing::store
