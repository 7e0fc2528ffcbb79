#include "server-stub/registry/registry.h"

#include "server-stub/registry/clue_rows.h"
#include "server-stub/registry/exclusion_rows.h"
#include "server-stub/registry/found_rows.h"
#include "server-stub/registry/registry_rows.h"
#include "shared/schema/meaning.h"
#include "sync/store/same_words.h"

namespace lapwing::hub {

namespace {
constexpr std::string_view kTables = R"sql(
CREATE TABLE IF NOT EXISTS setting(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS agency(id BLOB PRIMARY KEY, name TEXT NOT NULL, sector INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS staff(id BLOB PRIMARY KEY, name TEXT NOT NULL, agency BLOB NOT NULL,
  roles BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS device(id BLOB PRIMARY KEY, staff BLOB NOT NULL, key BLOB NOT NULL,
  serial INTEGER NOT NULL, stopped INTEGER NOT NULL, digest_key BLOB NOT NULL,
  dseq INTEGER NOT NULL, digest BLOB NOT NULL, grant_serial INTEGER NOT NULL,
  confirmed BLOB NOT NULL, latest BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS device_staff ON device(staff);
CREATE TABLE IF NOT EXISTS device_certificate(device BLOB PRIMARY KEY, certificate BLOB NOT NULL)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS actor(id BLOB PRIMARY KEY, certificate BLOB NOT NULL,
  staff BLOB NOT NULL, received INTEGER NOT NULL, device BLOB NOT NULL, kind INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS actor_device ON actor(device);
CREATE TABLE IF NOT EXISTS case_entry(id BLOB PRIMARY KEY, ref TEXT NOT NULL UNIQUE,
  panel INTEGER NOT NULL, meaning TEXT NOT NULL UNIQUE) WITHOUT ROWID;
)sql";

Bytes encodeSyncStanding(const SyncStanding& standing)
{
    auto bytes = wire::encodeMessage(standing.cursor);
    if (standing.digest) append(bytes, standing.digest->view());
    return bytes;
}

Result<SyncStanding> decodeSyncStanding(ByteView bytes)
{
    wire::Decoder r(bytes);
    SyncStanding standing;
    standing.cursor = {{r.varint()}, {r.varint()}, {r.varint()}};
    if (!r.rest().empty()) standing.digest = r.id<Sum>();
    if (!r.done()) return fail(ErrorCode::Corrupt, {}, "a device's standing");
    return standing;
}

constexpr std::string_view kDeviceColumns =
    "SELECT id, staff, key, serial, stopped, digest_key, dseq, digest, grant_serial, confirmed, "
    "latest FROM device ";

Result<Device> readDevice(const store::Statement& row)
{
    Device d;
    d.id = DeviceId::from(row.blob(0));
    d.staff = PersonId::from(row.blob(1));
    d.key = crypto::PublicKey::from(row.blob(2));
    d.serial = static_cast<std::uint64_t>(row.integer(3));
    d.stopped = row.integer(4) != 0;
    d.digestKey = DigestKey::from(row.blob(5));
    d.dseq = static_cast<std::uint64_t>(row.integer(6));
    d.digest = Sum::from(row.blob(7));
    d.grantSerial = static_cast<std::uint64_t>(row.integer(8));
    LAPWING_ASSIGN(d.confirmed, decodeSyncStanding(row.blob(9)));
    LAPWING_ASSIGN(d.latest, decodeSyncStanding(row.blob(10)));
    return d;
}

Agency readAgency(const store::Statement& row)
{
    return {AgencyId::from(row.blob(0)), std::string(row.text(1)),
            static_cast<schema::agency::Sector>(row.integer(2))};
}

Result<Staff> readStaff(const store::Statement& row)
{
    LAPWING_ASSIGN(auto roles, access::decodeHeldRoles(row.blob(3)));
    return Staff{PersonId::from(row.blob(0)), std::string(row.text(1)), AgencyId::from(row.blob(2)),
                 std::move(roles)};
}

Result<std::vector<Staff>> readAllStaff(store::Statement& select)
{
    std::vector<Staff> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        LAPWING_ASSIGN(auto staff, readStaff(select));
        found.push_back(std::move(staff));
    }
}

Result<std::vector<Device>> readDevices(store::Statement& select)
{
    std::vector<Device> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        LAPWING_ASSIGN(auto device, readDevice(select));
        found.push_back(std::move(device));
    }
}
} // namespace

Result<void> Registry::createTables()
{
    LAPWING_TRY(m_db.exec(kTables));
    LAPWING_TRY(createAccessTables());
    LAPWING_TRY(ExclusionRows(m_db).createTables());
    LAPWING_TRY(ClueRows(m_db).createTables());
    LAPWING_TRY(store::SameWords(m_db).createTables());
    return FoundRows(m_db).createTables();
}

Result<std::optional<Bytes>> Registry::setting(std::string_view name)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT value FROM setting WHERE name=?"));
    return one(select.bind(1, name), [](const store::Statement& row) {
        const auto value = row.blob(0);
        return Bytes(value.begin(), value.end());
    });
}

Result<void> Registry::setSetting(std::string_view name, ByteView value)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO setting VALUES(?,?)"));
    return put.bind(1, name).bind(2, value).run();
}

Result<void> Registry::put(const Agency& agency)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO agency VALUES(?,?,?)"));
    put.bind(1, agency.id.view()).bind(2, std::string_view(agency.name));
    return put.bind(3, static_cast<int>(agency.sector)).run();
}

Result<std::optional<Agency>> Registry::agency(const AgencyId& id)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT id, name, sector FROM agency WHERE id=?"));
    return one(select.bind(1, id.view()), readAgency);
}

Result<std::vector<Agency>> Registry::agencies()
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT id, name, sector FROM agency ORDER BY name, id"));
    return all(select, readAgency);
}

Result<void> Registry::put(const Staff& staff)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO staff VALUES(?,?,?,?)"));
    put.bind(1, staff.id.view()).bind(2, std::string_view(staff.name));
    return put.bind(3, staff.agency.view()).bind(4, ByteView(encode(staff.roles))).run();
}

Result<std::optional<Staff>> Registry::staff(const PersonId& id)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT id, name, agency, roles FROM staff WHERE id=?"));
    LAPWING_ASSIGN(auto found, readAllStaff(select.bind(1, id.view())));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::vector<Staff>> Registry::allStaff()
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT id, name, agency, roles FROM staff ORDER BY id"));
    return readAllStaff(select);
}

Result<void> Registry::put(const Device& d)
{
    LAPWING_ASSIGN(auto put,
                   m_db.cached("INSERT OR REPLACE INTO device VALUES(?,?,?,?,?,?,?,?,?,?,?)"));
    const auto confirmed = encodeSyncStanding(d.confirmed);
    const auto latest = encodeSyncStanding(d.latest);
    put.bind(1, d.id.view()).bind(2, d.staff.view()).bind(3, d.key.view()).bind(4, d.serial);
    put.bind(5, d.stopped ? 1 : 0).bind(6, d.digestKey.view()).bind(7, d.dseq);
    put.bind(8, d.digest.view()).bind(9, d.grantSerial).bind(10, ByteView(confirmed));
    return put.bind(11, ByteView(latest)).run();
}

Result<std::optional<Device>> Registry::device(const DeviceId& id)
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kDeviceColumns) + "WHERE id=?"));
    LAPWING_ASSIGN(auto found, readDevices(select.bind(1, id.view())));
    if (found.empty()) return std::optional<Device>{};
    return std::optional(std::move(found.front()));
}

Result<std::vector<Device>> Registry::devices()
{
    LAPWING_ASSIGN(auto select, m_db.cached(std::string(kDeviceColumns) + "ORDER BY serial"));
    return readDevices(select);
}

Result<std::vector<Device>> Registry::devicesOf(const PersonId& staff)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached(std::string(kDeviceColumns) + "WHERE staff=? ORDER BY serial"));
    return readDevices(select.bind(1, staff.view()));
}

Result<void> Registry::putCertificate(const DeviceId& device, ByteView certificate)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO device_certificate VALUES(?,?)"));
    return put.bind(1, device.view()).bind(2, certificate).run();
}

Result<Bytes> Registry::certificate(const DeviceId& device)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT certificate FROM device_certificate WHERE device=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, device.view()).step());
    if (!row) return fail(ErrorCode::NotFound, {}, "no certificate of that device");
    const auto bytes = select.blob(0);
    return Bytes(bytes.begin(), bytes.end());
}

Result<void> Registry::put(const KnownActor& actor)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO actor VALUES(?,?,?,?,?,?)"));
    const auto certificate = encode(actor.certificate);
    put.bind(1, actor.certificate.actor().view()).bind(2, ByteView(certificate));
    put.bind(3, actor.staff.view()).bind(4, actor.received);
    put.bind(5, actor.certificate.device.view());
    return put.bind(6, static_cast<int>(actor.certificate.kind)).run();
}

namespace {
Result<std::optional<KnownActor>> readActor(store::Statement& select)
{
    LAPWING_ASSIGN(const bool row, select.step());
    if (!row) return std::optional<KnownActor>{};
    KnownActor known;
    LAPWING_ASSIGN(known.certificate, decodeActorCertificate(select.blob(0)));
    known.staff = PersonId::from(select.blob(1));
    known.received = static_cast<std::uint64_t>(select.integer(2));
    return std::optional(known);
}
} // namespace

Result<std::optional<KnownActor>> Registry::actor(const ActorId& id)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT certificate, staff, received FROM actor WHERE id=?"));
    return readActor(select.bind(1, id.view()));
}

Result<std::optional<KnownActor>> Registry::vaultActorOf(const DeviceId& device)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT certificate, staff, received FROM actor WHERE "
                                            "device=? AND kind=0"));
    return readActor(select.bind(1, device.view()));
}

Result<void> Registry::put(const CaseEntry& entry)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO case_entry VALUES(?,?,?,?)"));
    put.bind(1, entry.id.view()).bind(2, std::string_view(entry.ref));
    const auto meaning = schema::referenceMeaning(entry.ref);
    return put.bind(3, static_cast<int>(entry.panel)).bind(4, std::string_view(meaning)).run();
}

Result<void> Registry::dropCase(const CaseId& id)
{
    LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM case_entry WHERE id=?"));
    return erase.bind(1, id.view()).run();
}

namespace {
CaseEntry readCase(const store::Statement& row)
{
    return {CaseId::from(row.blob(0)), std::string(row.text(1)),
            static_cast<schema::Panel>(row.integer(2))};
}
} // namespace

Result<std::optional<CaseEntry>> Registry::caseByRef(std::string_view ref)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT id, ref, panel FROM case_entry WHERE meaning=?"));
    const auto meaning = schema::referenceMeaning(ref);
    return one(select.bind(1, std::string_view(meaning)), readCase);
}

Result<std::optional<CaseEntry>> Registry::caseById(const CaseId& id)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT id, ref, panel FROM case_entry WHERE id=?"));
    return one(select.bind(1, id.view()), readCase);
}

Result<std::vector<CaseEntry>> Registry::cases()
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT id, ref, panel FROM case_entry ORDER BY meaning"));
    std::vector<CaseEntry> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(readCase(select));
    }
}

Result<std::uint64_t> Registry::caseCount()
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT count(*) FROM case_entry"));
    LAPWING_TRY(select.step());
    return static_cast<std::uint64_t>(select.integer(0));
}

} // namespace lapwing::hub
