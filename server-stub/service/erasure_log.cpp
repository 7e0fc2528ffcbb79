#include "server-stub/service/erasure_log.h"

#include "server-stub/registry/registry_rows.h"
#include "shared/base/civil.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
using nlohmann::json;
constexpr std::string_view kLabel = "lapwing.erasure.1";

json instant(std::uint64_t ms)
{
    return ms > static_cast<std::uint64_t>(kInstantMax)
               ? json(nullptr)
               : json(formatInstant(static_cast<std::int64_t>(ms)));
}

Result<json> backupsUntil(HubCore& core, std::uint64_t ms)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT at, folder FROM backup_made WHERE at<=? "
                                               "ORDER BY at, folder"));
    select.bind(1, ms);
    auto list = json::array();
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return list;
        list.push_back({{"made", instant(static_cast<std::uint64_t>(select.integer(0)))},
                        {"folder", select.text(1)}});
    }
}

/// Whether a tablet has said that nothing of it is left there.
Result<bool> isDone(HubCore& core, const json& holder)
{
    const auto device = DeviceId::fromHex(holder.at("device").get<std::string>());
    const auto strand = StrandId::fromHex(holder.at("strand").get<std::string>());
    if (!device || !strand) return fail(ErrorCode::Corrupt, {}, "an erasure's holder");
    if (holder.at("purges").get<bool>()) {
        LAPWING_ASSIGN(const auto owed, core.registry.retractions(*device));
        return std::ranges::find(owed, *strand) == owed.end();
    }
    LAPWING_ASSIGN(const auto known, core.registry.device(*device));
    if (!known) return false;
    const auto met = core.idle.find(*device);
    const bool isMet = met != core.idle.end() && met->second.met;
    const auto& has = isMet ? known->latest : known->confirmed;
    return has.cursor.dseq.value >= holder.at("dseq").get<std::uint64_t>();
}

struct Stored {
    std::uint64_t atMs = 0;
    json told;
};

Result<Stored> storedWith(HubCore& core, const ErasureId& id)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT at, told FROM erasure WHERE id=?"));
    LAPWING_ASSIGN(const bool row, select.bind(1, id.view()).step());
    if (!row)
        return fail(ErrorCode::NotFound, "Nothing was taken out under that id. `erasure list` has "
                                         "the ids.");
    return Stored{static_cast<std::uint64_t>(select.integer(0)),
                  json::parse(select.text(1), nullptr, false)};
}

/// One line for each tablet: with several strands, done when all of them are.
Result<json> tabletsOf(HubCore& core, const json& holders)
{
    std::map<std::string, bool> done;
    for (const auto& holder : holders) {
        LAPWING_ASSIGN(const bool isIt, isDone(core, holder));
        auto& all = done.try_emplace(holder.at("device").get<std::string>(), true).first->second;
        all = all && isIt;
    }
    auto list = json::array();
    for (const auto& [device, isIt] : done) {
        LAPWING_ASSIGN(const auto known, core.registry.device(*DeviceId::fromHex(device)));
        LAPWING_ASSIGN(const auto staff, core.registry.staff(known ? known->staff : PersonId{}));
        list.push_back({{"device", device},
                        {"name", staff ? json(staff->name) : json(nullptr)},
                        {"receipt", isIt}});
    }
    return list;
}
} // namespace

Result<void> createErasureTables(store::Database& database)
{
    return database.exec(
        "CREATE TABLE IF NOT EXISTS erasure(id BLOB PRIMARY KEY, at INTEGER NOT NULL, told TEXT "
        "NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS moved_author(record BLOB NOT NULL, staff BLOB NOT NULL, "
        "PRIMARY KEY(record, staff)) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS backup_made(at INTEGER NOT NULL, folder TEXT NOT NULL, PRIMARY "
        "KEY(at, folder)) WITHOUT ROWID");
}

Result<std::vector<ErasureHolder>> holdersOf(HubCore& core, const store::Strand& strand,
                                             bool purges)
{
    std::vector<ErasureHolder> found;
    LAPWING_ASSIGN(const auto holders, core.registry.holders(strand.ix));
    for (const auto& device : holders) {
        LAPWING_ASSIGN(const auto entry, core.registry.inboxOf(device, strand.ix));
        found.push_back({device, strand.id, entry ? entry->dseq : 0, purges});
    }
    return found;
}

Result<ErasureId> noteErasure(HubCore& core, const Erasure& erasure)
{
    LAPWING_ASSIGN(const auto id, core.random.id<ErasureId>());
    LAPWING_ASSIGN(const auto staff, core.registry.staff(erasure.by));
    const auto now = core.clock.wallMs();
    json told{{"kind", erasure.kind},
              {"what", erasure.what},
              {"basis", erasure.basis},
              {"by", {{"staff", erasure.by.hex()}, {"name", staff ? staff->name : ""}}},
              {"changes", json::array()},
              {"holders", json::array()}};
    for (const auto& hash : erasure.changes) told["changes"].push_back(hash.hex());
    for (const auto& holder : erasure.holders)
        told["holders"].push_back({{"device", holder.device.hex()},
                                   {"strand", holder.strand.hex()},
                                   {"dseq", holder.dseq},
                                   {"purges", holder.purges}});
    LAPWING_ASSIGN(told["backups"], backupsUntil(core, now));
    const auto text = told.dump(-1, ' ', false, json::error_handler_t::replace);
    LAPWING_ASSIGN(auto put, core.db.cached("INSERT INTO erasure VALUES(?,?,?)"));
    LAPWING_TRY(put.bind(1, id.view()).bind(2, now).bind(3, std::string_view(text)).run());
    return id;
}

Result<json> erasureCertificate(HubCore& core, const ErasureId& id)
{
    LAPWING_ASSIGN(auto stored, storedWith(core, id));
    auto& told = stored.told;
    LAPWING_ASSIGN(auto tablets, tabletsOf(core, told.at("holders")));
    json body{{"id", id.hex()},
              {"kind", told.at("kind")},
              {"what", told.at("what")},
              {"basis", told.at("basis")},
              {"by", told.at("by")},
              {"when", instant(stored.atMs)},
              {"changes", told.at("changes")},
              {"tablets", std::move(tablets)},
              {"still_in_backups", told.at("backups")},
              {"read_at", instant(core.clock.wallMs())},
              {"hub_key", core.keys.sign.publicKey().hex()}};
    const auto text = body.dump(-1, ' ', false, json::error_handler_t::replace);
    const auto signature = core.keys.sign.sign(kLabel, lapwing::bytesOf(std::string_view(text)));
    return json{{"certificate", std::move(body)}, {"signature", signature.hex()}};
}

bool verifyCertificate(const json& signedText, const crypto::PublicKey& hub)
{
    if (!signedText.is_object() || !signedText.contains("certificate") ||
        !signedText.contains("signature") || !signedText["signature"].is_string())
        return false;
    const auto signature = crypto::Signature::fromHex(signedText["signature"].get<std::string>());
    const auto text =
        signedText["certificate"].dump(-1, ' ', false, json::error_handler_t::replace);
    return signature &&
           crypto::verify(hub, kLabel, lapwing::bytesOf(std::string_view(text)), *signature);
}

Result<json> erasureList(HubCore& core)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT id, at, told FROM erasure ORDER BY at, id"));
    auto list = json::array();
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return list;
        const auto told = json::parse(select.text(2), nullptr, false);
        LAPWING_ASSIGN(const auto tablets, tabletsOf(core, told.at("holders")));
        const auto open = std::ranges::count_if(
            tablets, [](const json& tablet) { return !tablet.at("receipt").get<bool>(); });
        list.push_back({{"id", ErasureId::from(select.blob(0)).hex()},
                        {"kind", told.at("kind")},
                        {"what", told.at("what")},
                        {"when", instant(static_cast<std::uint64_t>(select.integer(1)))},
                        {"tablets_waiting", open}});
    }
}

Result<void> noteMovedAuthor(HubCore& core, const RecordId& record, const PersonId& author)
{
    LAPWING_ASSIGN(auto put, core.db.cached("INSERT OR IGNORE INTO moved_author VALUES(?,?)"));
    return put.bind(1, record.view()).bind(2, author.view()).run();
}

Result<std::vector<PersonId>> movedAuthors(HubCore& core, const RecordId& record)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT staff FROM moved_author WHERE record=? "
                                               "ORDER BY staff"));
    select.bind(1, record.view());
    return all(select, [](const auto& row) { return PersonId::from(row.blob(0)); });
}

Result<void> noteBackup(HubCore& core, std::string_view folder)
{
    LAPWING_ASSIGN(auto put, core.db.cached("INSERT OR IGNORE INTO backup_made VALUES(?,?)"));
    return put.bind(1, core.clock.wallMs()).bind(2, folder).run();
}

} // namespace lapwing::hub
