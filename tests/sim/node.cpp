#include "tests/sim/node.h"

#include "shared/crypto/hash.h"

namespace lapwing::sim {

Result<void> CrashKeeper::dieAt(When step)
{
    if (when != step) return {};
    when = When::Never;
    m_died = true;
    return fail(ErrorCode::StorageFailed, {}, "the tablet died here");
}

Result<void> CrashKeeper::beforeCommit(std::span<const store::JournalEntry>)
{
    return dieAt(When::Before);
}

Result<void> CrashKeeper::afterCommit(std::span<const Bytes>) { return dieAt(When::After); }

Hash snapshot(store::Database& db)
{
    Bytes all;
    for (const auto* rows :
         {"SELECT ix||hex(sid)||handle||'.'||rights||'.'||sseq||hex(vector) FROM strand",
          "SELECT strand||'.'||no||hex(aid)||accepted_ctr||'.'||held_ctr||hex(held_head)||dep_ctr "
          "FROM chain",
          "SELECT strand||'.'||chain||'.'||ctr||hex(c)||state||'.'||coalesce(sseq,0) FROM change",
          "SELECT strand||hex(rid)||hex(accepted)||'.'||coalesce(hex(shown),'') FROM record",
          "SELECT name||hex(value) FROM setting", "SELECT hex(id)||hex(key) FROM actor",
          "SELECT hex(scope)||hex(rid)||f||hex(key) FROM conflict",
          "SELECT hex(scope)||hex(rid)||f||text FROM listed",
          "SELECT hex(scope)||hex(rid)||life FROM item"}) {
        auto select = test::must(db.cached(std::string(rows) + " ORDER BY 1"));
        while (test::must(select.step())) append(all, bytesOf(select.text(0)));
    }
    return crypto::hash("lapwing.sim.1", all);
}

} // namespace lapwing::sim
