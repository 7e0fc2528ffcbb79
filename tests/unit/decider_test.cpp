// Those who answer for a case may decide its conflicts without writing in it, and do no more.
#include "shared/access/matrix.h"
#include "shared/access/rights.h"
#include "shared/crypto/system_random.h"
#include "tests/support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {
/// A role, on a panel, in a part of its cases, where it decides and does not write.
struct Cell {
    access::Role role{};
    schema::Panel panel{};
    Compartment part{};
    access::Rights rights;
};

std::vector<Cell> decidersWithoutWrite()
{
    std::vector<Cell> cells;
    for (const auto& row : access::matrix())
        for (std::uint8_t panel = 1; panel <= 5; ++panel)
            for (std::uint8_t part = 1; part < schema::kCompartments; ++part) {
                Cell cell{row.role,
                          static_cast<schema::Panel>(panel),
                          static_cast<Compartment>(part),
                          {}};
                cell.rights = access::strandRights(cell.role, cell.part, cell.panel);
                if (cell.rights.decide() && !cell.rights.write()) cells.push_back(cell);
            }
    return cells;
}

/// A field of a part in which two versions may stand.
std::pair<const schema::RecordType*, const schema::Field*> fieldIn(Compartment part)
{
    for (const auto& type : schema::types())
        for (const auto& field : type.fields)
            if (field.compartment == part && field.kind == ValueKind::Text && !field.isSet() &&
                field.policy == schema::MergePolicy::Identity && type.name != "contact_point")
                return {&type, &field};
    return {};
}

/// A case in which one register of the cell's part holds "one" and "two", and the decider's tablet.
struct World {
    explicit World(const Cell& of) : cell(of)
    {
        for (const auto& strand : must(hub.core.strands.strandsOfCase(caseId))) {
            if (strand.compartment != cell.part) continue;
            must(hub.core.write(strand.ix,
                                {hub::newValue(record, field.second->wire(), Value::text("two"))}));
            must(hub.core.registry.setMember(strand.ix, who, cell.rights.bits));
            for (auto& device : must(hub.core.registry.devicesOf(who)))
                must(hub.core.setHolding(device, strand.ix, cell.rights.bits));
        }
        must(tablet.sync(hub));
    }
    [[nodiscard]] std::vector<std::string> atTheHub()
    {
        std::vector<std::string> found;
        const auto form = must(hub.core.registers.display(record));
        const auto read = form->read(field.second->wire());
        for (const auto& s : read.shown()) found.emplace_back(s.value.asText());
        std::ranges::sort(found);
        return found;
    }
    /// As a program that knows nothing of rights would let them.
    void mayWriteOnTheTablet()
    {
        for (const auto& strand : must(tablet.replica->strands().strands()))
            must(tablet.replica->strands().setReader(strand.ix, strand.handle, 7));
    }
    void saves(const DisplayedRecord& form, const char* text)
    {
        must(tablet.replica->save(form, caseId,
                                  {{form.read(field.second->wire()), Value::text(text), "so"}}));
    }

    Cell cell;
    std::pair<const schema::RecordType*, const schema::Field*> field = fieldIn(cell.part);
    SeededRandom random{17};
    HandClock clock;
    SmallHub hub{random, clock};
    CaseId caseId = hub.addCase("C-1", "A case", cell.panel);
    RecordId record =
        hub.addRecord(caseId, field.first->name, field.second->name, Value::text("one"));
    PersonId who = hub.addStaff("Sam", cell.role);
    SmallTablet tablet{hub, who, random, clock};
};
using Texts = std::vector<std::string>;
} // namespace

TEST_CASE("who answers for a case decides a conflict in every cell where the matrix says so")
{
    const auto cells = decidersWithoutWrite();
    CHECK(cells.size() == 16);
    for (const auto& cell : cells) {
        CAPTURE(static_cast<int>(cell.role));
        CAPTURE(static_cast<int>(cell.part));
        World w(cell);
        const auto open = must(w.tablet.replica->conflicts().first());
        REQUIRE(open.size() == 1);
        must(w.tablet.replica->decideConflict(open.front().id, Value::text("two"), "asked them"));
        CHECK(must(w.tablet.sync(w.hub)).quarantined == 0);
        CHECK(w.atTheHub() == Texts{"two"});
    }
}

TEST_CASE("who decides and does not write puts no new value in, at the tablet or at the hub")
{
    for (const auto& cell : decidersWithoutWrite()) {
        CAPTURE(static_cast<int>(cell.role));
        CAPTURE(static_cast<int>(cell.part));
        World w(cell);
        const auto open = must(w.tablet.replica->conflicts().first());
        REQUIRE(open.size() == 1);
        const auto form = must(w.tablet.replica->display(w.record));
        CHECK_FALSE(
            w.tablet.replica->decideConflict(open.front().id, Value::text("three"), "asked them")
                .ok());
        w.mayWriteOnTheTablet();
        w.saves(form, "three");
        CHECK(must(w.tablet.sync(w.hub)).quarantined == 1);
        CHECK(w.atTheHub() == Texts{"one", "two"});
    }
}

TEST_CASE("an earlier value beside the one that replaced it is no conflict to decide")
{
    World w(decidersWithoutWrite().front());
    const auto open = must(w.tablet.replica->conflicts().first());
    must(w.tablet.replica->decideConflict(open.front().id, Value::text("two"), "asked them"));
    must(w.tablet.sync(w.hub));
    // The old versions and the decision are all named as shown, and an old version is put back.
    const auto form = must(w.tablet.replica->display(w.record));
    auto seen = form.read(w.field.second->wire()).shown();
    std::vector<SeenDot> dots{seen.front().dot};
    for (const auto& s : open.front().siblings) dots.push_back(s.dot);
    const auto strand = must(w.tablet.replica->strands().strands()).front();
    const auto run =
        must(store::compose(w.tablet.replica->log(), strand, w.tablet.replica->author(),
                            {{w.record,
                              0,
                              w.field.second->wire(),
                              {},
                              dots,
                              Payload{encodeValue(Value::text("one")), "so"}}}));
    must(w.tablet.replica->engine().apply(strand.ix, run, {Verdict::Undecided}));
    CHECK(must(w.tablet.sync(w.hub)).quarantined == 1);
    CHECK(w.atTheHub() == Texts{"two"});
}
