#include "server-stub/service/brought_cargo.h"

#include "server-stub/service/erasure_log.h"
#include "server-stub/service/hub_round.h"
#include "server-stub/service/linked_people.h"
#include "shared/base/civil.h"
#include "shared/base/mutant.h"
#include "shared/schema/schema.h"
#include "sync/log/note.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace lapwing::hub {

namespace {
using nlohmann::json;
using wire::CargoOutcome;

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

/// It comes after the people that it is about, who may lie in another tablet's cargo.
Result<CargoOutcome> takeSameWord(HubCore& core, const store::Cargo& cargo)
{
    const auto word = decodeSameWord(cargo.content);
    if (!word.ok()) return CargoOutcome::Refused;
    LinkedPeople people(core);
    LAPWING_ASSIGN(const bool there, people.areThere(*word));
    if (!there) return CargoOutcome::Waiting;
    const auto state = people.take(*word);
    if (!state.ok() && state.error().code == ErrorCode::Malformed) return CargoOutcome::Refused;
    if (!state.ok()) return state.error();
    return *state ? CargoOutcome::Taken : CargoOutcome::Waiting;
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
    if (cargo->kind == store::CargoKind::SameWord) return takeSameWord(core, *cargo);
    if (cargo->kind != store::CargoKind::Run) return takeNote(core, *cargo, log);
    if (mutant("cargo-runs-dropped")) return CargoOutcome::Taken;
    return takeRun(core, *cargo);
}
} // namespace

Result<void> createNotes(store::Database& database)
{
    return database.exec("CREATE TABLE IF NOT EXISTS note(id BLOB PRIMARY KEY, kind INTEGER NOT "
                         "NULL, actor BLOB NOT NULL, at INTEGER NOT NULL, received INTEGER NOT "
                         "NULL, body BLOB NOT NULL) WITHOUT ROWID");
}

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

namespace {
constexpr std::string_view kTakenOut = "(taken out)";

/// The field that a line of a draft's words begins, and what follows; as Drafts writes them.
bool begins(std::string_view line, const schema::RecordType& type)
{
    if (line.starts_with("why: ")) return true;
    return std::ranges::any_of(type.fields, [&](const schema::Field& field) {
        return line.starts_with(std::string(field.name) + ": ");
    });
}

/// Without what was typed into these fields, and without a beginning of which nobody knows whose it
/// is: long words come in several notes.
std::string without(std::string_view words, const schema::RecordType& type,
                    const std::set<std::string>& names)
{
    std::string left;
    bool leaves = true;
    while (!words.empty()) {
        const auto end = std::min(words.find('\n'), words.size() - 1) + 1;
        const auto line = words.substr(0, end);
        if (begins(line, type))
            leaves = line.starts_with("why: ") ||
                     names.contains(std::string(line.substr(0, line.find(':'))));
        if (!leaves) left += line;
        words.remove_prefix(end);
    }
    return left + std::string(kTakenOut);
}

std::string cut(std::string text, const ErasedCopies& gone)
{
    const auto head = text.substr(0, text.find('\n') + 1);
    if (!gone.caseRef.empty() && head.find(", " + gone.caseRef + ", record ") != std::string::npos)
        return head + std::string(kTakenOut);
    std::set<std::string> names;
    const schema::RecordType* type = nullptr;
    for (const auto& [record, wire] : gone.fields) {
        const auto known = schema::findField(wire);
        if (!known.field || !head.ends_with("record " + record.hex() + "\n")) continue;
        type = known.type;
        names.emplace(known.field->name);
    }
    if (type) text = head + without(std::string_view(text).substr(head.size()), *type, names);
    for (const auto& part : gone.texts)
        for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at))
            text.replace(at, part.size(), kTakenOut);
    return text;
}
} // namespace

Result<std::uint64_t> takeOutOfNotes(HubCore& core, const ErasedCopies& gone)
{
    std::vector<std::pair<Bytes, std::string>> changed;
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT id, body FROM note"));
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) break;
        const std::string was(textOf(select.blob(1)));
        auto now = cut(was, gone);
        const auto id = select.blob(0);
        if (now != was) changed.emplace_back(Bytes(id.begin(), id.end()), std::move(now));
    }
    for (const auto& [id, text] : changed) {
        LAPWING_ASSIGN(auto put, core.db.cached("UPDATE note SET body=? WHERE id=?"));
        LAPWING_TRY(
            put.bind(1, lapwing::bytesOf(std::string_view(text))).bind(2, ByteView(id)).run());
    }
    return changed.size();
}

Result<std::uint64_t> alertCount(HubCore& core)
{
    LAPWING_ASSIGN(auto select, core.db.cached("SELECT count(*) FROM note WHERE kind=?"));
    LAPWING_TRY(select.bind(1, static_cast<int>(NoteKind::Alert)).step());
    return static_cast<std::uint64_t>(select.integer(0));
}

} // namespace lapwing::hub
