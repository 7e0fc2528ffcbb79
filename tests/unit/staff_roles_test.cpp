#include "server-stub/service/staff_roles.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/import.h"
#include "shared/access/rights.h"
#include "shared/schema/json.h"
#include "shared/schema/staff_fields.h"
#include "tests/support/hub.h"
#include "tests/support/must.h"

using namespace lapwing;
using namespace lapwing::test;
using access::Role;
using schema::Panel;

namespace {
using Refs = std::vector<std::string>;

struct RolesOffice : HubSite {
    PersonId ada = staff(Role::Idva, "Ada Okafor");
    DeviceId tablet = device(ada).id;

    RolesOffice()
    {
        add("DA-1", "da_marac");
        add("IOM-1", "iom");
        must(hub::assign(core, "DA-1", ada));
    }
    void add(const std::string& ref, const std::string& panel)
    {
        hub::Import import(core);
        must(import.run(R"({"case":")" + ref + R"(","panel":")" + panel +
                        R"(","record":"case","fields":{"title":"A"}})"));
    }
    hub::RolesSet set(std::string_view roles)
    {
        return must(hub::setRoles(core, ada, must(access::heldRolesOf(roles))));
    }
    std::uint8_t bits(const store::Strand& strand)
    {
        const auto holding = must(core.registry.holding(tablet, strand.ix));
        CHECK((holding ? holding->rights : 0) == must(core.registry.memberRights(strand.ix, ada)));
        return holding ? holding->rights : std::uint8_t{0};
    }
    std::vector<store::Strand> strandsOf(std::string_view ref)
    {
        return must(core.strands.strandsOfCase(must(core.registry.caseByRef(ref))->id));
    }
    DisplayedRecord entry()
    {
        auto form = must(core.registers.display(RecordId::from(ada.view())));
        REQUIRE(form);
        return *form;
    }
};
} // namespace

TEST_CASE("a second role opens the cases of its panel, and takes nothing of the first")
{
    RolesOffice office;
    CHECK(hub::assign(office.core, "IOM-1", office.ada).error().code == ErrorCode::Rejected);
    const auto done = office.set("idva, iom_officer");
    CHECK(done.changed.empty());
    CHECK(done.lost.empty());
    must(hub::assign(office.core, "IOM-1", office.ada));
    for (const auto& strand : office.strandsOf("IOM-1"))
        CHECK(office.bits(strand) ==
              access::strandRights(Role::IomOfficer, strand.compartment, Panel::Iom).bits);
    for (const auto& strand : office.strandsOf("DA-1"))
        CHECK(office.bits(strand) ==
              access::strandRights(Role::Idva, strand.compartment, Panel::DaMarac).bits);
    const auto iom = must(hub::standingStrand(office.core, Panel::Iom));
    CHECK(office.bits(iom) == access::standingRights(Role::IomOfficer, Panel::Iom).bits);
}

TEST_CASE("another role changes what their tablets hold of each case, and takes what it has not")
{
    RolesOffice office;
    office.set("idva, iom_officer");
    must(hub::assign(office.core, "IOM-1", office.ada));
    std::vector<StrandId> held;
    for (const auto& strand : office.strandsOf("IOM-1"))
        if (office.bits(strand) != 0) held.push_back(strand.id);
    CHECK_FALSE(held.empty());
    const auto done = office.set("marac_chair");
    CHECK(done.changed == Refs{"DA-1"});
    CHECK(done.lost == Refs{"IOM-1"});
    for (const auto& strand : office.strandsOf("IOM-1")) CHECK(office.bits(strand) == 0);
    const auto told = must(office.core.registry.retractions(office.tablet));
    for (const auto& strand : held) CHECK(std::ranges::find(told, strand) != told.end());
    for (const auto& strand : office.strandsOf("DA-1"))
        CHECK(office.bits(strand) ==
              access::strandRights(Role::MaracChair, strand.compartment, Panel::DaMarac).bits);
    CHECK(office.bits(must(hub::standingStrand(office.core, Panel::Iom))) == 0);
}

TEST_CASE("a role of one panel gives nothing on the others that it serves")
{
    RolesOffice office;
    CHECK(office.set("idva:cmarac").lost == Refs{"DA-1"});
    const auto again = hub::assign(office.core, "DA-1", office.ada);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().text() == "The role idva:cmarac has no right in cases of this panel. "
                                  "Nothing was changed.");
}

TEST_CASE("what was taken from somebody by itself is not given back by a role")
{
    RolesOffice office;
    const auto strands = office.strandsOf("DA-1");
    const auto safety =
        std::ranges::find(strands, schema::Compartment::Safety, &store::Strand::compartment);
    REQUIRE(safety != strands.end());
    must(hub::takeAway(office.core, *safety, office.ada));
    office.set("idva, marac_coordinator");
    CHECK(office.bits(*safety) == 0);
}

TEST_CASE("the directory and the grant say every role, and no more those that are gone")
{
    namespace fields = schema::staff;
    RolesOffice office;
    const auto serial = must(office.core.registry.device(office.tablet))->grantSerial;
    office.set("marac_chair, idva, auditor");
    office.set("marac_chair, auditor");
    const auto form = office.entry();
    const auto first = form.read(fields::role.wire()).shown();
    REQUIRE(first.size() == 1);
    CHECK(first.front().value == schema::valueOf(Role::MaracChair));
    const auto says = [&](std::string_view role) {
        const auto key = must(schema::keyFromText(fields::otherRoles.field, role));
        const auto shown = form.read(fields::otherRoles.wire(), key).shown();
        return shown.size() == 1 && shown.front().value == Value::integer(1);
    };
    CHECK(says("auditor"));
    CHECK_FALSE(says("idva"));
    CHECK_FALSE(says("marac_chair"));
    const auto device = must(office.core.registry.device(office.tablet));
    CHECK(device->grantSerial > serial);
    CHECK(access::textOf(must(office.core.makeGrant(*device)).roles) == "marac_chair, auditor");
}

TEST_CASE("the same roles again, and the roles of nobody, are refused and change nothing")
{
    RolesOffice office;
    const auto same = hub::setRoles(office.core, office.ada, access::HeldRoles(Role::Idva));
    REQUIRE_FALSE(same.ok());
    CHECK(same.error().text() == "Ada Okafor holds just these roles: idva. Nothing was changed.");
    CHECK(hub::setRoles(office.core, PersonId{}, access::HeldRoles(Role::Idva)).error().code ==
          ErrorCode::NotFound);
}
