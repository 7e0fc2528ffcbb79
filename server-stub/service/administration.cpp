#include "server-stub/service/administration.h"

#include "server-stub/service/staff_roles.h"

#include "shared/access/rights.h"
#include "shared/schema/agency_fields.h"
#include "shared/schema/staff_fields.h"
#include "shared/schema/validate.h"
#include "sync/log/member.h"
#include "sync/log/recovery_certificate.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

namespace lapwing::hub {

namespace {
constexpr std::uint8_t kReads = access::Rights::kRead;

store::Write life(const RecordId& record, const schema::RecordType& type)
{
    return newValue(record, schema::lifeField(type.home), Value::code(type.number));
}

/// One field of a record, under the rules for whatever people enter.
Result<store::Write> entered(const RecordId& record, const schema::Field& field,
                             std::string_view text)
{
    LAPWING_ASSIGN(const auto value, schema::parseText(field, text));
    return newValue(record, field.wire(), value);
}

store::Write memberOf(const store::Strand& strand, const Staff& staff, std::uint8_t rights)
{
    const MemberWord word{staff.id, encode(staff.roles), rights};
    auto write = newValue({}, schema::lifeField(strand.compartment), valueOf(word));
    write.kind = static_cast<std::uint8_t>(OpKind::Member);
    write.key.assign(staff.id.bytes.begin(), staff.id.bytes.end());
    return write;
}

template <class T>
store::Write written(const RecordId& record, const schema::Handle<T>& field, const T& content)
{
    return newValue(record, field.wire(), schema::valueOf(content));
}

Result<std::string> plainName(const schema::Field& field, std::string_view name)
{
    LAPWING_ASSIGN(const auto value, schema::parseText(field, name));
    return std::string(value.asText());
}

/// Every tablet of theirs that is not stopped gets (or loses) the strand.
Result<void> spread(HubCore& core, const PersonId& person, store::StrandIx strand,
                    std::uint8_t rights)
{
    LAPWING_ASSIGN(auto devices, core.registry.devicesOf(person));
    for (auto& device : devices)
        if (!device.stopped) LAPWING_TRY(core.setHolding(device, strand, rights));
    return {};
}

/// Under which setting the hub keeps who it was, as an author, in an epoch.
std::string officeOf(std::uint64_t epoch) { return "office_" + std::to_string(epoch); }

Result<void> foundActor(HubCore& core)
{
    LAPWING_TRY(core.registry.setSetting(officeOf(core.keys.epoch),
                                         actorOf(core.keys.actor.publicKey()).view()));
    KnownActor own;
    own.certificate.key = core.keys.actor.publicKey();
    own.certificate.device = core.keys.device.device();
    own.certificate.kind = ActorKind::Hub;
    LAPWING_ASSIGN(const auto known, core.registry.actor(own.certificate.actor()));
    if (known) return {};
    sign(own.certificate, core.keys.sign);
    LAPWING_TRY(core.registry.put(own));
    return core.registry.putCertificate(core.keys.device.device(), encode(core.keys.device));
}
} // namespace

Result<void> found(HubCore& core)
{
    LAPWING_TRY(foundActor(core));
    LAPWING_ASSIGN(const auto standing, core.strands.strandsOfCase({}));
    if (!standing.empty()) return {};
    for (std::uint8_t panel = 0; panel < kStandingStrands; ++panel) {
        LAPWING_ASSIGN(const auto strand, mintStrand(core, {}, schema::Compartment::Panel,
                                                     static_cast<schema::Panel>(panel)));
        LAPWING_TRY(core.write(strand.ix, {genesisOf(strand)}));
    }
    return {};
}

Result<store::Strand> standingStrand(HubCore& core, schema::Panel panel)
{
    LAPWING_ASSIGN(const auto standing, core.strands.strandsOfCase({}));
    for (const auto& strand : standing)
        if (strand.panel == panel) return strand;
    return fail(ErrorCode::Internal, {}, "a hub without the strand of a panel");
}

store::Write genesisOf(const store::Strand& strand)
{
    wire::Writer told;
    told.id(strand.caseId);
    told.u8(static_cast<std::uint8_t>(strand.compartment));
    told.u8(static_cast<std::uint8_t>(strand.panel));
    auto write = newValue({}, schema::lifeField(strand.compartment),
                          Value::binary(ValueKind::Binary, told.take()));
    write.kind = static_cast<std::uint8_t>(OpKind::Genesis);
    return write;
}

Result<store::Strand> mintStrand(HubCore& core, const CaseId& caseId,
                                 schema::Compartment compartment, schema::Panel panel)
{
    store::Strand strand;
    LAPWING_ASSIGN(strand.id, core.random.id<StrandId>());
    strand.caseId = caseId;
    strand.compartment = compartment;
    strand.panel = panel;
    return core.strands.addStrand(strand);
}

Result<Agency> addAgency(HubCore& core, std::string_view name, schema::agency::Sector sector)
{
    Agency agency;
    agency.sector = sector;
    LAPWING_ASSIGN(agency.name, plainName(schema::agency::name.field, name));
    LAPWING_ASSIGN(agency.id, core.random.id<AgencyId>());
    const auto record = RecordId::from(agency.id.view());
    LAPWING_ASSIGN(auto named, entered(record, schema::agency::name.field, agency.name));
    LAPWING_ASSIGN(const auto directory, standingStrand(core, schema::Panel::Directory));
    LAPWING_TRY(core.write(directory.ix, {life(record, schema::agency::type), std::move(named),
                                          written(record, schema::agency::sector, sector)}));
    LAPWING_TRY(core.registry.put(agency));
    return agency;
}

Result<void> setRights(HubCore& core, const store::Strand& strand, const Staff& staff,
                       std::uint8_t rights, std::vector<store::Write> more)
{
    more.push_back(memberOf(strand, staff, rights));
    LAPWING_TRY(core.write(strand.ix, more));
    LAPWING_TRY(core.registry.setMember(strand.ix, staff.id, rights));
    return spread(core, staff.id, strand.ix, rights);
}

Result<Staff> addStaff(HubCore& core, std::string_view name, const AgencyId& agency,
                       access::HeldRoles roles)
{
    Staff staff;
    staff.agency = agency;
    staff.roles = std::move(roles);
    LAPWING_ASSIGN(const auto employer, core.registry.agency(agency));
    if (!employer)
        return fail(ErrorCode::NotFound, "No agency has the id " + agency.hex() +
                                             ". Nothing was added. Add the agency first.");
    LAPWING_ASSIGN(staff.name, plainName(schema::staff::name.field, name));
    LAPWING_ASSIGN(staff.id, core.random.id<PersonId>());
    LAPWING_TRY(enrolStaff(core, staff));
    return staff;
}

Result<void> enrolStaff(HubCore& core, const Staff& staff)
{
    const auto record = RecordId::from(staff.id.view());
    std::vector<store::Write> writes{life(record, schema::staff::type)};
    LAPWING_ASSIGN(auto named, entered(record, schema::staff::name.field, staff.name));
    writes.push_back(std::move(named));
    LAPWING_ASSIGN(auto roles, directoryRoles(core, staff));
    std::ranges::move(roles, std::back_inserter(writes));
    writes.push_back(written(record, schema::staff::agency, RecordId::from(staff.agency.view())));
    writes.push_back(written(record, schema::staff::standing, schema::staff::Standing::Active));
    LAPWING_TRY(core.registry.put(staff));
    for (std::uint8_t panel = 0; panel < kStandingStrands; ++panel) {
        const auto at = static_cast<schema::Panel>(panel);
        LAPWING_ASSIGN(const auto strand, standingStrand(core, at));
        // Only the hub writes the directory, and everyone needs its names.
        const bool directory = at == schema::Panel::Directory;
        const auto rights = directory ? kReads : rightsIn(staff, strand);
        if (rights == 0) continue;
        LAPWING_TRY(setRights(core, strand, staff, rights,
                              directory ? std::move(writes) : std::vector<store::Write>{}));
    }
    return {};
}

Result<Staff> staffWith(HubCore& core, const PersonId& id)
{
    LAPWING_ASSIGN(auto staff, core.registry.staff(id));
    if (staff) return std::move(*staff);
    return fail(ErrorCode::NotFound,
                "Nobody has the staff id " + id.hex() +
                    ". Nothing was changed. Check the id, or add the person first.");
}

/// Said of a case that is not there, and of one that somebody may never have.
static Error noSuchCase()
{
    return fail(ErrorCode::NotFound, "There is no case with that reference. Nothing was changed. "
                                     "Check the reference.");
}

Result<CaseEntry> caseWith(HubCore& core, std::string_view ref)
{
    LAPWING_ASSIGN(auto entry, core.registry.caseByRef(ref));
    if (entry) return std::move(*entry);
    return noSuchCase();
}

Result<void> takeAway(HubCore& core, const store::Strand& strand, const PersonId& person)
{
    LAPWING_ASSIGN(const auto staff, staffWith(core, person));
    LAPWING_ASSIGN(const auto before, core.registry.memberRights(strand.ix, person));
    if (before != 0) return setRights(core, strand, staff, 0);
    LAPWING_ASSIGN(auto devices, core.registry.devicesOf(person));
    for (auto& device : devices) {
        LAPWING_ASSIGN(const auto held, core.registry.holding(device.id, strand.ix));
        if (held) LAPWING_TRY(core.setHolding(device, strand.ix, 0));
    }
    return {};
}

Result<std::uint64_t> assign(HubCore& core, std::string_view ref, const PersonId& person)
{
    LAPWING_ASSIGN(const auto entry, caseWith(core, ref));
    LAPWING_ASSIGN(const auto staff, staffWith(core, person));
    LAPWING_ASSIGN(const bool never, core.isExcluded(person, entry.id));
    if (never) return noSuchCase();
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(entry.id));
    std::uint64_t given = 0;
    for (const auto& strand : strands) {
        const auto rights = rightsIn(staff, strand);
        if (rights == 0) continue;
        ++given;
        LAPWING_ASSIGN(const auto before, core.registry.memberRights(strand.ix, person));
        if (before != rights) LAPWING_TRY(setRights(core, strand, staff, rights));
    }
    if (given == 0)
        return fail(ErrorCode::Rejected,
                    access::namedAs(staff.roles) +
                        (staff.roles.each.size() == 1 ? " has" : " have") +
                        " no right in cases of this panel. Nothing was changed.");
    return given;
}

Result<std::uint64_t> unassign(HubCore& core, std::string_view ref, const PersonId& person)
{
    LAPWING_ASSIGN(const auto entry, caseWith(core, ref));
    LAPWING_ASSIGN(const auto staff, staffWith(core, person));
    LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(entry.id));
    std::uint64_t taken = 0;
    for (const auto& strand : strands) {
        LAPWING_ASSIGN(const auto before, core.registry.memberRights(strand.ix, person));
        if (before == 0) continue;
        ++taken;
        LAPWING_TRY(setRights(core, strand, staff, 0));
    }
    if (taken == 0)
        return fail(ErrorCode::Rejected, "This person does not have that case. Nothing was "
                                         "changed. Check the reference and the person.");
    return taken;
}

namespace {
/// Who is told of in the `member` ops of these changes, with the rights that the last one gives.
std::map<PersonId, std::uint8_t> membersIn(std::span<const Change> changes)
{
    std::map<PersonId, std::uint8_t> told;
    for (const auto& change : changes)
        for (std::size_t i = 0; i < change.payloads.size(); ++i)
            if (const auto word = memberIn(change, i)) told[word->person] = word->rights;
    return told;
}

/// The same of all that is here of one of this hub's chains.
Result<std::map<PersonId, std::uint8_t>> membersTold(HubCore& core, const store::Strand& strand,
                                                     const ActorId& self)
{
    LAPWING_ASSIGN(const auto own, core.log.ofChain(strand.ix, self, 1));
    std::vector<Change> since;
    for (const auto& stored : own) {
        LAPWING_ASSIGN(auto change,
                       openChange(strand.id, self, stored.ctr, Hash{}, stored.encoded));
        since.push_back(std::move(change));
    }
    return membersIn(since);
}

/// Whether this hub has said who may have the strand, of this person, in an epoch after that one.
Result<bool> isDecidedSince(HubCore& core, const store::Strand& strand, const PersonId& person,
                            std::uint64_t epoch)
{
    const auto self = actorOf(core.keys.actor.publicKey());
    LAPWING_ASSIGN(const auto today, membersTold(core, strand, self));
    if (today.contains(person)) return true;
    for (auto later = core.keys.epoch; later-- > epoch + 1;) {
        LAPWING_ASSIGN(const auto office, core.registry.setting(officeOf(later)));
        if (!office) continue;
        LAPWING_ASSIGN(const auto told, membersTold(core, strand, ActorId::from(*office)));
        if (told.contains(person)) return true;
    }
    return false;
}

/// In which epoch this hub was that author; of one that no backup knows, the last before today's.
Result<std::uint64_t> epochOf(HubCore& core, const ActorId& author)
{
    for (auto epoch = kFirstEpoch; epoch < core.keys.epoch; ++epoch) {
        LAPWING_ASSIGN(const auto office, core.registry.setting(officeOf(epoch)));
        if (office && ActorId::from(*office) == author) return epoch;
    }
    return core.keys.epoch - 1;
}
} // namespace

Result<void> withdraw(HubCore& core, const store::Strand& strand, const PersonId& person,
                      std::uint8_t atMost, std::uint64_t epoch)
{
    LAPWING_ASSIGN(const auto now, core.registry.memberRights(strand.ix, person));
    const auto left = static_cast<std::uint8_t>(now & atMost);
    if (left == now) return {};
    LAPWING_ASSIGN(const bool decided, isDecidedSince(core, strand, person, epoch));
    if (decided) return {};
    LAPWING_TRY(core.registry.setMember(strand.ix, person, left));
    return spread(core, person, strand.ix, left);
}

Result<bool> wasTaken(HubCore& core, const store::Strand& strand, const PersonId& person)
{
    const auto self = actorOf(core.keys.actor.publicKey());
    LAPWING_ASSIGN(const auto chains, core.log.chains(strand.ix));
    for (const auto& chain : chains) {
        LAPWING_ASSIGN(const auto author, core.registry.actor(chain.actor));
        const bool former = author && chain.actor != self &&
                            author->certificate.device == core.keys.device.device();
        if (!former) continue;
        LAPWING_ASSIGN(const auto told, membersTold(core, strand, chain.actor));
        const auto at = told.find(person);
        if (at != told.end() && at->second == 0) return true;
    }
    return false;
}

Result<void> heedMembers(HubCore& core, const store::Strand& strand, const VerifiedRun& run)
{
    if (run.changes().empty()) return {};
    LAPWING_ASSIGN(const auto epoch, epochOf(core, run.changes().front().actor));
    for (const auto& [person, rights] : membersIn(run.changes()))
        LAPWING_TRY(withdraw(core, strand, person, rights, epoch));
    return {};
}

/// Whatever goes with a grant comes to every tablet at its next sync.
static Result<void> grantAnew(HubCore& core)
{
    LAPWING_ASSIGN(auto devices, core.registry.devices());
    for (auto& device : devices) {
        ++device.grantSerial;
        LAPWING_TRY(core.registry.put(device));
    }
    core.idle.clear();
    return {};
}

Result<void> setRecoveryKey(HubCore& core, const crypto::BoxPublicKey& key)
{
    RecoveryCertificate certificate{key, core.keys.certificate.id, {}};
    sign(certificate, core.keys.sign);
    LAPWING_TRY(core.registry.setSetting("recovery", encode(certificate)));
    return grantAnew(core);
}

Result<void> setLease(HubCore& core, std::uint32_t hours)
{
    if (hours < kLeaseHoursMin || hours > kLeaseHoursMax)
        return fail(ErrorCode::Rejected, "A lease is 1 to 336 hours. Nothing was changed. Choose "
                                         "another.");
    wire::Writer w;
    w.u32(hours);
    LAPWING_TRY(core.registry.setSetting("lease_hours", w.view()));
    return grantAnew(core);
}

Result<void> stopDevice(HubCore& core, const DeviceId& id)
{
    LAPWING_ASSIGN(auto device, core.registry.device(id));
    if (!device)
        return fail(ErrorCode::NotFound, "There is no tablet with that id. Nothing was changed. "
                                         "The device list has the ids.");
    if (device->stopped) return {};
    device->stopped = true;
    LAPWING_ASSIGN(const auto held, core.registry.holdings(id));
    for (const auto& holding : held) LAPWING_TRY(core.setHolding(*device, holding.strand, 0));
    core.idle.erase(id);
    // A grant of a higher serial, so that the tablet is told even when it held nothing.
    ++device->grantSerial;
    return core.registry.put(*device);
}

} // namespace lapwing::hub
