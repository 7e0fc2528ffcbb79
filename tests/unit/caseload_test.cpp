#include "server-stub/service/caseload.h"

#include "server-stub/service/administration.h"
#include "server-stub/service/import.h"
#include "tests/support/hub.h"
#include "tests/support/must.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
using Refs = std::vector<std::string>;

struct Office : HubSite {
    AgencyId police = must(hub::addAgency(core, "Police", schema::agency::Sector::Police)).id;
    PersonId ada = add("Ada Okafor-Reed", access::Role::Idva);
    PersonId zoe = add("Zoë Łukasz", access::Role::Idva);
    PersonId omar = add("Omar Finch", access::Role::IomOfficer);

    Office()
    {
        for (const auto* ref : {"DA-2", "DA-1"}) {
            hub::Import import(core);
            must(import.run(R"({"case":")" + std::string(ref) +
                            R"(","panel":"da_marac","record":"case","fields":{"title":"A"}})"));
            must(hub::assign(core, ref, ada));
        }
    }
    PersonId add(std::string_view name, access::Role role)
    {
        return must(hub::addStaff(core, name, police, role)).id;
    }
    Refs refsOf(const PersonId& person)
    {
        Refs refs;
        for (const auto& entry : must(hub::casesOf(core, person))) refs.push_back(entry.ref);
        return refs;
    }
    Refs named(std::string_view typed)
    {
        Refs names;
        for (const auto& row : must(hub::staffNamed(core, typed))) names.push_back(row.staff.name);
        return names;
    }
};
} // namespace

TEST_CASE("staff are listed by name, and found by the beginnings of it however it is spelt")
{
    Office office;
    CHECK(office.named("") == Refs{"Ada Okafor-Reed", "Omar Finch", "Zoë Łukasz"});
    CHECK(office.named("lukasz zoe") == Refs{"Zoë Łukasz"});
    CHECK(office.named("okaforreed") == Refs{"Ada Okafor-Reed"});
    CHECK(office.named("finch ada").empty());
    const auto tablet = office.device(office.ada).id;
    const auto ada = must(hub::staffNamed(office.core, "ada")).front();
    CHECK(ada.agency == "Police");
    CHECK(ada.cases == 2);
    CHECK(ada.tablets == 1);
    must(hub::stopDevice(office.core, tablet));
    CHECK(must(hub::staffNamed(office.core, "ada")).front().tablets == 0);
}

TEST_CASE("who has a case, and what somebody has, is told by name and by reference")
{
    Office office;
    CHECK(office.refsOf(office.ada) == Refs{"DA-1", "DA-2"});
    CHECK(office.refsOf(office.zoe).empty());
    must(hub::assign(office.core, "DA-2", office.zoe));
    const auto who = must(hub::whoHas(office.core, "da-2"));
    REQUIRE(who.size() == 2);
    CHECK(who[0].id == office.ada);
    CHECK(who[1].id == office.zoe);
    CHECK(hub::whoHas(office.core, "DA-9").error().code == ErrorCode::NotFound);
}

TEST_CASE("all cases of one person go to another, or none does")
{
    Office office;
    CHECK(must(hub::handOver(office.core, office.ada, office.zoe)) == Refs{"DA-1", "DA-2"});
    CHECK(office.refsOf(office.ada).empty());
    CHECK(office.refsOf(office.zoe) == Refs{"DA-1", "DA-2"});
    for (const auto& [from, to] :
         {std::pair{office.ada, office.zoe}, std::pair{office.zoe, office.zoe}})
        CHECK(hub::handOver(office.core, from, to).error().code == ErrorCode::Rejected);
    const auto refused = hub::handOver(office.core, office.zoe, office.omar);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Rejected);
    CHECK(refused.error().text().find("DA-1") != std::string::npos);
    CHECK(office.refsOf(office.zoe) == Refs{"DA-1", "DA-2"});
}

TEST_CASE("who has left has no case and no tablet that is not stopped, and is still listed")
{
    Office office;
    const auto tablet = office.device(office.ada).id;
    CHECK(must(hub::leave(office.core, office.ada)) == Refs{"DA-1", "DA-2"});
    CHECK(office.refsOf(office.ada).empty());
    CHECK(must(office.core.registry.device(tablet))->stopped);
    CHECK(office.named("ada").size() == 1);
    CHECK(must(hub::leave(office.core, office.ada)).empty()); // again changes nothing
}
