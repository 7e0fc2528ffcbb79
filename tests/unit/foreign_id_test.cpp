// An id is chosen by whoever writes a record, so it names one only in its own case: at the hub,
// and on a tablet that holds two cases in which it is used.
#include "shared/crypto/system_random.h"
#include "shared/schema/contact_fields.h"
#include "tests/support/small_world.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {
constexpr auto kParts = {Compartment::Visit, Compartment::Core, Compartment::Safety};
constexpr auto kVictims = "07700 900123";
constexpr auto kHis = "07700 900666";

/// Two cases: Ada works the first, Mal the second, and Ben coordinates both. The victim's contact
/// point is a record of the first, whose id Mal knows.
struct TwoCases {
    SeededRandom random{31};
    HandClock clock;
    SmallHub hub{random, clock};
    CaseId hers = hub.addCase("DA-1", "Her case");
    CaseId other = hub.addCase("DA-2", "Another case");
    RecordId phone = hub.addRecord(hers, "contact_point", "value", Value::text(kVictims));
    PersonId adaId = hub.addStaff("Ada", access::Role::Idva);
    PersonId malId = hub.addStaff("Mal", access::Role::Idva);
    PersonId benId = hub.addStaff("Ben", access::Role::MaracCoordinator);
    SmallTablet ada{hub, adaId, random, clock};
    SmallTablet mal{hub, malId, random, clock};
    SmallTablet ben{hub, benId, random, clock};
    RecordKey herPhone{Scope::ofCase(hers), phone};
    RecordKey hisPhone{Scope::ofCase(other), phone};

    TwoCases()
    {
        hub.assign(hers, adaId, kParts);
        hub.assign(hers, benId, kParts);
        hub.assign(other, malId, kParts);
        hub.assign(other, benId, kParts);
        for (auto* tablet : {&ada, &mal, &ben}) must(tablet->sync(hub));
    }
    /// Mal writes a number of his own under the id of the victim's contact point.
    void malWrites()
    {
        const auto form =
            store::Registers::blankRecord(phone, schema::findType("contact_point")->number);
        must(mal.replica->save(form, other, {{form.read(value().wire()), Value::text(kHis), {}}}));
    }
    /// As it stands where a hub took it before it knew better.
    void hubTookIt()
    {
        for (const auto& strand : must(hub.core.strands.strandsOfCase(other)))
            if (strand.compartment == Compartment::Safety)
                must(hub.core.write(
                    strand.ix,
                    {hub::newValue(phone, schema::lifeField(Compartment::Safety), Value::code(4)),
                     hub::newValue(phone, value().wire(), Value::text(kHis))}));
        must(ben.sync(hub));
        must(mal.sync(hub));
    }
    static const schema::Field& value() { return fieldNamed("contact_point", "value"); }
    static std::vector<std::string> numbers(SmallTablet& tablet, const RecordKey& key)
    {
        std::vector<std::string> found;
        const auto form = tablet.replica->display(key);
        if (!form.ok()) return found;
        const auto read = form->read(value().wire());
        for (const auto& s : read.shown()) found.emplace_back(s.value.asText());
        return found;
    }
};
using Numbers = std::vector<std::string>;
} // namespace

TEST_CASE("the hub keeps for a person what uses another case's record id, and serves it to nobody")
{
    TwoCases w;
    w.malWrites();
    const auto report = must(w.mal.sync(w.hub));
    CHECK(report.quarantined == 1);
    CHECK(w.hub.lastLog.rejected == 0);
    must(w.ben.sync(w.hub));
    CHECK(must(w.ben.replica->registers().scopesOf(w.phone)) == std::vector{w.herPhone.scope});
    CHECK(w.numbers(w.ben, w.herPhone) == Numbers{kVictims});
}

TEST_CASE("the hub takes an author's second change to a record whose id is its own case's")
{
    TwoCases w;
    must(w.ada.set(w.phone, "value", Value::text("07700 900124")));
    CHECK(must(w.ada.sync(w.hub)).quarantined == 0);
    const auto own = w.mal.add(w.other, "contact_point", "value", Value::text("07700 900777"));
    must(w.mal.set(own, "value", Value::text("07700 900778")));
    CHECK(must(w.mal.sync(w.hub)).quarantined == 0);
}

TEST_CASE("a tablet with two cases that use one record id shows each case its own record only")
{
    TwoCases w;
    w.hubTookIt();
    CHECK(w.numbers(w.ben, w.herPhone) == Numbers{kVictims});
    CHECK(w.numbers(w.ben, w.hisPhone) == Numbers{kHis});
    CHECK(must(w.ben.replica->conflicts().first()).empty());
    for (const auto& [caseId, number] : {std::pair(w.hers, kVictims), std::pair(w.other, kHis)}) {
        const auto scope = Scope::ofCase(caseId);
        const auto& type = *schema::findType("contact_point");
        const auto rows = must(w.ben.replica->lists().rows(type, &scope));
        REQUIRE(rows.size() == 1);
        CHECK(rows.front().key == RecordKey{scope, w.phone});
        CHECK(rows.front()[schema::contact::value].is(number));
        const auto hits = must(w.ben.replica->search().find(number, 10));
        REQUIRE(hits.size() == 1);
        CHECK(hits.front().record.scope == scope);
    }
}

TEST_CASE("what is written about a record whose id two cases use goes to its own case alone")
{
    TwoCases w;
    w.hubTookIt();
    const auto form = must(w.ben.replica->display(w.herPhone));
    must(w.ben.replica->save(
        form, w.hers, {{form.read(w.value().wire()), Value::text("07700 900125"), "she rang"}}));
    must(w.ben.sync(w.hub));
    must(w.mal.sync(w.hub));
    must(w.ada.sync(w.hub));
    CHECK(w.numbers(w.ada, w.herPhone) == Numbers{"07700 900125"});
    CHECK(w.numbers(w.mal, w.hisPhone) == Numbers{kHis});
    CHECK(must(w.mal.replica->registers().scopesOf(w.phone)) == std::vector{w.hisPhone.scope});
}

TEST_CASE("an id that two cases use names nothing alone, and the answer says which cases have it")
{
    TwoCases w;
    w.hubTookIt();
    const auto alone = w.ben.replica->display(w.phone);
    REQUIRE_FALSE(alone.ok());
    CHECK(alone.error().code == ErrorCode::Conflict);
    CHECK(alone.error().text().find("DA-1, DA-2") != std::string::npos);
    CHECK(must(w.ben.replica->lists().record(w.hisPhone)).key == w.hisPhone);
    CHECK(must(w.ben.replica->lists().sharedIds()) == std::vector{w.phone});
    CHECK(must(w.ada.replica->find(w.phone)) == w.herPhone);
}

TEST_CASE("a check of one case is not decided in another that uses the same record id")
{
    TwoCases w;
    w.hubTookIt();
    must(w.ada.set(w.phone, "value", Value::text("07700 900126")));
    const auto form = must(w.ben.replica->display(w.herPhone));
    must(w.ben.replica->save(form, w.hers,
                             {{form.read(w.value().wire()), Value::text("07700 900127"), {}}}));
    must(w.ada.sync(w.hub));
    must(w.ben.sync(w.hub));
    const auto open = must(w.ben.replica->conflicts().first());
    REQUIRE(open.size() == 1);
    CHECK(open.front().record == w.herPhone);
    must(w.ben.replica->decideConflict(open.front().id, Value::text("07700 900127"), "rang"));
    CHECK(w.numbers(w.ben, w.herPhone) == Numbers{"07700 900127"});
    CHECK(w.numbers(w.ben, w.hisPhone) == Numbers{kHis});
}

TEST_CASE("losing one of two cases that use a record id leaves the other case's record as it was")
{
    TwoCases w;
    w.hubTookIt();
    w.hub.unassign(w.other, w.benId);
    must(w.ben.sync(w.hub));
    CHECK(w.numbers(w.ben, w.hisPhone).empty());
    CHECK(w.numbers(w.ben, w.herPhone) == Numbers{kVictims});
    CHECK(must(w.ben.replica->search().find(kVictims, 10)).size() == 1);
}

TEST_CASE("nobody names staff but the directory: not in a case, not in a panel's strand")
{
    TwoCases w;
    const auto& name = fieldNamed("staff", "name");
    const auto staff = RecordId::from(w.adaId.view());
    store::Strand panel;
    panel.id = must(w.random.id<StrandId>());
    panel.panel = schema::Panel::DaMarac;
    panel = must(w.hub.core.strands.addStrand(panel));
    must(w.hub.core.write(panel.ix, {{RecordId{},
                                      static_cast<std::uint8_t>(OpKind::Genesis),
                                      0,
                                      {},
                                      {},
                                      Payload{encodeValue(Value::text("x")), {}}}}));
    must(w.hub.core.registry.setMember(panel.ix, w.benId, 7));
    for (auto& device : must(w.hub.core.registry.devicesOf(w.benId)))
        must(w.hub.core.setHolding(device, panel.ix, 7));
    must(w.ben.sync(w.hub));
    const auto form = store::Registers::blankRecord(staff, schema::findType("staff")->number);
    must(w.ben.replica->save(form, w.hers,
                             {{form.read(name.wire()), Value::text("Someone Else"), {}}}));
    CHECK(must(w.ben.replica->lists().rows(*schema::findType("staff"))).empty());
    CHECK(must(w.ben.replica->search().find("Someone", 10)).empty());
    CHECK(must(w.ben.sync(w.hub)).quarantined == 1);
}
