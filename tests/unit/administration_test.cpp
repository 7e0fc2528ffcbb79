#include "server-stub/service/import.h"
#include "shared/access/rights.h"
#include "shared/crypto/hash.h"
#include "tests/support/hub.h"

using namespace lapwing;
using namespace lapwing::test;
using hub::Device;
using schema::Compartment;
using schema::Panel;

namespace {

void addCase(HubSite& site, const std::string& ref, const std::string& panel)
{
    const auto line = R"({"case":")" + ref + R"(","panel":")" + panel +
                      R"(","record":"case","fields":{"title":"A case"}})";
    hub::Import import(site.core);
    REQUIRE(import.run(line).ok());
}

std::vector<store::StrandIx> heldBy(HubSite& site, const Device& device)
{
    std::vector<store::StrandIx> found;
    const auto holdings = site.core.registry.holdings(device.id).value();
    for (const auto& holding : holdings) found.push_back(holding.strand);
    return found;
}

/// The digest a device must have, from scratch.
Sum digestOver(HubSite& site, const Device& device)
{
    Sum sum;
    for (const auto ix : heldBy(site, device))
        sum = crypto::add(sum, site.core.digestOf(device, site.core.strands.strand(ix).value()));
    return sum;
}

std::size_t opsIn(HubSite& site, store::StrandIx ix, OpKind kind)
{
    const auto strand = site.core.strands.strand(ix).value();
    const auto changes = site.core.log.changesAfter(ix, 0, 1000).value();
    std::size_t count = 0;
    for (const auto& stored : changes) {
        const auto change =
            openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded).value();
        for (const auto& op : change.envelope.ops)
            if (op.kind == static_cast<std::uint8_t>(kind)) ++count;
    }
    return count;
}
} // namespace

TEST_CASE("founding a hub makes the directory and a strand a panel, once")
{
    HubSite site;
    REQUIRE(hub::found(site.core).ok());
    const auto standing = site.core.strands.strandsOfCase({}).value();
    CHECK(standing.size() == hub::kStandingStrands);
    for (const auto& strand : standing) {
        CHECK(strand.compartment == Compartment::Panel);
        CHECK(opsIn(site, strand.ix, OpKind::Genesis) == 1);
    }
    CHECK(hub::standingStrand(site.core, Panel::Iom)->panel == Panel::Iom);
}

TEST_CASE("the hub's own actor is known by a certificate that its device key signed")
{
    HubSite site;
    const auto known = site.core.registry.actor(actorOf(site.core.keys.actor.publicKey())).value();
    REQUIRE(known);
    CHECK(known->certificate.kind == ActorKind::Hub);
    CHECK(verify(known->certificate, site.core.keys.device.key));
}

TEST_CASE("staff and agencies are records of the directory under their own ids")
{
    HubSite site;
    const auto person = site.staff(access::Role::Idva, "Zoë Brown");
    const auto form = site.core.registers.display(RecordId::from(person.view())).value();
    REQUIRE(form);
    const auto* type = schema::findType("staff");
    CHECK(form->type() == type->number);
    const auto shown = [&](std::string_view field) {
        return form->read(type->find(field)->wire()).shown().at(0).value;
    };
    CHECK(shown("name").asText() == "Zoë Brown");
    CHECK(shown("role").asInteger() == static_cast<int>(access::Role::Idva));
    CHECK(shown("agency").asRef() == RecordId::from(site.agency.view()));
    const auto agency = site.core.registers.display(RecordId::from(site.agency.view())).value();
    REQUIRE(agency);
    CHECK(agency->type() == schema::findType("agency")->number);
}

TEST_CASE("a person reads the directory and the panels of her role, and no other panel")
{
    HubSite site;
    const auto person = site.staff(access::Role::IomOfficer);
    const auto strands = site.core.strands.strandsOfCase({}).value();
    for (const auto& strand : strands) {
        const auto rights = site.core.registry.memberRights(strand.ix, person).value();
        if (strand.panel == Panel::Directory)
            CHECK(rights == access::Rights::kRead);
        else
            CHECK(rights == access::standingRights(access::Role::IomOfficer, strand.panel).bits);
    }
    const auto marac = hub::standingStrand(site.core, Panel::DaMarac).value();
    CHECK(site.core.registry.memberRights(marac.ix, person).value() == 0);
    const auto iom = hub::standingStrand(site.core, Panel::Iom).value();
    CHECK(site.core.registry.memberRights(iom.ix, person).value() != 0);
}

TEST_CASE("an agency nobody knows, and a name that is none, add nobody")
{
    HubSite site;
    const auto stranger = hub::addStaff(site.core, "Ada", AgencyId{}, access::Role::Idva);
    REQUIRE_FALSE(stranger.ok());
    CHECK(stranger.error().code == ErrorCode::NotFound);
    for (const auto* name : {"", "a\nb\x01", "\xff"})
        CHECK_FALSE(hub::addStaff(site.core, name, site.agency, access::Role::Idva).ok());
    CHECK_FALSE(hub::addAgency(site.core, "", schema::agency::Sector::Police).ok());
    CHECK(site.core.registry.allStaff()->empty());
}

TEST_CASE("assigning a case gives her tablets exactly the strands that her role may have")
{
    HubSite site;
    addCase(site, "IOM-1", "iom");
    const auto person = site.staff(access::Role::IomOfficer);
    const auto device = site.device(person);
    const auto given = hub::assign(site.core, "IOM-1", person);
    REQUIRE(given.ok());
    const auto entry = site.core.registry.caseByRef("IOM-1").value();
    std::uint64_t expected = 0;
    const auto strands = site.core.strands.strandsOfCase(entry->id).value();
    for (const auto& strand : strands) {
        const auto rights =
            access::strandRights(access::Role::IomOfficer, strand.compartment, Panel::Iom).bits;
        const auto holding = site.core.registry.holding(device.id, strand.ix).value();
        CHECK((holding ? holding->rights : 0) == rights);
        CHECK(opsIn(site, strand.ix, OpKind::Member) == (rights ? 1u : 0u));
        expected += rights ? 1 : 0;
    }
    CHECK(*given == expected);
    CHECK(expected > 0);
    CHECK(expected < 6);
    const auto now = site.core.registry.device(device.id).value();
    CHECK(now->digest == digestOver(site, *now));
}

TEST_CASE("assigning or unassigning twice changes nothing the second time, and the latter says so")
{
    HubSite site;
    addCase(site, "IOM-1", "iom");
    const auto person = site.staff(access::Role::IomOfficer);
    const auto device = site.device(person);
    const auto first = hub::assign(site.core, "IOM-1", person).value();
    const auto serial = site.core.registry.device(device.id).value()->grantSerial;
    CHECK(hub::assign(site.core, "IOM-1", person).value() == first);
    CHECK(site.core.registry.device(device.id).value()->grantSerial == serial);

    CHECK(hub::unassign(site.core, "IOM-1", person).value() == first);
    CHECK(heldBy(site, device).empty());
    CHECK(site.core.registry.retractions(device.id)->size() == first);
    const auto again = hub::unassign(site.core, "IOM-1", person);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().code == ErrorCode::Rejected);
    CHECK(again.error().message.find("does not have that case") != std::string::npos);
    const auto now = site.core.registry.device(device.id).value();
    CHECK(now->digest == Sum{});

    CHECK(hub::assign(site.core, "IOM-1", person).value() == first);
    CHECK(site.core.registry.retractions(device.id)->empty());
}

TEST_CASE("a case, a person or a right that is not there is told, and nothing is given")
{
    HubSite site;
    addCase(site, "MARAC-1", "da_marac");
    const auto person = site.staff(access::Role::IomOfficer);
    const auto device = site.device(person);
    CHECK(hub::assign(site.core, "nothing", person).error().code == ErrorCode::NotFound);
    CHECK(hub::assign(site.core, "MARAC-1", PersonId{}).error().code == ErrorCode::NotFound);
    const auto refused = hub::assign(site.core, "MARAC-1", person);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Rejected);
    CHECK(refused.error().message.find("iom_officer") != std::string::npos);
    CHECK(heldBy(site, device).empty());
}

TEST_CASE("a stopped tablet loses everything and gets nothing more")
{
    HubSite site;
    addCase(site, "IOM-1", "iom");
    addCase(site, "IOM-2", "iom");
    const auto person = site.staff(access::Role::IomOfficer);
    const auto device = site.device(person);
    const auto held = hub::assign(site.core, "IOM-1", person).value();
    const auto serial = site.core.registry.device(device.id).value()->grantSerial;
    REQUIRE(hub::stopDevice(site.core, device.id).ok());
    CHECK(heldBy(site, device).empty());
    CHECK(site.core.registry.retractions(device.id)->size() == held);
    const auto now = site.core.registry.device(device.id).value();
    CHECK(now->stopped);
    CHECK(now->grantSerial > serial);
    REQUIRE(hub::assign(site.core, "IOM-2", person).ok());
    CHECK(heldBy(site, device).empty());
    CHECK(hub::stopDevice(site.core, DeviceId{}).error().code == ErrorCode::NotFound);
}

TEST_CASE("the office sets the lease: every tablet is granted it anew, and a stopped one none")
{
    HubSite site;
    auto& core = site.core;
    const auto device = site.device(site.staff(access::Role::Idva));
    const auto hoursOf = [&] {
        const auto now = core.registry.device(device.id).value().value();
        return core.makeGrant(now).value().leaseS / 3600;
    };
    // Friday five o'clock to Tuesday nine is 88 hours, and over Easter 112.
    CHECK(hoursOf() == 120);
    const auto serial = core.registry.device(device.id).value()->grantSerial;
    REQUIRE(hub::setLease(core, 200).ok());
    CHECK(core.registry.device(device.id).value()->grantSerial == serial + 1);
    CHECK(hoursOf() == 200);
    for (const std::uint32_t odd : {0u, 337u, ~0u})
        CHECK(hub::setLease(core, odd).error().code == ErrorCode::Rejected);
    CHECK(hoursOf() == 200);
    REQUIRE(hub::setLease(core, 336).ok());
    REQUIRE(hub::stopDevice(core, device.id).ok());
    CHECK(hoursOf() == 0);
}
