#include "server-stub/service/import.h"
#include "server-stub/service/quarantine.h"
#include "tests/support/hub.h"

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {

/// A person's tablet with an actor that the hub knows.
struct Author {
    Author(HubSite& site, const PersonId& person)
        : device(site.device(person)), key(seeded(site.random))
    {
        hub::KnownActor known;
        known.staff = person;
        known.certificate.key = key.publicKey();
        known.certificate.device = device.id;
        REQUIRE(site.core.registry.put(known).ok());
    }
    void writes(HubSite& site, const store::Strand& strand, Verdict state,
                const std::vector<store::Write>& content)
    {
        const store::Author author{actorOf(key.publicKey()), key, site.random, site.clock};
        const auto run = store::compose(site.core.log, strand, author, content).value();
        REQUIRE(site.core.engine.apply(strand.ix, run, {state}).ok());
    }
    hub::Device device;
    crypto::SigningKey key;
};
} // namespace

TEST_CASE(
    "quarantine is told with its author, its place and all that it says; accepted work is not")
{
    HubSite site;
    REQUIRE(hub::Import(site.core)
                .run(R"({"case":"IOM-1","panel":"iom","record":"case","fields":{"title":"A"}})")
                .ok());
    const auto entry = site.core.registry.caseByRef("IOM-1").value();
    const auto strands = site.core.strands.strandsOfCase(entry->id).value();
    const auto core = strands.at(1);
    REQUIRE(core.compartment == schema::Compartment::Core);
    Author author(site, site.staff(access::Role::IomOfficer, "Zoë Brown"));
    const auto* action = schema::findType("action");
    const auto record = *RecordId::fromHex("00112233445566ff");
    author.writes(site, core, Verdict::Accepted,
                  {hub::newValue(record, action->find("text")->wire(), Value::text("Seen"))});
    auto about = hub::newValue(record, action->find("about")->wire(), Value::integer(1));
    about.key = Bytes(8, 0xab);
    author.writes(site, core, Verdict::Quarantined,
                  {hub::newValue(record, schema::lifeField(core.compartment), Value::code(7)),
                   hub::newValue(record, action->find("text")->wire(), Value::text("Late")),
                   about});

    const auto list = hub::quarantineList(site.core).value();
    REQUIRE(list.size() == 1);
    const auto& told = list[0];
    CHECK(told["case"] == "IOM-1");
    CHECK(told["compartment"] == "core");
    CHECK(told["author"] == "Zoë Brown");
    CHECK(told["device"] == author.device.id.hex());
    CHECK(told["dot"] == actorOf(author.key.publicKey()).hex() + ":2");
    CHECK(told["received_sseq"] == 3);
    CHECK(told["claimed"] == "2023-11-14T22:13:20Z");
    REQUIRE(told["fields"].size() == 3);
    CHECK(told["fields"][0]["field"] == "life");
    CHECK(told["fields"][0]["value"] == "action");
    CHECK(told["fields"][1]["field"] == "text");
    CHECK(told["fields"][1]["value"] == "Late");
    CHECK(told["fields"][1]["record"] == record.hex());
    CHECK(told["fields"][1]["type"] == "action");
    CHECK(told["fields"][2]["member"] == "abababababababab");
    CHECK(told["fields"][2]["value"] == 1);
    CHECK(hub::quarantineCount(site.core).value() == 1);
}

TEST_CASE("quarantine of a field that this version does not know is still shown whole")
{
    HubSite site;
    const auto panel = hub::standingStrand(site.core, schema::Panel::Iom).value();
    Author author(site, site.staff(access::Role::IomOfficer));
    author.writes(site, panel, Verdict::Quarantined,
                  {hub::newValue(RecordId{}, 9999 * 8, Value::text("hi"))});
    const auto list = hub::quarantineList(site.core).value();
    REQUIRE(list.size() == 1);
    CHECK(list[0]["case"] == "iom");
    CHECK(list[0]["fields"][0]["field"] == "#79992");
    CHECK(list[0]["fields"][0]["value"] == toHex(encodeValue(Value::text("hi"))));
}
