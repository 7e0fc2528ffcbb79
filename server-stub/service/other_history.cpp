#include "server-stub/service/other_history.h"

#include "server-stub/registry/registry_rows.h"

namespace lapwing::hub {

Result<void> createOthers(store::Database& database)
{
    return database.exec(R"sql(
CREATE TABLE IF NOT EXISTS other_history(strand INTEGER NOT NULL, actor BLOB NOT NULL,
  ctr INTEGER NOT NULL, c BLOB NOT NULL, form BLOB NOT NULL, received INTEGER NOT NULL,
  PRIMARY KEY(strand, actor, ctr, c)) WITHOUT ROWID;
)sql");
}

Result<std::uint64_t> otherCount(HubCore& core)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT count(*) FROM other_history"));
    LAPWING_TRY(select.step());
    return static_cast<std::uint64_t>(select.integer(0));
}

Result<std::vector<Hash>> othersAt(HubCore& core, store::StrandIx strand, const SeenDot& dot)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT c FROM other_history WHERE strand=? AND "
                                               "actor=? AND ctr=?"));
    return all(select.bind(1, strand).bind(2, dot.actor.view()).bind(3, dot.ctr),
               [](const store::Statement& row) { return Hash::from(row.blob(0)); });
}

Result<bool> restsOnOthers(HubCore& core, store::StrandIx strand, const VerifiedRun& run)
{
    for (const auto& change : run.changes())
        for (const auto& dep : change.envelope.deps) {
            LAPWING_ASSIGN(const auto kept, othersAt(core, strand, {dep.actor, dep.ctr}));
            for (const auto& hash : kept)
                if (Head8::from(hash.view().first(Head8::kSize)) == dep.head) return true;
        }
    return false;
}

Result<bool> keepOther(HubCore& core, const store::Strand& strand, const VerifiedRun& run)
{
    const auto& actor = run.changes().front().actor;
    LAPWING_ASSIGN(auto count, core.db.cached("SELECT count(*) FROM other_history WHERE strand=? "
                                              "AND actor=?"));
    LAPWING_TRY(count.bind(1, strand.ix).bind(2, actor.view()).step());
    if (static_cast<std::uint64_t>(count.integer(0)) >= kKeptOfAuthorMax) return false;
    LAPWING_ASSIGN(const auto chain, core.log.chainOf(strand, actor));
    for (const auto& change : run.changes()) {
        LAPWING_ASSIGN(const auto known, change.ctr > chain.heldCtr
                                             ? Result<std::optional<Hash>>(std::optional<Hash>{})
                                             : core.log.hashAt(strand.ix, chain, change.ctr));
        if (known == change.hash) continue;
        LAPWING_ASSIGN(auto put, core.db.cached("INSERT OR IGNORE INTO other_history "
                                                "VALUES(?,?,?,?,?,?)"));
        put.bind(1, strand.ix).bind(2, change.actor.view()).bind(3, change.ctr);
        put.bind(4, change.hash.view()).bind(5, ByteView(change.encoded));
        LAPWING_TRY(put.bind(6, core.clock.wallMs()).run());
    }
    return true;
}

Result<std::vector<std::pair<store::StrandIx, store::StoredChange>>> others(HubCore& core)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT strand, actor, ctr, form, c FROM "
                                               "other_history ORDER BY strand, actor, ctr, c"));
    return all(select, [](const store::Statement& row) {
        store::StoredChange kept;
        kept.actor = ActorId::from(row.blob(1));
        kept.ctr = static_cast<std::uint64_t>(row.integer(2));
        const auto form = row.blob(3);
        kept.encoded.assign(form.begin(), form.end());
        kept.hash = Hash::from(row.blob(4));
        kept.state = Verdict::Quarantined;
        return std::pair(store::StrandIx{row.integer(0)}, std::move(kept));
    });
}

Result<std::uint64_t>
redactOthers(HubCore& core, const store::Strand& strand,
             const std::function<std::vector<std::uint32_t>(const Change&)>& ops)
{
    LAPWING_ASSIGN(const auto kept, others(core));
    std::uint64_t taken = 0;
    for (const auto& [ix, stored] : kept) {
        if (ix != strand.ix) continue;
        LAPWING_ASSIGN(const auto change,
                       openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
        const auto indexes = ops(change);
        if (indexes.empty()) continue;
        LAPWING_ASSIGN(const auto form, redactedForm(stored.encoded, indexes));
        LAPWING_ASSIGN(auto update, core.db.cached("UPDATE other_history SET form=? WHERE strand=? "
                                                   "AND actor=? AND ctr=? AND c=?"));
        update.bind(1, ByteView(form)).bind(2, ix).bind(3, stored.actor.view());
        LAPWING_TRY(update.bind(4, stored.ctr).bind(5, stored.hash.view()).run());
        taken += indexes.size();
    }
    return taken;
}

Result<void> dropOthers(HubCore& core, store::StrandIx strand)
{
    LAPWING_ASSIGN(auto erase, core.db.cached("DELETE FROM other_history WHERE strand=?"));
    return erase.bind(1, strand).run();
}

} // namespace lapwing::hub
