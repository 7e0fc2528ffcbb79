// This member of staff, never this case: it beats everything else, and only the hub knows.
#include "server-stub/service/administration.h"
#include "server-stub/service/exclusion.h"
#include "server-stub/service/found_adopt.h"
#include "server-stub/service/quarantine.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {
template <class Call>
auto inOne(SmallHub& hub, Call call) -> decltype(call())
{
    auto transaction = must(store::Transaction::begin(hub.db));
    auto done = call();
    if (done.ok()) must(transaction.commit());
    return done;
}

hub::Exclusion never(const TwoTablets& w)
{
    hub::Exclusion one;
    one.staff = w.idva;
    one.by = w.coordinator;
    one.caseId = w.caseId;
    one.why = "They are related";
    return one;
}
} // namespace

TEST_CASE("somebody who is excluded loses the case at once, and nothing gives it to them again")
{
    TwoTablets w(7);
    must(inOne(w.hub, [&] { return hub::exclude(w.hub.core, never(w)); }));
    CHECK(must(w.one.sync(w.hub)).purged == 3);
    const auto refused = inOne(w.hub, [&] { return hub::assign(w.hub.core, "DA-1", w.idva); });
    const auto absent = inOne(w.hub, [&] { return hub::assign(w.hub.core, "DA-99", w.idva); });
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().text() == absent.error().text());
    CHECK(refused.error().code == absent.error().code);
    w.hub.assign(w.caseId, w.idva, kMarac); // a row that says otherwise gives nothing either
    must(w.one.sync(w.hub));
    CHECK(must(w.one.replica->strands().strands()).empty());
    SmallTablet fresh(w.hub, w.idva, w.random, w.clock);
    must(fresh.sync(w.hub));
    CHECK(must(fresh.replica->strands().strands()).empty());
    must(w.two.sync(w.hub));
    CHECK(must(w.two.replica->strands().strands()).size() == 3); // nobody else
}

TEST_CASE("what an excluded person wrote before they heard of it is kept for a person")
{
    TwoTablets w(7);
    must(w.one.set(w.action, "outcome", Value::text("Written in between")));
    must(inOne(w.hub, [&] { return hub::exclude(w.hub.core, never(w)); }));
    CHECK(must(w.one.sync(w.hub)).quarantined == 1);
    CHECK(must(hub::quarantineCount(w.hub.core)) == 1);
}

TEST_CASE("a person is excluded from every case that their record is in, also from a later one")
{
    TwoTablets w(7);
    const auto person = w.hub.addRecord(w.caseId, "person", "legal_name", Value::text("Una Hale"));
    auto one = never(w);
    one.caseId = {};
    one.person = person;
    must(inOne(w.hub, [&] { return hub::exclude(w.hub.core, one); }));
    CHECK(must(w.one.sync(w.hub)).purged == 3);
    const auto other = w.hub.addCase("DA-2", "Another case");
    w.hub.assign(other, w.idva, kMarac);
    must(w.one.sync(w.hub));
    CHECK(must(w.one.replica->lists().cases()).size() == 1);
    for (const auto& strand : must(w.hub.core.strands.strandsOfCase(other)))
        if (strand.compartment == schema::Compartment::Core)
            must(w.hub.core.write(
                strand.ix, {hub::newValue(person, schema::lifeField(strand.compartment),
                                          Value::code(schema::findType("person")->number))}));
    must(w.one.sync(w.hub));
    CHECK(must(w.one.replica->strands().strands()).empty());
}

TEST_CASE("an exclusion is ended by name and gives nothing back")
{
    TwoTablets w(7);
    auto& core = w.hub.core;
    auto self = never(w);
    self.by = self.staff;
    CHECK_FALSE(inOne(w.hub, [&] { return hub::exclude(core, self); }).ok());
    auto bare = never(w);
    bare.why.clear();
    CHECK_FALSE(inOne(w.hub, [&] { return hub::exclude(core, bare); }).ok());
    must(inOne(w.hub, [&] { return hub::exclude(core, never(w)); }));
    must(inOne(w.hub, [&] { return hub::exclude(core, never(w)); }));
    CHECK(must(hub::exclusionList(core)).size() == 1);
    must(w.one.sync(w.hub));
    must(inOne(w.hub, [&] { return hub::endExclusion(core, never(w)); }));
    CHECK_FALSE(inOne(w.hub, [&] { return hub::endExclusion(core, never(w)); }).ok());
    must(w.one.sync(w.hub));
    CHECK(must(w.one.replica->strands().strands()).empty());
    CHECK(must(inOne(w.hub, [&] { return hub::assign(core, "DA-1", w.idva); })) > 0);
}

TEST_CASE("a restored hub adopts a case for everybody but whom it excludes")
{
    TwoTablets now(7);
    TwoTablets backup(7); // of the same seed
    const auto later = now.hub.addCase("DA-2", "Made after the backup");
    for (const auto& person : {now.idva, now.coordinator}) now.hub.assign(later, person, kMarac);
    for (auto* tablet : {&now.one, &now.two}) must(tablet->sync(now.hub));
    backup.hub.beginAnew();
    for (auto* tablet : {&now.one, &now.two}) must(tablet->sync(backup.hub));
    auto one = never(backup);
    one.caseId = later;
    must(inOne(backup.hub, [&] { return hub::exclude(backup.hub.core, one); }));
    const auto done = must(inOne(backup.hub, [&] {
        return hub::adoptFound(backup.hub.core, later, {backup.coordinator, "It is ours", {}});
    }));
    CHECK(done.people == 1);
    for (int i = 0; i < 2; ++i)
        for (auto* tablet : {&now.one, &now.two}) must(tablet->sync(backup.hub));
    CHECK(must(now.two.replica->lists().cases()).size() == 2);
    const auto device = now.one.certificate.device();
    for (const auto& strand : must(backup.hub.core.strands.strandsOfCase(later)))
        CHECK_FALSE(must(backup.hub.core.registry.holding(device, strand.ix)));
}
