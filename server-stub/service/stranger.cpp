#include "server-stub/service/stranger.h"

#include "server-stub/service/administration.h"
#include "shared/schema/staff_fields.h"
#include "sync/log/introduction.h"
#include "sync/log/merge.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lapwing::hub {

namespace {
using nlohmann::json;

/// Its newest grant, as this hub gave it: who its person is on a panel, and the last serial.
std::optional<Grant> grantOf(const HubCore& core, const DeviceId& device,
                             std::span<const wire::Frame> frames)
{
    for (const auto& frame : frames) {
        if (frame.type != wire::FrameType::FoundGrant) continue;
        auto grant = decodeGrant(frame.payload);
        if (grant.ok() && grant->device == device && verify(*grant, core.keys.sign.publicKey()))
            return std::move(*grant);
    }
    return std::nullopt;
}

/// What the directory says they are called; empty when it says nothing, or several things.
Result<std::string> nameInDirectory(HubCore& core, const PersonId& person)
{
    LAPWING_ASSIGN(const auto directory, standingStrand(core, schema::Panel::Directory));
    LAPWING_ASSIGN(const auto form,
                   core.registers.display({scopeOf(directory), RecordId::from(person.view())}));
    if (!form) return std::string();
    const auto shown = form->read(schema::staff::name.wire()).shown();
    if (shown.size() != 1 || shown.front().value.kind != ValueKind::Text) return std::string();
    return std::string(shown.front().value.asText());
}

Result<Staff> staffOf(HubCore& core, const FoundTablet& waits, const Introduction& one,
                      std::string_view name)
{
    Staff staff;
    staff.id = one.device.person;
    staff.agency = one.device.agency;
    LAPWING_ASSIGN(staff.name, nameInDirectory(core, staff.id));
    if (staff.name.empty()) staff.name = name;
    if (staff.name.empty())
        return fail(ErrorCode::Rejected, "The office knows no name for this person since its "
                                         "restore. Nothing was changed. Give it with --name.");
    auto roles = access::decodeHeldRoles(waits.roles);
    if (!roles.ok() || !roles->areKnown())
        return fail(ErrorCode::Rejected, "The tablet shows no role that the office gave. Nothing "
                                         "was changed. Add the person, and set the tablet up "
                                         "again.");
    staff.roles = std::move(*roles);
    return staff;
}
} // namespace

Result<bool> hearStranger(HubCore& core, const crypto::PublicKey& deviceKey,
                          std::span<const wire::Frame> frames)
{
    if (core.keys.epoch == kFirstEpoch) return false;
    for (const auto& frame : frames) {
        if (frame.type != wire::FrameType::Introduction) continue;
        const auto one = decodeIntroduction(frame.payload);
        if (!one.ok() || one->device.key != deviceKey || !verify(*one, core.keys.sign.publicKey()))
            return false;
        const auto grant = grantOf(core, one->device.device(), frames);
        FoundTablet waits{one->device.device(), Bytes(frame.payload), {}, 0};
        if (grant) {
            waits.roles = encode(grant->roles);
            waits.serial = grant->serial;
        }
        LAPWING_TRY(core.foundRows.putTablet(waits));
        return true;
    }
    return false;
}

Result<json> strangerList(HubCore& core)
{
    LAPWING_ASSIGN(const auto all, core.foundRows.tablets());
    json list = json::array();
    for (const auto& waits : all) {
        LAPWING_ASSIGN(const auto one, decodeIntroduction(waits.introduction));
        LAPWING_ASSIGN(const auto staff, core.registry.staff(one.device.person));
        LAPWING_ASSIGN(const auto agency, core.registry.agency(one.device.agency));
        LAPWING_ASSIGN(auto name, nameInDirectory(core, one.device.person));
        if (staff) name = staff->name;
        const auto roles = access::decodeHeldRoles(waits.roles);
        list.push_back({{"tablet", waits.device.hex()},
                        {"staff", one.device.person.hex()},
                        {"staff_is_known", staff.has_value()},
                        {"name", name.empty() ? json(nullptr) : json(name)},
                        {"calls_itself", one.callsItself},
                        {"agency", agency ? json(agency->name) : json(nullptr)},
                        {"role", roles.ok() ? json(access::textOf(*roles)) : json(nullptr)}});
    }
    return list;
}

Result<AdmittedTablet> admitStranger(HubCore& core, const DeviceId& id,
                                     const FoundDecision& decision, std::string_view name)
{
    LAPWING_TRY(staffWith(core, decision.by));
    if (decision.reason.empty())
        return fail(ErrorCode::Rejected, "This needs a reason. Nothing was changed. Give one.");
    LAPWING_ASSIGN(const auto all, core.foundRows.tablets());
    const auto waits = std::ranges::find(all, id, &FoundTablet::device);
    LAPWING_ASSIGN(const auto known, core.registry.device(id));
    if (known)
        return fail(ErrorCode::Rejected, "The office knows that tablet. Nothing was changed.");
    if (waits == all.end())
        return fail(ErrorCode::NotFound, "No such tablet waits. Nothing was changed. It is listed "
                                         "once it has tried to sync.");
    LAPWING_ASSIGN(const auto one, decodeIntroduction(waits->introduction));
    AdmittedTablet done{one.device.person, {}, false};
    LAPWING_ASSIGN(auto staff, core.registry.staff(one.device.person));
    if (!staff) {
        LAPWING_ASSIGN(staff, staffOf(core, *waits, one, name));
        LAPWING_TRY(enrolStaff(core, *staff));
        done.isNewStaff = true;
    }
    done.name = staff->name;
    Device device;
    device.id = id;
    device.staff = staff->id;
    device.key = one.device.key;
    device.serial = one.device.serial;
    device.digestKey.bytes = one.digestKey.bytes;
    device.grantSerial = waits->serial + 1;
    LAPWING_TRY(core.registry.put(device));
    LAPWING_TRY(core.registry.putCertificate(id, encode(one.device)));
    for (const auto& actor : {one.vault, one.field}) {
        LAPWING_ASSIGN(const auto before, core.registry.actor(actor.actor()));
        if (!before) LAPWING_TRY(core.registry.put(KnownActor{actor, staff->id, 0}));
    }
    LAPWING_ASSIGN(const auto membership, core.registry.membership(staff->id));
    for (const auto& member : membership)
        LAPWING_TRY(core.setHolding(device, member.strand, member.rights));
    LAPWING_TRY(core.foundRows.eraseTablet(id));
    return done;
}

} // namespace lapwing::hub
