#include "server-stub/service/brought_cargo.h"

#include "server-stub/service/hub_round.h"
#include "shared/base/civil.h"
#include "shared/base/mutant.h"
#include "sync/log/note.h"

#include <nlohmann/json.hpp>

namespace lapwing::hub {

namespace {
using nlohmann::json;
using wire::CargoOutcome;

Result<void> createNotes(HubCore& core)
{
    return core.db.exec("CREATE TABLE IF NOT EXISTS note(id BLOB PRIMARY KEY, kind INTEGER NOT "
                        "NULL, actor BLOB NOT NULL, at INTEGER NOT NULL, received INTEGER NOT "
                        "NULL, body BLOB NOT NULL) WITHOUT ROWID");
}

/// A tablet that was set up after the backup which this hub was put back from: its cargo brings the
/// certificates that this very hub signed. It is known again, as stopped: all that it wrote is kept
/// for a person, and nothing is served to it.
Result<void> admitLost(HubCore& core, const store::Cargo& cargo)
{
    if (cargo.certificates.size() != 2) return {};
    const auto device = decodeDeviceCertificate(cargo.certificates[0]);
    const auto actor = decodeActorCertificate(cargo.certificates[1]);
    if (!device.ok() || !actor.ok() || device->kind != 0 || actor->kind != ActorKind::Vault)
        return {};
    if (!verify(*device, core.keys.sign.publicKey()) || actor->device != device->device() ||
        !verify(*actor, device->key))
        return {};
    LAPWING_ASSIGN(const auto known, core.registry.device(device->device()));
    if (known) return {};
    Device lost;
    lost.id = device->device();
    lost.staff = device->person;
    lost.key = device->key;
    lost.serial = device->serial;
    lost.stopped = true;
    LAPWING_ASSIGN(lost.digestKey, core.random.id<DigestKey>());
    lost.grantSerial = 1;
    LAPWING_TRY(core.registry.put(lost));
    LAPWING_TRY(core.registry.putCertificate(lost.id, encode(*device)));
    return core.registry.put(KnownActor{*actor, device->person, 0});
}

Result<CargoOutcome> takeNote(HubCore& core, const store::Cargo& cargo, CargoLog& log)
{
    const auto note = decodeNote(cargo.content);
    if (!note.ok()) return CargoOutcome::Refused;
    LAPWING_ASSIGN(const auto author, core.registry.actor(note->actor));
    if (!author) return CargoOutcome::Waiting;
    if (!verify(*note, author->certificate.key)) return CargoOutcome::Refused;
    LAPWING_TRY(createNotes(core));
    LAPWING_ASSIGN(auto held, core.db.cached("SELECT 1 FROM note WHERE id=?"));
    LAPWING_ASSIGN(const bool known, held.bind(1, note->nonce.view()).step());
    if (known) return CargoOutcome::Taken;
    LAPWING_ASSIGN(auto put, core.db.cached("INSERT INTO note VALUES(?,?,?,?,?,?)"));
    put.bind(1, note->nonce.view())
        .bind(2, static_cast<int>(note->kind))
        .bind(3, note->actor.view())
        .bind(4, note->atMs)
        .bind(5, core.clock.wallMs())
        .bind(6, ByteView(note->body));
    LAPWING_TRY(put.run());
    if (note->kind == NoteKind::Alert) log.alerts.push_back(author->certificate.device);
    else ++log.drafts;
    return CargoOutcome::Taken;
}

Result<CargoOutcome> takeRun(HubCore& core, const store::Cargo& cargo)
{
    auto taken = HubRound(core).takeCarried(cargo.content);
    if (taken.ok()) return *taken ? CargoOutcome::Taken : CargoOutcome::Waiting;
    const auto code = taken.error().code;
    const bool bad = code == ErrorCode::Malformed || code == ErrorCode::Corrupt
                     || code == ErrorCode::TooLarge || code == ErrorCode::Rejected;
    if (bad) return CargoOutcome::Refused;
    return taken.error();
}

Result<CargoOutcome> opened(HubCore& core, ByteView record, CargoLog& log)
{
    const auto outside = store::readCargo(record);
    if (!outside.ok() || outside->hubKey != core.keys.certificate.id)
        return CargoOutcome::Refused;
    auto plain = crypto::openSealed(core.keys.box, outside->box);
    if (!plain.ok()) return CargoOutcome::Refused;
    const auto cargo = store::decodeCargo(outside->kind, *plain);
    crypto::wipe(*plain);
    if (!cargo.ok()) return CargoOutcome::Refused;
    LAPWING_TRY(admitLost(core, *cargo));
    if (cargo->kind != store::CargoKind::Run) return takeNote(core, *cargo, log);
    if (mutant("cargo-runs-dropped")) return CargoOutcome::Taken;
    return takeRun(core, *cargo);
}
} // namespace

Result<CargoOutcome> takeCargo(HubCore& core, ByteView record, CargoLog& log)
{
    LAPWING_TRY(core.db.exec("SAVEPOINT cargo"));
    const auto result = opened(core, record, log);
    // Nothing of a record stays that is not taken whole.
    if (!result.ok() || *result != CargoOutcome::Taken)
        LAPWING_TRY(core.db.exec("ROLLBACK TO cargo"));
    LAPWING_TRY(core.db.exec("RELEASE cargo"));
    LAPWING_ASSIGN(const auto outcome, result);
    if (outcome == CargoOutcome::Taken) ++log.taken;
    if (outcome == CargoOutcome::Waiting) ++log.waiting;
    if (outcome == CargoOutcome::Refused) ++log.refused;
    return outcome;
}

Result<Bytes> takeCargoBody(HubCore& core, const crypto::PublicKey& carrier, ByteView body,
                            CargoLog& log)
{
    LAPWING_ASSIGN(const auto device, core.registry.device(deviceOf(carrier)));
    if (!device) return fail(ErrorCode::Unauthorised, {}, "an unknown device");
    LAPWING_ASSIGN(const auto frames, wire::readFrames(body));
    if (frames.size() > wire::kCargoRecordsMax)
        return fail(ErrorCode::TooLarge, {}, "too many records of cargo");
    wire::CargoOutcomes told;
    for (const auto& frame : frames) {
        if (frame.type != wire::FrameType::Cargo)
            return fail(ErrorCode::Malformed, {}, "a frame that is no cargo");
        LAPWING_ASSIGN(const auto outcome, takeCargo(core, frame.payload, log));
        wire::CargoOutcomeMessage one;
        one.cargo.bytes = store::cargoIdOf(frame.payload).bytes;
        one.outcome = static_cast<std::uint8_t>(outcome);
        told.items.push_back(one);
    }
    wire::FrameWriter out;
    out.put(wire::FrameType::Cargo, wire::encodeMessage(told));
    return out.take();
}

Result<CargoLog> takeCargoFile(HubCore& core, ByteView file, store::DraftCargo drafts)
{
    CargoLog log;
    for (const auto& stretch : store::cargoStretches(file)) {
        const auto bytes = file.subspan(stretch.offset, stretch.size);
        if (!stretch.whole) {
            ++log.refused;
            continue;
        }
        LAPWING_ASSIGN(const auto outside, store::readCargo(bytes));
        if (outside.kind == store::CargoKind::Draft && drafts == store::DraftCargo::Leave) {
            ++log.left;
            continue;
        }
        LAPWING_TRY(takeCargo(core, bytes, log));
    }
    return log;
}

Result<json> noteList(HubCore& core)
{
    LAPWING_TRY(createNotes(core));
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT kind, actor, at, received, body FROM note "
                                               "ORDER BY received, id"));
    const auto instant = [&](int column) { return formatInstant(select.integer(column)); };
    json list = json::array();
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return list;
        const bool isAlert = select.integer(0) == static_cast<int>(NoteKind::Alert);
        json one{{"kind", isAlert ? "alert" : "draft"},
                 {"at", instant(2)},
                 {"received", instant(3)},
                 {"text", textOf(select.blob(4))}};
        LAPWING_ASSIGN(const auto author, core.registry.actor(ActorId::from(select.blob(1))));
        if (author) {
            LAPWING_ASSIGN(const auto staff, core.registry.staff(author->staff));
            one["device"] = author->certificate.device.hex();
            one["person"] = staff ? staff->name : "";
        }
        list.push_back(std::move(one));
    }
}

Result<std::uint64_t> alertCount(HubCore& core)
{
    LAPWING_TRY(createNotes(core));
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT count(*) FROM note WHERE kind=?"));
    LAPWING_TRY(select.bind(1, static_cast<int>(NoteKind::Alert)).step());
    return static_cast<std::uint64_t>(select.integer(0));
}

} // namespace lapwing::hub
