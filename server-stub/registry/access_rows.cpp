#include "server-stub/registry/registry.h"

#include "server-stub/registry/registry_rows.h"

namespace lapwing::hub {

namespace {
constexpr std::string_view kAccessTables = R"sql(
CREATE TABLE IF NOT EXISTS same_word_by(id BLOB PRIMARY KEY, staff BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS member(staff BLOB NOT NULL, strand INTEGER NOT NULL,
  rights INTEGER NOT NULL, PRIMARY KEY(staff, strand)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_strand ON member(strand);
CREATE TABLE IF NOT EXISTS holding(device BLOB NOT NULL, strand INTEGER NOT NULL,
  handle INTEGER NOT NULL, rights INTEGER NOT NULL, PRIMARY KEY(device, strand)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS holding_strand ON holding(strand);
CREATE UNIQUE INDEX IF NOT EXISTS holding_handle ON holding(device, handle);
CREATE TABLE IF NOT EXISTS inbox(device BLOB NOT NULL, strand INTEGER NOT NULL,
  dseq INTEGER NOT NULL, from_sseq INTEGER NOT NULL, PRIMARY KEY(device, strand)) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS inbox_dseq ON inbox(device, dseq);
CREATE TABLE IF NOT EXISTS inbox_mark(device BLOB NOT NULL, strand INTEGER NOT NULL,
  sseq INTEGER NOT NULL, PRIMARY KEY(device, strand)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unproven(device BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS retraction(device BLOB NOT NULL, sid BLOB NOT NULL,
  PRIMARY KEY(device, sid)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS retracted(device BLOB NOT NULL, sid BLOB NOT NULL,
  PRIMARY KEY(device, sid)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS adoption(strand INTEGER PRIMARY KEY, sseq INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS own_chain(device BLOB PRIMARY KEY, seq INTEGER NOT NULL,
  head BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copied(device BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS code(locator TEXT PRIMARY KEY, staff BLOB NOT NULL, key BLOB NOT NULL,
  expires INTEGER NOT NULL, tries INTEGER NOT NULL) WITHOUT ROWID;
)sql";

Holding readHolding(const store::Statement& row)
{
    return {row.integer(0), static_cast<std::uint64_t>(row.integer(1)),
            static_cast<std::uint8_t>(row.integer(2))};
}

InboxEntry readInbox(const store::Statement& row)
{
    return {row.integer(0), static_cast<std::uint64_t>(row.integer(1)),
            static_cast<std::uint64_t>(row.integer(2))};
}
} // namespace

Result<void> Registry::createAccessTables() { return m_db.exec(kAccessTables); }

Result<void> Registry::setMember(store::StrandIx strand, const PersonId& staff, std::uint8_t rights)
{
    if (rights == 0) {
        LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM member WHERE staff=? AND strand=?"));
        return erase.bind(1, staff.view()).bind(2, strand).run();
    }
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO member VALUES(?,?,?)"));
    return put.bind(1, staff.view()).bind(2, strand).bind(3, rights).run();
}

Result<std::uint8_t> Registry::memberRights(store::StrandIx strand, const PersonId& staff)
{
    LAPWING_ASSIGN(auto select,
                   m_db.cached("SELECT rights FROM member WHERE staff=? AND strand=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, staff.view()).bind(2, strand).step());
    return row ? static_cast<std::uint8_t>(select.integer(0)) : std::uint8_t{0};
}

Result<std::vector<Holding>> Registry::membership(const PersonId& staff)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT strand, 0, rights FROM member WHERE staff=? "
                                            "ORDER BY strand"));
    return all(select.bind(1, staff.view()), readHolding);
}

Result<std::vector<Holding>> Registry::holdings(const DeviceId& device)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT strand, handle, rights FROM holding WHERE "
                                            "device=? ORDER BY strand"));
    return all(select.bind(1, device.view()), readHolding);
}

Result<std::optional<Holding>> Registry::holding(const DeviceId& device, store::StrandIx strand)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT strand, handle, rights FROM holding WHERE "
                                            "device=? AND strand=?"));
    return one(select.bind(1, device.view()).bind(2, strand), readHolding);
}

Result<void> Registry::hold(const DeviceId& device, const Holding& now)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO holding VALUES(?,?,?,?)"));
    put.bind(1, device.view()).bind(2, now.strand).bind(3, now.handle).bind(4, now.rights);
    return put.run();
}

Result<void> Registry::release(const DeviceId& device, store::StrandIx strand)
{
    for (const auto* table : {"holding", "inbox", "inbox_mark"}) {
        LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM " + std::string(table)
                                               + " WHERE device=? AND strand=?"));
        LAPWING_TRY(erase.bind(1, device.view()).bind(2, strand).run());
    }
    return {};
}

Result<std::vector<DeviceId>> Registry::holders(store::StrandIx strand)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT device FROM holding WHERE strand=? ORDER BY "
                                            "device"));
    return all(select.bind(1, strand), [](const store::Statement& row) {
        return DeviceId::from(row.blob(0));
    });
}

Result<void> Registry::putInbox(const DeviceId& device, const InboxEntry& entry)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO inbox VALUES(?,?,?,?)"));
    put.bind(1, device.view()).bind(2, entry.strand).bind(3, entry.dseq);
    return put.bind(4, entry.fromSseq).run();
}

Result<std::optional<InboxEntry>> Registry::inboxOf(const DeviceId& device, store::StrandIx strand)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT strand, dseq, from_sseq FROM inbox WHERE "
                                            "device=? AND strand=?"));
    return one(select.bind(1, device.view()).bind(2, strand), readInbox);
}

Result<void> Registry::noteAdoption(store::StrandIx strand, std::uint64_t sseq)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO adoption VALUES(?,?)"));
    return put.bind(1, strand).bind(2, sseq).run();
}

Result<void> Registry::noteSameWord(const SameWordId& word, const PersonId& by)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO same_word_by VALUES(?,?)"));
    return put.bind(1, word.view()).bind(2, by.view()).run();
}

Result<std::optional<PersonId>> Registry::saidFor(const SameWordId& word)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT staff FROM same_word_by WHERE id=?"));
    LAPWING_ASSIGN(const bool found, select.bind(1, word.view()).step());
    return found ? std::optional(PersonId::from(select.blob(0))) : std::nullopt;
}

Result<std::uint64_t> Registry::lastAdoption(store::StrandIx strand)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT sseq FROM adoption WHERE strand=?"));
    LAPWING_ASSIGN(const bool found, select.bind(1, strand).step());
    return found ? static_cast<std::uint64_t>(select.integer(0)) : 0;
}

Result<void> Registry::restartInbox(const DeviceId& device)
{
    LAPWING_ASSIGN(auto update, m_db.cached("UPDATE inbox SET from_sseq=0 WHERE device=?"));
    return update.bind(1, device.view()).run();
}

Result<std::vector<InboxEntry>> Registry::inboxAfter(const DeviceId& device, std::uint64_t dseq,
                                                    std::size_t limit)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT strand, dseq, from_sseq FROM inbox WHERE "
                                            "device=? AND dseq>? ORDER BY dseq LIMIT ?"));
    return all(select.bind(1, device.view()).bind(2, dseq).bind(3, limit), readInbox);
}

Result<void> Registry::markServed(const DeviceId& device, store::StrandIx strand,
                                  std::uint64_t sseq)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR IGNORE INTO inbox_mark VALUES(?,?,?)"));
    return put.bind(1, device.view()).bind(2, strand).bind(3, sseq).run();
}

Result<void> Registry::settleMarks(const DeviceId& device, bool has)
{
    if (has) {
        LAPWING_ASSIGN(auto move,
                       m_db.cached("UPDATE inbox SET from_sseq=m.sseq FROM inbox_mark m WHERE "
                                   "inbox.device=?1 AND m.device=?1 AND m.strand=inbox.strand"));
        LAPWING_TRY(move.bind(1, device.view()).run());
    }
    LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM inbox_mark WHERE device=?"));
    return erase.bind(1, device.view()).run();
}

Result<void> Registry::addRetraction(const DeviceId& device, const StrandId& strand)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO retraction VALUES(?,?)"));
    return put.bind(1, device.view()).bind(2, strand.view()).run();
}

Result<void> Registry::dropRetraction(const DeviceId& device, const StrandId& strand)
{
    for (const auto* table : {"retraction", "retracted"}) {
        LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM " + std::string(table)
                                               + " WHERE device=? AND sid=?"));
        LAPWING_TRY(erase.bind(1, device.view()).bind(2, strand.view()).run());
    }
    return {};
}

Result<void> Registry::settleRetraction(const DeviceId& device, const StrandId& strand)
{
    LAPWING_ASSIGN(auto keep, m_db.cached("INSERT OR IGNORE INTO retracted SELECT device, sid FROM "
                                          "retraction WHERE device=? AND sid=?"));
    LAPWING_TRY(keep.bind(1, device.view()).bind(2, strand.view()).run());
    LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM retraction WHERE device=? AND sid=?"));
    return erase.bind(1, device.view()).bind(2, strand.view()).run();
}

Result<void> Registry::repeatRetractions(const DeviceId& device)
{
    LAPWING_ASSIGN(auto again, m_db.cached("INSERT OR IGNORE INTO retraction SELECT device, sid "
                                           "FROM retracted WHERE device=?"));
    return again.bind(1, device.view()).run();
}

Result<void> Registry::repeatRetraction(const DeviceId& device, const StrandId& strand)
{
    LAPWING_ASSIGN(auto again, m_db.cached("INSERT OR IGNORE INTO retraction SELECT device, sid "
                                           "FROM retracted WHERE device=? AND sid=?"));
    return again.bind(1, device.view()).bind(2, strand.view()).run();
}

Result<std::vector<StrandId>> Registry::retractions(const DeviceId& device)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT sid FROM retraction WHERE device=? ORDER BY "
                                            "sid"));
    return all(select.bind(1, device.view()), [](const store::Statement& row) {
        return StrandId::from(row.blob(0));
    });
}

Result<void> Registry::doubtAll()
{
    LAPWING_ASSIGN(const auto all, devices());
    for (const auto& device : all) {
        LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR IGNORE INTO unproven VALUES(?)"));
        LAPWING_TRY(put.bind(1, device.id.view()).run());
    }
    return {};
}

Result<std::uint64_t> Registry::doubtedCount()
{
    LAPWING_ASSIGN(const auto all, devices());
    std::uint64_t count = 0;
    for (const auto& device : all) {
        LAPWING_ASSIGN(const bool doubted, isDoubted(device.id));
        count += doubted && !device.stopped ? 1 : 0;
    }
    return count;
}

Result<bool> Registry::isDoubted(const DeviceId& device)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT 1 FROM unproven WHERE device=?"));
    return select.bind(1, device.view()).step();
}

Result<void> Registry::setProven(const DeviceId& device)
{
    LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM unproven WHERE device=?"));
    return erase.bind(1, device.view()).run();
}

Result<std::optional<ToldChain>> Registry::toldChain(const DeviceId& device)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT seq, head FROM own_chain WHERE device=?"));
    return one(select.bind(1, device.view()), [](const store::Statement& row) {
        return ToldChain{static_cast<std::uint64_t>(row.integer(0)), Head8::from(row.blob(1))};
    });
}

Result<void> Registry::setToldChain(const DeviceId& device, const ToldChain& told)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO own_chain VALUES(?,?,?)"));
    return put.bind(1, device.view()).bind(2, told.seq).bind(3, told.head.view()).run();
}

Result<void> Registry::noteCopied(const DeviceId& device, std::uint64_t nowMs)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR IGNORE INTO copied VALUES(?,?)"));
    return put.bind(1, device.view()).bind(2, nowMs).run();
}

Result<std::optional<std::uint64_t>> Registry::copiedAt(const DeviceId& device)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT at FROM copied WHERE device=?"));
    return one(select.bind(1, device.view()), [](const store::Statement& row) {
        return static_cast<std::uint64_t>(row.integer(0));
    });
}

Result<void> Registry::put(const PendingCode& code)
{
    LAPWING_ASSIGN(auto put, m_db.cached("INSERT OR REPLACE INTO code VALUES(?,?,?,?,?)"));
    put.bind(1, std::string_view(code.locator)).bind(2, code.staff.view());
    return put.bind(3, code.key.view()).bind(4, code.expiresMs).bind(5, code.triesLeft).run();
}

Result<std::optional<PendingCode>> Registry::code(std::string_view locator)
{
    LAPWING_ASSIGN(auto select, m_db.cached("SELECT locator, staff, key, expires, tries FROM code "
                                            "WHERE locator=?"));
    return one(select.bind(1, locator), [](const store::Statement& row) {
        return PendingCode{std::string(row.text(0)), PersonId::from(row.blob(1)),
                           Hash::from(row.blob(2)), static_cast<std::uint64_t>(row.integer(3)),
                           static_cast<std::uint32_t>(row.integer(4))};
    });
}

Result<void> Registry::dropCode(std::string_view locator)
{
    LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM code WHERE locator=?"));
    return erase.bind(1, locator).run();
}

Result<void> Registry::dropCodesBefore(std::uint64_t nowMs)
{
    LAPWING_ASSIGN(auto erase, m_db.cached("DELETE FROM code WHERE expires<?"));
    return erase.bind(1, nowMs).run();
}

} // namespace lapwing::hub
