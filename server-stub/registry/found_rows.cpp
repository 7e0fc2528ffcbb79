#include "server-stub/registry/found_rows.h"

#include "server-stub/registry/registry_rows.h"

namespace lapwing::hub {

namespace {
constexpr std::string_view kFoundTables = R"sql(
CREATE TABLE IF NOT EXISTS found(device BLOB NOT NULL, sid BLOB NOT NULL, mark BLOB NOT NULL,
  state INTEGER NOT NULL, known INTEGER NOT NULL, rights INTEGER NOT NULL,
  granted INTEGER NOT NULL, parts INTEGER NOT NULL, held INTEGER NOT NULL, bytes INTEGER NOT NULL,
  case_id BLOB NOT NULL, compartment INTEGER NOT NULL, panel INTEGER NOT NULL, ref TEXT NOT NULL,
  epoch INTEGER NOT NULL, sseq INTEGER NOT NULL, changes INTEGER NOT NULL, by TEXT NOT NULL,
  why TEXT NOT NULL, PRIMARY KEY(device, sid)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS found_part(device BLOB NOT NULL, sid BLOB NOT NULL,
  part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(device, sid, part)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS found_tablet(device BLOB PRIMARY KEY, introduction BLOB NOT NULL,
  roles BLOB NOT NULL, serial INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS found_base(strand INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS restored(device BLOB NOT NULL, epoch INTEGER NOT NULL,
  serial INTEGER NOT NULL, PRIMARY KEY(device, epoch)) WITHOUT ROWID;
)sql";

constexpr std::string_view kColumns =
    "SELECT device, sid, mark, state, known, rights, granted, parts, held, bytes, case_id, "
    "compartment, panel, ref, epoch, sseq, changes, by, why FROM found ";

std::uint64_t number(const store::Statement& row, int column)
{
    return static_cast<std::uint64_t>(row.integer(column));
}

FoundRow readFound(const store::Statement& row)
{
    FoundRow found;
    found.device = DeviceId::from(row.blob(0));
    found.strand = StrandId::from(row.blob(1));
    found.mark = wire::FoundMark::from(row.blob(2));
    found.state = static_cast<FoundState>(row.integer(3));
    found.known = row.integer(4) != 0;
    found.rights = static_cast<std::uint8_t>(row.integer(5));
    found.grantedMs = number(row, 6);
    found.parts = number(row, 7);
    found.held = number(row, 8);
    found.bytes = number(row, 9);
    found.caseId = CaseId::from(row.blob(10));
    found.compartment = static_cast<schema::Compartment>(row.integer(11));
    found.panel = static_cast<schema::Panel>(row.integer(12));
    found.ref = row.text(13);
    found.epoch = number(row, 14);
    found.sseq = number(row, 15);
    found.changes = number(row, 16);
    found.by = row.text(17);
    found.why = row.text(18);
    return found;
}

std::string select(std::string_view rest) { return std::string(kColumns) + std::string(rest); }
} // namespace

Result<void> FoundRows::createTables() { return m_db.exec(kFoundTables); }

Result<void> FoundRows::put(const FoundRow& row)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO found VALUES(?,?,?,?,?,?,?,?,?,?,"
                                         "?,?,?,?,?,?,?,?,?)"));
    put.bind(1, row.device.view()).bind(2, row.strand.view()).bind(3, row.mark.view());
    put.bind(4, static_cast<int>(row.state)).bind(5, row.known ? 1 : 0).bind(6, row.rights);
    put.bind(7, row.grantedMs).bind(8, row.parts).bind(9, row.held).bind(10, row.bytes);
    put.bind(11, row.caseId.view()).bind(12, static_cast<int>(row.compartment));
    put.bind(13, static_cast<int>(row.panel)).bind(14, std::string_view(row.ref));
    put.bind(15, row.epoch).bind(16, row.sseq).bind(17, row.changes);
    return put.bind(18, std::string_view(row.by)).bind(19, std::string_view(row.why)).run();
}

Result<void> FoundRows::erase(const DeviceId& device, const StrandId& strand)
{
    LAPWING_ASSIGN(auto gone, m_db.cached("DELETE FROM found WHERE device=? AND sid=?"));
    LAPWING_TRY(gone.bind(1, device.view()).bind(2, strand.view()).run());
    return eraseParts(device, strand);
}

Result<std::optional<FoundRow>> FoundRows::row(const DeviceId& device, const StrandId& strand)
{
    LAPWING_ASSIGN(auto found, m_db.cached(select("WHERE device=? AND sid=?")));
    return one(found.bind(1, device.view()).bind(2, strand.view()), readFound);
}

Result<std::vector<FoundRow>> FoundRows::rowsOf(const DeviceId& device)
{
    LAPWING_ASSIGN(auto found, m_db.cached(select("WHERE device=? ORDER BY sid")));
    return all(found.bind(1, device.view()), readFound);
}

Result<std::vector<FoundRow>> FoundRows::rows()
{
    LAPWING_ASSIGN(auto found, m_db.cached(select("WHERE state<>0 ORDER BY case_id, compartment, "
                                                  "sid, device")));
    return all(found, readFound);
}

Result<void> FoundRows::putPart(const FoundRow& row, std::uint64_t index, ByteView bytes)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO found_part VALUES(?,?,?,?)"));
    put.bind(1, row.device.view()).bind(2, row.strand.view()).bind(3, index);
    return put.bind(4, bytes).run();
}

Result<void> FoundRows::eraseParts(const DeviceId& device, const StrandId& strand)
{
    LAPWING_ASSIGN(auto gone, m_db.cached("DELETE FROM found_part WHERE device=? AND sid=?"));
    return gone.bind(1, device.view()).bind(2, strand.view()).run();
}

Result<Bytes> FoundRows::content(const FoundRow& row)
{
    LAPWING_ASSIGN(auto parts, m_db.cached("SELECT bytes FROM found_part WHERE device=? AND sid=? "
                                           "ORDER BY part"));
    parts.bind(1, row.device.view()).bind(2, row.strand.view());
    Bytes whole;
    for (;;) {
        LAPWING_ASSIGN(const bool more, parts.step());
        if (!more) return whole;
        append(whole, parts.blob(0));
    }
}

Result<void> FoundRows::putTablet(const FoundTablet& tablet)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO found_tablet VALUES(?,?,?,?)"));
    put.bind(1, tablet.device.view()).bind(2, ByteView(tablet.introduction));
    return put.bind(3, ByteView(tablet.roles)).bind(4, tablet.serial).run();
}

Result<std::vector<FoundTablet>> FoundRows::tablets()
{
    LAPWING_ASSIGN(auto found, m_db.cached("SELECT device, introduction, roles, serial FROM "
                                           "found_tablet ORDER BY device"));
    return all(found, [](const store::Statement& row) {
        const auto introduction = row.blob(1), roles = row.blob(2);
        return FoundTablet{DeviceId::from(row.blob(0)),
                           Bytes(introduction.begin(), introduction.end()),
                           Bytes(roles.begin(), roles.end()), number(row, 3)};
    });
}

Result<void> FoundRows::eraseTablet(const DeviceId& device)
{
    LAPWING_ASSIGN(auto gone, m_db.cached("DELETE FROM found_tablet WHERE device=?"));
    return gone.bind(1, device.view()).run();
}

Result<void> FoundRows::putBase(store::StrandIx strand, ByteView body)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO found_base VALUES(?,?)"));
    return put.bind(1, strand).bind(2, body).run();
}

Result<std::optional<Bytes>> FoundRows::base(store::StrandIx strand)
{
    LAPWING_ASSIGN(auto found, m_db.cached("SELECT body FROM found_base WHERE strand=?"));
    return one(found.bind(1, strand), [](const store::Statement& row) {
        const auto bytes = row.blob(0);
        return Bytes(bytes.begin(), bytes.end());
    });
}

Result<void> FoundRows::rememberSerials(std::uint64_t epoch, std::span<const Device> devices)
{
    for (const auto& device : devices) {
        LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO restored VALUES(?,?,?)"));
        LAPWING_TRY(put.bind(1, device.id.view()).bind(2, epoch).bind(3, device.grantSerial).run());
    }
    return {};
}

Result<std::uint64_t> FoundRows::serialAtEnd(const DeviceId& device, std::uint64_t epoch)
{
    LAPWING_ASSIGN(auto found, m_db.cached("SELECT serial FROM restored WHERE device=? AND epoch>? "
                                           "ORDER BY epoch LIMIT 1"));
    LAPWING_ASSIGN(const bool any, found.bind(1, device.view()).bind(2, epoch).step());
    return any ? number(found, 0) : 0;
}

} // namespace lapwing::hub
