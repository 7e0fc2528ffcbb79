#include "sync/store/vouched.h"

#include "shared/wire/frame.h"

namespace lapwing::store {

namespace {
constexpr std::string_view kTables = R"sql(
CREATE TABLE IF NOT EXISTS vouched_by(id INTEGER PRIMARY KEY, manifest BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS vouched(sid BLOB PRIMARY KEY, manifest INTEGER NOT NULL,
  frames BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS vouched_manifest ON vouched(manifest);
CREATE TABLE IF NOT EXISTS certificate(id BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS former_grant(epoch INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS offered(sid BLOB PRIMARY KEY, mark BLOB NOT NULL,
  outcome INTEGER NOT NULL, next INTEGER NOT NULL) WITHOUT ROWID;
)sql";

Bytes copyOf(ByteView bytes) { return {bytes.begin(), bytes.end()}; }
} // namespace

Result<void> Vouched::createTables() { return m_db->exec(kTables); }

Result<std::optional<Bytes>> Vouched::blobOf(std::string_view sql, ByteView key)
{
    LAPWING_ASSIGN(auto select, m_db->cached(std::string(sql)));
    LAPWING_ASSIGN(const bool row, select.bind(1, key).step());
    return row ? std::optional(copyOf(select.blob(0))) : std::optional<Bytes>{};
}

Result<void> Vouched::keep(std::span<const Snapshot> snapshots, const Manifest& manifest,
                           const crypto::Signature& signature)
{
    if (snapshots.empty()) return {};
    wire::FoundManifest told;
    told.nonce.bytes = manifest.nonce.bytes;
    told.envelopes.items = manifest.envelopes;
    told.signature.bytes = signature.bytes;
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT INTO vouched_by(manifest) VALUES(?) RETURNING "
                                          "id"));
    const auto bytes = wire::encodeMessage(told);
    LAPWING_ASSIGN(const bool made, put.bind(1, ByteView(bytes)).step());
    if (!made) return fail(ErrorCode::Internal, {}, "a row without its number");
    const auto id = put.integer(0);
    put.reset();
    for (const auto& one : snapshots) {
        LAPWING_ASSIGN(auto row, m_db->cached("INSERT OR REPLACE INTO vouched VALUES(?,?,?)"));
        LAPWING_TRY(row.bind(1, one.strand.view()).bind(2, id).bind(3, ByteView(one.frames)).run());
    }
    LAPWING_ASSIGN(auto tidy, m_db->cached("DELETE FROM vouched_by WHERE id NOT IN (SELECT "
                                           "manifest FROM vouched)"));
    return tidy.run();
}

Result<std::optional<Bytes>> Vouched::snapshot(const StrandId& strand)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT b.manifest, v.frames FROM vouched v JOIN "
                                             "vouched_by b ON b.id=v.manifest WHERE v.sid=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, strand.view()).step());
    if (!row) return std::optional<Bytes>{};
    wire::FrameWriter out;
    out.put(wire::FrameType::Manifest, select.blob(0));
    auto all = out.take();
    append(all, select.blob(1));
    return std::optional(std::move(all));
}

Result<void> Vouched::dropSnapshot(const StrandId& strand)
{
    LAPWING_ASSIGN(auto erase, m_db->cached("DELETE FROM vouched WHERE sid=?"));
    return erase.bind(1, strand.view()).run();
}

Result<void> Vouched::drop(const StrandId& strand)
{
    LAPWING_TRY(dropSnapshot(strand));
    return forgetOffer(strand);
}

Result<void> Vouched::putCertificate(ByteView id16, ByteView certificate)
{
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR REPLACE INTO certificate VALUES(?,?)"));
    return put.bind(1, id16).bind(2, certificate).run();
}

Result<std::optional<Bytes>> Vouched::certificate(ByteView id16)
{
    return blobOf("SELECT bytes FROM certificate WHERE id=?", id16);
}

Result<void> Vouched::keepGrant(std::uint64_t epoch, ByteView grant)
{
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR REPLACE INTO former_grant VALUES(?,?)"));
    return put.bind(1, epoch).bind(2, grant).run();
}

Result<bool> Vouched::hasGrants()
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT 1 FROM former_grant LIMIT 1"));
    return select.step();
}

Result<std::vector<Bytes>> Vouched::grants()
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT bytes FROM former_grant ORDER BY epoch DESC"));
    std::vector<Bytes> all;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return all;
        all.push_back(copyOf(select.blob(0)));
    }
}

Result<void> Vouched::forgetGrants() { return m_db->exec("DELETE FROM former_grant"); }

Result<std::optional<Vouched::Offered>> Vouched::offered(const StrandId& strand)
{
    LAPWING_ASSIGN(auto select, m_db->cached("SELECT mark, outcome, next FROM offered WHERE "
                                             "sid=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, strand.view()).step());
    if (!row) return std::optional<Offered>{};
    return std::optional(Offered{wire::FoundMark::from(select.blob(0)),
                                 static_cast<wire::FoundOutcome>(select.integer(1)),
                                 static_cast<std::uint64_t>(select.integer(2))});
}

Result<void> Vouched::setOffered(const StrandId& strand, const Offered& offered)
{
    LAPWING_ASSIGN(auto put, m_db->cached("INSERT OR REPLACE INTO offered VALUES(?,?,?,?)"));
    put.bind(1, strand.view()).bind(2, offered.mark.view());
    return put.bind(3, static_cast<int>(offered.outcome)).bind(4, offered.next).run();
}

Result<void> Vouched::forgetOffer(const StrandId& strand)
{
    LAPWING_ASSIGN(auto erase, m_db->cached("DELETE FROM offered WHERE sid=?"));
    return erase.bind(1, strand.view()).run();
}

} // namespace lapwing::store
