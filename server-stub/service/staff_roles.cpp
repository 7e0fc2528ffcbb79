#include "server-stub/service/staff_roles.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/caseload.h"
#include "shared/access/rights.h"
#include "shared/schema/json.h"
#include "shared/schema/staff_fields.h"

namespace lapwing::hub {

namespace {
/// Over what the directory shows now; nothing when it says the same, and only that.
void put(std::vector<store::Write>& writes, const std::optional<DisplayedRecord>& now,
         const RecordId& record, std::uint32_t field, const Bytes& key, const Value& value)
{
    auto write = newValue(record, field, value);
    write.key = key;
    if (now) {
        const auto read = now->read(field, key);
        if (read.shown().size() == 1 && read.shown().front().value == value) return;
        for (const auto& version : read.shown()) write.seen.push_back(version.dot);
    }
    writes.push_back(std::move(write));
}

/// What they have there from now on. What was taken from them by itself, and not by their roles, is
/// not given back by a role.
Result<std::uint8_t> rightsAfter(HubCore& core, const Staff& before, const Staff& now,
                                 const store::Strand& strand)
{
    LAPWING_ASSIGN(const auto held, core.registry.memberRights(strand.ix, now.id));
    const bool wasTaken = held == 0 && rightsIn(before, strand) != 0;
    return wasTaken ? std::uint8_t{0} : rightsIn(now, strand);
}

Result<void> follow(HubCore& core, const Staff& before, const Staff& now,
                    const store::Strand& strand)
{
    LAPWING_ASSIGN(const auto held, core.registry.memberRights(strand.ix, now.id));
    LAPWING_ASSIGN(const auto rights, rightsAfter(core, before, now, strand));
    return held == rights ? Result<void>() : setRights(core, strand, now, rights);
}

Result<void> followOnPanels(HubCore& core, const Staff& before, const Staff& now)
{
    for (std::uint8_t panel = 1; panel < kStandingStrands; ++panel) {
        LAPWING_ASSIGN(const auto strand, standingStrand(core, static_cast<schema::Panel>(panel)));
        LAPWING_TRY(follow(core, before, now, strand));
    }
    return {};
}

/// A grant tells the roles, so that a tablet hears of them even when it holds nothing.
Result<void> grantAgain(HubCore& core, const PersonId& person)
{
    LAPWING_ASSIGN(auto devices, core.registry.devicesOf(person));
    for (auto& device : devices) {
        ++device.grantSerial;
        core.idle.erase(device.id);
        LAPWING_TRY(core.registry.put(device));
    }
    return {};
}
} // namespace

std::uint8_t rightsIn(const Staff& staff, const store::Strand& strand)
{
    const auto roles = staff.roles.on(strand.panel);
    return strand.caseId.isZero()
               ? access::standingRights(roles, strand.panel).bits
               : access::strandRights(roles, strand.compartment, strand.panel).bits;
}

Result<std::vector<store::Write>> directoryRoles(HubCore& core, const Staff& staff)
{
    namespace fields = schema::staff;
    const auto record = RecordId::from(staff.id.view());
    LAPWING_ASSIGN(const auto directory, standingStrand(core, schema::Panel::Directory));
    LAPWING_ASSIGN(const auto now, core.registers.display({scopeOf(directory), record}));
    std::vector<store::Write> writes;
    const auto& held = staff.roles.each;
    put(writes, now, record, fields::role.wire(), {}, schema::valueOf(held.front().role));
    const auto isOther = [&](access::Role role) {
        return role != held.front().role && staff.roles.has(role);
    };
    for (const auto& code : fields::kRoleWords) {
        const auto role = static_cast<access::Role>(code.number);
        LAPWING_ASSIGN(const auto key, schema::keyFromText(fields::otherRoles.field, code.name));
        const bool isSaid = now && !now->read(fields::otherRoles.wire(), key).shown().empty();
        if (isOther(role) || isSaid)
            put(writes, now, record, fields::otherRoles.wire(), key,
                Value::integer(isOther(role) ? 1 : 0));
    }
    return writes;
}

Result<RolesSet> rolesToSet(HubCore& core, const PersonId& person, const access::HeldRoles& roles)
{
    RolesSet done;
    LAPWING_ASSIGN(done.before, staffWith(core, person));
    if (done.before.roles == roles)
        return fail(ErrorCode::Rejected, done.before.name + " holds just these roles: " +
                                             access::textOf(roles) + ". Nothing was changed.");
    auto now = done.before;
    now.roles = roles;
    LAPWING_ASSIGN(const auto cases, casesOf(core, person));
    for (const auto& entry : cases) {
        LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(entry.id));
        bool changed = false, left = false;
        for (const auto& strand : strands) {
            LAPWING_ASSIGN(const auto held, core.registry.memberRights(strand.ix, person));
            LAPWING_ASSIGN(const auto rights, rightsAfter(core, done.before, now, strand));
            changed = changed || held != rights;
            left = left || rights != 0;
        }
        if (changed) (left ? done.changed : done.lost).push_back(entry.ref);
    }
    return done;
}

Result<RolesSet> setRoles(HubCore& core, const PersonId& person, const access::HeldRoles& roles)
{
    LAPWING_ASSIGN(auto done, rolesToSet(core, person, roles));
    auto now = done.before;
    now.roles = roles;
    LAPWING_ASSIGN(const auto cases, casesOf(core, person));
    LAPWING_TRY(core.registry.put(now));
    LAPWING_ASSIGN(const auto directory, standingStrand(core, schema::Panel::Directory));
    LAPWING_ASSIGN(const auto writes, directoryRoles(core, now));
    if (!writes.empty()) LAPWING_TRY(core.write(directory.ix, writes));
    LAPWING_TRY(followOnPanels(core, done.before, now));
    for (const auto& entry : cases) {
        LAPWING_ASSIGN(const auto strands, core.strands.strandsOfCase(entry.id));
        for (const auto& strand : strands) LAPWING_TRY(follow(core, done.before, now, strand));
    }
    LAPWING_TRY(grantAgain(core, person));
    return done;
}

} // namespace lapwing::hub
