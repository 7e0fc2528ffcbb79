// A tablet and the hub tell laws the same of what was removed: of the record itself all that was
// written, with the word that it is gone; in no list.
#include "client/work/tablet_facts.h"
#include "server-stub/service/strand_past.h"
#include "shared/schema/marker_fields.h"
#include "shared/schema/schema.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
struct RemovedFactsWorld : TwoTablets {
    RemovedFactsWorld() : TwoTablets(57) {}
    /// All that the hub holds of that part of the case, as the past of a change that names it all.
    hub::StrandPast pastOf(const store::Strand& strand)
    {
        Change change;
        for (const auto& chain : must(hub.core.log.chains(strand.ix)))
            change.envelope.deps.push_back({chain.actor, chain.heldCtr, {}});
        hub::StrandPast past(hub.core, strand, one.replica->author().actor, 1);
        past.moveTo(change);
        return past;
    }
    store::Strand strandOf(const schema::RecordType& type)
    {
        for (const auto& strand : must(hub.core.strands.strandsOfCase(caseId)))
            if (strand.compartment == type.home) return strand;
        FAIL("the case has no such part");
        return {};
    }
    static std::vector<RecordId> listed(const domain::Around& around,
                                        const schema::RecordType& type)
    {
        std::vector<RecordId> ids;
        for (const auto& facts : around.all(type)) ids.push_back(facts.record());
        std::ranges::sort(ids);
        return ids;
    }
    /// What both say of a record; the hub's of its one part, so it is asked of a type with one.
    void alike(const RecordId& record, const char* name, bool gone)
    {
        const auto& type = *schema::findType(name);
        CAPTURE(std::string(name));
        const auto strand = strandOf(type); // the past refers to it
        const auto past = pastOf(strand);
        const work::TabletFacts tablet(*two.replica, caseId);
        const auto hubs = past.record(record);
        const auto here = tablet.record(record);
        REQUIRE(past.error().ok());
        REQUIRE(hubs);
        REQUIRE(here);
        CHECK(hubs->isGone() == gone);
        CHECK(here->isGone() == gone);
        CHECK(hubs->type() == here->type());
        for (const auto& [place, versions] : hubs->registers()) {
            const auto at = here->registers().find(place);
            REQUIRE(at != here->registers().end());
            CHECK(at->second.size() == versions.size());
        }
        CHECK(listed(past, type) == listed(tablet, type));
        CHECK(std::ranges::count(listed(past, type), record) == (gone ? 0 : 1));
    }
    void remove(SmallTablet& by, const RecordId& record)
    {
        must(by.replica->retire(must(by.replica->display(record)), "entered twice"));
    }
};
} // namespace

TEST_CASE("tablet and hub tell laws the same of a record that was removed")
{
    RemovedFactsWorld w;
    w.alike(w.action, "action", false);
    w.remove(w.one, w.action);
    w.remove(w.one, w.phone); // what warns waits for a second person
    w.syncAll();
    w.alike(w.action, "action", true);
    w.alike(w.phone, "contact_point", false);
    const auto asked = must(w.one.replica->conflicts().first());
    REQUIRE(asked.size() == 1);
    must(w.two.replica->decideConflict(asked.front().id, Value::binary(ValueKind::Retired, {}),
                                       "gone for good"));
    must(w.two.replica->restore(must(w.two.replica->display(w.action)), "still to be done"));
    w.syncAll();
    w.alike(w.action, "action", false);
    w.alike(w.phone, "contact_point", true);
}

TEST_CASE("what somebody changed while another removed it is told alike, and is not gone")
{
    RemovedFactsWorld w;
    w.remove(w.one, w.action);
    must(w.two.set(w.action, "outcome", Value::text("Fitted")));
    w.syncAll();
    w.alike(w.action, "action", false);
}
