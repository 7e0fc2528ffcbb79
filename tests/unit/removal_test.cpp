// One person's removal hides no warning, tells of no part but its own, and can be taken back.
#include "shared/crypto/system_random.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {
struct RemovalWorld : TwoTablets {
    RemovalWorld() : TwoTablets(41) {}
    static Life life(SmallTablet& tablet, const RecordId& record)
    {
        return must(tablet.replica->lists().record(must(tablet.replica->find(record)))).life;
    }
    /// Removed by the IDVA, and known to both tablets.
    void oneRemoves(const RecordId& record)
    {
        must(one.replica->retire(must(one.replica->display(record)), "entered twice"));
        syncAll();
    }
    static bool isListed(SmallTablet& tablet, const CaseId& caseId, const RecordId& record)
    {
        return std::ranges::any_of(must(tablet.replica->lists().recordsOf(caseId)),
                                   [&](const store::RecordRow& r) { return r.key.id == record; });
    }
    static Value goes() { return Value::binary(ValueKind::Retired, {}); }
};
} // namespace

TEST_CASE("what warns stays in sight and asks a person when one person removes it")
{
    RemovalWorld w;
    const auto marker = w.hub.addRecord(w.caseId, "risk_marker", "note", Value::text("Knives"));
    const auto address = w.hub.addRecord(w.caseId, "address", "lines", Value::text("4 Mill Lane"));
    w.syncAll();
    const auto caseRecord = must(w.two.replica->lists().cases()).front().record.id;
    for (const auto& record : {marker, address, w.phone, caseRecord}) {
        w.oneRemoves(record);
        CHECK(w.life(w.two, record) == Life::ToBeConfirmed);
        CHECK(w.isListed(w.two, w.caseId, record));
    }
    CHECK(must(w.two.replica->lists().cases()).size() == 1);
    CHECK(must(w.two.replica->conflicts().count()) == 4);
}

TEST_CASE("what warns is gone when somebody else confirms, and not when its remover does")
{
    RemovalWorld w;
    w.oneRemoves(w.phone);
    const auto asked = must(w.one.replica->conflicts().first());
    REQUIRE(asked.size() == 1);
    const auto own = w.one.replica->decideConflict(asked.front().id, w.goes(), "sure");
    REQUIRE_FALSE(own.ok());
    CHECK(own.error().text().find("two people") != std::string::npos);
    must(w.two.replica->decideConflict(asked.front().id, w.goes(), "she says so too"));
    CHECK(must(w.two.sync(w.hub)).quarantined == 0);
    w.syncAll();
    for (auto* tablet : {&w.one, &w.two}) {
        CHECK(w.life(*tablet, w.phone) == Life::Retired);
        CHECK(must(tablet->replica->conflicts().count()) == 0);
        CHECK_FALSE(w.isListed(*tablet, w.caseId, w.phone));
    }
}

TEST_CASE("the hub keeps for a person a removal that says it confirms what nobody else removed")
{
    RemovalWorld w;
    for (const bool ofOwn : {false, true}) {
        const auto phone =
            w.hub.addRecord(w.caseId, "contact_point", "value", Value::text("020 7946 0900"));
        w.syncAll();
        if (ofOwn) w.oneRemoves(phone);
        const auto form = must(w.one.replica->display(phone));
        const auto read = form.read(schema::lifeField(Compartment::Safety));
        std::vector<SeenDot> shown;
        for (const auto& s : read.shown()) shown.push_back(s.dot);
        REQUIRE(!shown.empty());
        auto& strands = w.one.replica->strands();
        for (const auto& strand : must(strands.strandsOfCase(w.caseId))) {
            if (strand.compartment != Compartment::Safety) continue;
            const auto value = retiredValue(form.registers(), Compartment::Safety, shown);
            const auto run = must(store::compose(
                w.one.replica->log(), strand, w.one.replica->author(),
                {{phone, 0, read.field(), {}, shown, Payload{encodeValue(value), "both of us"}}}));
            must(w.one.replica->engine().apply(strand.ix, run, {Verdict::Undecided}));
            must(w.one.replica->state().extendOwnChain(run.changes().front().hash));
        }
        CHECK(must(w.one.sync(w.hub)).quarantined == 1);
        w.syncAll();
        CHECK(w.life(w.two, phone) == (ofOwn ? Life::ToBeConfirmed : Life::Live));
    }
}

TEST_CASE("what was removed is listed and comes back as it was")
{
    RemovalWorld w;
    w.oneRemoves(w.action);
    CHECK(w.life(w.two, w.action) == Life::Retired);
    const auto scope = Scope::ofCase(w.caseId);
    const auto gone = must(w.two.replica->lists().removed(&scope));
    REQUIRE(gone.size() == 1);
    CHECK(gone.front().key.id == w.action);
    const auto form = must(w.two.replica->display(w.action));
    CHECK_FALSE(w.two.replica->restore(form, "").ok());
    must(w.two.replica->restore(form, "it is still to be done"));
    w.syncAll();
    CHECK(w.life(w.one, w.action) == Life::Live);
    CHECK(must(w.one.replica->lists().removed()).empty());
    CHECK_FALSE(w.one.replica->restore(must(w.one.replica->display(w.action)), "again").ok());
}

TEST_CASE("a removal is written in each part that it removes, and each names its own part's dots")
{
    RemovalWorld w;
    const auto incident = w.hub.addRecord(w.caseId, "incident", "text", Value::text("Shouted"));
    w.syncAll();
    must(w.two.set(incident, "safety_text", Value::text("At the refuge")));
    w.syncAll();
    w.oneRemoves(incident);
    CHECK(w.life(w.two, incident) == Life::Retired);
    const auto form = must(w.two.replica->display(incident));
    const auto after = must(w.two.replica->display(incident)).registers();
    for (const auto part : {Compartment::Core, Compartment::Safety}) {
        const auto shown = form.read(schema::lifeField(part)).shown();
        REQUIRE(shown.size() == 1);
        const auto listed = toHex(std::get<Bytes>(shown.front().value.data));
        for (const auto& [place, siblings] : after) {
            if (place.first / 8 == 0) continue;
            for (const auto& s : siblings) {
                wire::Writer dot;
                dot.id(s.dot.actor);
                dot.varint(s.dot.ctr);
                const bool isOfPart = schema::compartmentOf(place.first) == part;
                CHECK((listed.find(toHex(dot.view())) != listed.npos) == isOfPart);
            }
        }
    }
}
