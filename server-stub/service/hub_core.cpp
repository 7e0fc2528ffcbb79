#include "server-stub/service/hub_core.h"

#include "server-stub/service/brought_cargo.h"
#include "server-stub/service/erase.h"
#include "server-stub/service/exclusion.h"
#include "server-stub/service/legal_hold.h"
#include "server-stub/service/other_history.h"
#include "server-stub/service/quarantine.h"

#include "shared/crypto/hash.h"
#include "shared/schema/person_fields.h"
#include "sync/log/digest.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
/// Parts of a case from which the blind check reads who somebody is.
bool tellsWho(schema::Compartment part)
{
    using namespace schema::person;
    return part == type.home || part == nhsNo.field.compartment || part == pncId.field.compartment;
}
} // namespace

store::Write newValue(const RecordId& record, std::uint32_t field, const Value& value)
{
    store::Write write;
    write.record = record;
    write.field = field;
    write.payload.value = encodeValue(value);
    return write;
}

Result<void> HubCore::createTables(store::Database& database)
{
    LAPWING_TRY(store::Engine(database).createTables());
    LAPWING_TRY(Registry(database).createTables());
    LAPWING_TRY(createReasons(database));
    LAPWING_TRY(createErasureTables(database));
    LAPWING_TRY(createErasedTable(database));
    LAPWING_TRY(createHoldTable(database));
    LAPWING_TRY(createNotes(database));
    return createOthers(database);
}

store::Author HubCore::author() const
{
    return {actorOf(keys.actor.publicKey()), keys.actor, random, clock};
}

Sum HubCore::digestOf(const Device& device, const store::Strand& strand) const
{
    return strandDigest(device.digestKey.view(), strand.id, strand.vector);
}

Result<void> HubCore::write(store::StrandIx strand, const std::vector<store::Write>& writes)
{
    LAPWING_ASSIGN(const auto before, strands.strand(strand));
    LAPWING_ASSIGN(const auto run, store::compose(log, before, author(), writes));
    LAPWING_TRY(engine.apply(strand, run, {Verdict::Accepted}));
    LAPWING_TRY(fanOut(before, nullptr));
    return heedExclusions(*this, before, run.changes().front().envelope.records);
}

Result<void> HubCore::noteClues(const store::Strand& strand)
{
    if (strand.caseId.isZero() || !tellsWho(strand.compartment)) return {};
    areCluesDue = true;
    return clues.setDue(Scope::ofCase(strand.caseId), 0);
}

Result<void> HubCore::fanOut(const store::Strand& before, const DeviceId* except)
{
    LAPWING_ASSIGN(const auto after, strands.strand(before.ix));
    if (after.sseq == before.sseq) return {};
    LAPWING_TRY(noteClues(after));
    LAPWING_ASSIGN(const auto holders, registry.holders(before.ix));
    for (const auto& id : holders) {
        const auto known = idle.find(id);
        const bool met = known != idle.end() && known->second.met;
        idle.erase(id);
        LAPWING_ASSIGN(auto device, registry.device(id));
        if (!device) return fail(ErrorCode::Internal, {}, "a holding without its device");
        // It said so to our memory, which wrote no row of it.
        if (met) device->confirmed = device->latest;
        device->digest = crypto::subtract(device->digest, digestOf(*device, before));
        device->digest = crypto::add(device->digest, digestOf(*device, after));
        if (!except || *except != id) {
            LAPWING_ASSIGN(const auto entry, registry.inboxOf(id, before.ix));
            // What the device has not proved to hold stays owed from where it was owed before.
            const bool owed = entry && entry->dseq > device->confirmed.cursor.dseq.value;
            const auto from = owed ? entry->fromSseq : before.sseq;
            // It was in the latest answer, which the device may yet prove to have.
            if (owed && entry->dseq <= device->latest.cursor.dseq.value)
                LAPWING_TRY(registry.markServed(id, before.ix, before.sseq));
            LAPWING_TRY(registry.putInbox(id, {before.ix, ++device->dseq, from}));
        }
        LAPWING_TRY(registry.put(*device));
    }
    return {};
}

Result<bool> HubCore::isExcluded(const PersonId& staff, const CaseId& caseId)
{
    if (caseId.isZero()) return false;
    LAPWING_ASSIGN(const auto rows, exclusions.of(staff));
    for (const auto& row : rows) {
        if (row.caseId == caseId) return true;
        if (row.person.isZero()) continue;
        LAPWING_ASSIGN(const auto scopes, registers.scopesOf(row.person));
        if (std::ranges::find(scopes, Scope::ofCase(caseId)) != scopes.end()) return true;
    }
    return false;
}

Result<void> HubCore::setHolding(Device& device, store::StrandIx ix, std::uint8_t rights)
{
    idle.erase(device.id);
    LAPWING_ASSIGN(const auto strand, strands.strand(ix));
    LAPWING_ASSIGN(const bool never, isExcluded(device.staff, strand.caseId));
    if (never) rights = 0;
    LAPWING_ASSIGN(const auto held, registry.holding(device.id, ix));
    if (rights > 0) {
        // A handle that once named another strand would lead a late cursor or run into this one.
        const auto handle = held ? held->handle : device.dseq + 1;
        LAPWING_TRY(registry.hold(device.id, {ix, handle, rights}));
        LAPWING_TRY(registry.dropRetraction(device.id, strand.id));
        if (!held) {
            device.digest = crypto::add(device.digest, digestOf(device, strand));
            LAPWING_TRY(registry.putInbox(device.id, {ix, ++device.dseq, 0}));
        }
    } else if (held) {
        device.digest = crypto::subtract(device.digest, digestOf(device, strand));
        LAPWING_TRY(registry.release(device.id, ix));
        LAPWING_TRY(registry.addRetraction(device.id, strand.id));
    }
    ++device.grantSerial;
    return registry.put(device);
}

Result<std::uint32_t> HubCore::leaseHours()
{
    LAPWING_ASSIGN(const auto stored, registry.setting("lease_hours"));
    if (!stored) return kLeaseHours;
    wire::Decoder r(*stored);
    const auto hours = r.u32();
    if (!r.done() || hours < kLeaseHoursMin || hours > kLeaseHoursMax)
        return fail(ErrorCode::Corrupt, {}, "the lease");
    return hours;
}

/// Nobody guesses it without the device's digest key. Of one serial always the same when the grant
/// is given again, of which only the time of issue moves on: what a clock decides draws nothing at
/// random.
static Sum grantDraw(std::string_view label, const Device& device, std::uint64_t epoch,
                     std::uint64_t number)
{
    wire::Writer secret;
    for (const auto each : {epoch, device.grantSerial, number}) secret.u64(each);
    secret.id(device.digestKey);
    return crypto::hash16(label, secret.view());
}

Result<Grant> HubCore::makeGrant(const Device& device)
{
    LAPWING_ASSIGN(const auto staff, registry.staff(device.staff));
    if (!staff) return fail(ErrorCode::Internal, {}, "a device without its person");
    Grant grant;
    grant.hubKey = keys.certificate.id;
    grant.hubEpoch = keys.epoch;
    grant.serial = device.grantSerial;
    grant.device = device.id;
    grant.person = device.staff;
    grant.roles = staff->roles;
    grant.issuedMs = clock.wallMs();
    LAPWING_ASSIGN(const auto hours, leaseHours());
    grant.leaseS = device.stopped ? 0 : hours * 3600;
    grant.nonce = GrantNonce::from(
        grantDraw("lapwing.gnonce.1", device, keys.epoch, grant.tags.size()).view());
    LAPWING_ASSIGN(const auto held, registry.holdings(device.id));
    for (const auto& holding : held) {
        LAPWING_ASSIGN(const auto strand, strands.strand(holding.strand));
        grant.tags.push_back({grantTag(grant.nonce, strand.id), holding.rights});
    }
    // Padded to a multiple of 8, so that a grant does not tell a peer the exact number of strands.
    while (grant.tags.size() % 8 != 0) {
        const auto tag = grantDraw("lapwing.gpad.1", device, keys.epoch, grant.tags.size());
        grant.tags.push_back({GrantTag::from(tag.view()), 1});
    }
    sign(grant, keys.sign);
    return grant;
}

} // namespace lapwing::hub
