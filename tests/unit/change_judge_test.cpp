#include "shared/schema/attestation_fields.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/incident_fields.h"
#include "tests/support/hostile_panel.h"
#include "tests/support/seed.h"

#include <ctime>
#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;
namespace action = schema::action;
namespace attestation = schema::attestation;
namespace statement = schema::statement;

namespace {
constexpr std::string_view kNotOwn = "It changes a record that is not its author's own.";
constexpr std::string_view kOtherAgency = "It changes an action of another agency.";
constexpr std::string_view kNotByRole = "Its author's role does not write this.";
constexpr std::string_view kNotToSettle =
    "It decides between versions that only those who may settle a check may decide.";

void writeSomething(Panel& p, SmallTablet& tablet, const RecordId& record, SeededRandom& dice)
{
    const auto kind = dice.below(3);
    const auto number = dice.below(4);
    if (kind == 0) p.set(tablet, record, action::text, std::to_string(number));
    if (kind == 1)
        p.set(tablet, record, action::ownerAgency, idOf(number < 2 ? p.clinic : p.school));
    if (kind == 2) p.set(tablet, record, action::status, static_cast<action::Status>(1 + number));
}
} // namespace

TEST_CASE("a statement is its author's: who may write beside it changes it in vain, and is told of")
{
    Panel p;
    const auto mine = p.makeStatement(p.one, "He waited outside.");
    REQUIRE(p.kept(p.one) == 0);
    must(p.two.sync(p.hub));
    must(p.two.set(p.action, "outcome", Value::text("Before")));
    p.set(p.two, mine, statement::text, std::string("He was not there."));
    must(p.two.set(p.action, "outcome", Value::text("After")));
    CHECK(p.kept(p.two) == 1);
    CHECK(p.lastReason() == kNotOwn);
    CHECK(p.fates(p.two, Compartment::Core) == std::vector(2, Verdict::Accepted));
    p.write(p.two, Compartment::Visit,
            {hub::newValue(mine, schema::lifeField(Compartment::Visit),
                           Value::binary(ValueKind::Retired, Bytes{0}))});
    CHECK(p.kept(p.two) == 1);
    must(p.one.sync(p.hub));
    const auto shown = must(p.one.replica->display(mine)).read(statement::text.wire()).shown();
    REQUIRE(shown.size() == 1);
    CHECK(shown.front().value.asText() == "He waited outside.");
}

TEST_CASE("who reads without writing may add words of their own there, and nothing else")
{
    Panel p;
    const auto signedBy =
        p.make(p.chairs, attestation::type,
               {hub::newValue({}, attestation::about.wire(), Value::ref(p.action)),
                hub::newValue({}, attestation::meaning.wire(),
                              schema::valueOf(attestation::Meaning::Read)),
                hub::newValue({}, attestation::digest.wire(), Value::text(std::string(32, 'a')))});
    CHECK(p.kept(p.chairs) == 0);
    p.set(p.chairs, p.action, action::text, std::string("By the chair"));
    CHECK(p.kept(p.chairs) == 1);
    CHECK(p.lastReason() == kNotByRole);
    // Nor does the auditor's row, which reads no content, let anybody sign.
    auto staff = must(p.hub.core.registry.staff(p.chair));
    staff->roles = access::Role::Auditor;
    must(p.hub.core.registry.put(*staff));
    p.makeStatement(p.chairs, "By an auditor");
    CHECK(p.kept(p.chairs) == 1);
    CHECK(must(p.hub.core.registers.display(signedBy)));
}

TEST_CASE("a representative reports on an action of their own agency, and on no other's")
{
    Panel p;
    const auto ours = p.makeAction(p.two, p.clinic);
    const auto theirs = p.makeAction(p.two, p.school);
    p.syncAll();
    must(p.reps.sync(p.hub));
    p.set(p.reps, ours, action::status, action::Status::Completed);
    CHECK(p.kept(p.reps) == 0);
    p.set(p.reps, theirs, action::status, action::Status::Completed, "Rang them");
    CHECK(p.kept(p.reps) == 1);
    CHECK(p.lastReason() == kOtherAgency);
    CHECK(must(hub::quarantineList(p.hub.core)).back()["fields"][0]["why"] == "Rang them");
    p.set(p.reps, p.action, action::status, action::Status::Completed); // nobody's
    CHECK(p.kept(p.reps) == 1);
    CHECK(p.makeAction(p.reps, p.clinic) != RecordId{});
    CHECK(p.kept(p.reps) == 0);
    CHECK(p.makeAction(p.reps, p.school) != RecordId{});
    CHECK(p.kept(p.reps) == 1);
}

TEST_CASE("while an action names two agencies, neither may report on it alone")
{
    Panel p;
    const auto shared = p.makeAction(p.two, p.clinic);
    p.syncAll();
    p.set(p.two, shared, action::ownerAgency, idOf(p.school));
    p.set(p.one, shared, action::ownerAgency, idOf(p.clinic));
    p.syncAll();
    must(p.reps.sync(p.hub));
    p.set(p.reps, shared, action::status, action::Status::Completed);
    CHECK(p.kept(p.reps) == 1);
    CHECK(p.lastReason() == kOtherAgency);
    // Nor does a person who is one of two that are named for it.
    SmallTablet atHome{p.hub, p.coordinator, p.random, p.clock};
    const auto named = p.makeAction(p.two, p.school);
    p.syncAll();
    must(atHome.sync(p.hub));
    p.set(p.two, named, action::ownerPerson, RecordId::from(p.idva.view()));
    p.set(atHome, named, action::ownerPerson, RecordId::from(p.rep.view()));
    REQUIRE(p.kept(p.two) + p.kept(atHome) == 0);
    must(p.one.sync(p.hub));
    p.set(p.one, named, action::status, action::Status::Completed);
    CHECK(p.kept(p.one) == 1);
}

TEST_CASE("a referrer goes on with what they entered, in every part, and changes nobody else's")
{
    Panel p;
    namespace incident = schema::incident;
    const auto told = p.make(p.referrers, incident::type,
                             {hub::newValue({}, incident::text.wire(), Value::text("A fall"))});
    p.set(p.referrers, told, incident::safetyText, std::string("Not a fall"));
    p.set(p.referrers, told, incident::safetyText, std::string("Pushed"));
    CHECK(p.kept(p.referrers) == 0);
    p.set(p.referrers, p.phone, schema::contact::value, std::string("020 7946 0666"));
    CHECK(p.kept(p.referrers) == 1);
    CHECK(p.lastReason() == kNotOwn);
}

TEST_CASE("two versions of what guards somebody are settled by those who may, not by who may write")
{
    Panel p;
    const auto ours = p.makeAction(p.two, p.clinic);
    p.syncAll();
    must(p.reps.sync(p.hub));
    p.set(p.reps, ours, action::status, action::Status::InProgress);
    p.set(p.two, ours, action::status, action::Status::Completed);
    REQUIRE(p.kept(p.two) + p.kept(p.reps) == 0);
    must(p.chairs.sync(p.hub));
    p.set(p.reps, ours, action::status, action::Status::Completed, "So it is");
    CHECK(p.kept(p.reps) == 1);
    CHECK(p.lastReason() == kNotToSettle);
    // To repeat the one in place of the other would settle it, too.
    auto half = p.over(p.reps, ours, action::status, action::Status::Completed);
    half.seen.resize(1);
    p.write(p.reps, Compartment::Core, {half});
    CHECK(p.kept(p.reps) == 1);
    p.set(p.chairs, ours, action::status, action::Status::Agreed, "A third");
    CHECK(p.kept(p.chairs) == 1);
    p.set(p.chairs, ours, action::status, action::Status::InProgress, "Rang them");
    CHECK(p.kept(p.chairs) == 0);
}

TEST_CASE("a change is judged by what its author had read, in whatever order the hub hears of it")
{
    Panel first;
    Panel second; // of the same seed: the same people, keys and ids
    std::vector<Held> ends;
    for (auto* p : {&first, &second}) {
        const auto ours = p->makeAction(p->two, p->clinic);
        p->syncAll();
        must(p->reps.sync(p->hub));
        p->set(p->two, ours, action::ownerAgency, idOf(p->school));
        p->set(p->reps, ours, action::status, action::Status::Completed); // not knowing
        if (p == &first) CHECK(p->kept(p->reps) == 0);
        CHECK(p->kept(p->two) == 0);
        CHECK(p->kept(p->reps) == 0);
        p->set(p->reps, ours, action::status, action::Status::InProgress); // knowing
        CHECK(p->kept(p->reps) == 1);
        CHECK(p->fates(p->reps, Compartment::Core) ==
              std::vector{Verdict::Accepted, Verdict::Quarantined});
        ends.push_back(p->held(Compartment::Core));
    }
    CHECK(ends[0] == ends[1]);
}

TEST_CASE("a hub that was put back judges what comes again as it did before")
{
    Panel now;
    Panel backup; // what the hub was before any of this
    const auto mine = now.makeStatement(now.one, "He waited outside.");
    now.syncAll();
    must(now.two.set(now.action, "outcome", Value::text("Done")));
    now.set(now.two, mine, statement::text, std::string("He was not there."));
    now.makeStatement(now.two, "My own");
    REQUIRE(now.kept(now.two) == 1);
    backup.hub.beginAnew();
    must(now.two.sync(backup.hub)); // rests on what the hub does not have yet
    must(now.one.sync(backup.hub));
    must(now.two.sync(backup.hub));
    must(now.one.sync(backup.hub));
    for (const auto part : {Compartment::Visit, Compartment::Core}) {
        auto& strands = backup.hub.core.strands;
        const auto strand = Panel::strandOf(strands, now.caseId, part);
        std::vector<Verdict> states;
        for (const auto& change :
             must(backup.hub.core.log.ofChain(strand.ix, now.two.replica->author().actor, 1)))
            states.push_back(change.state);
        CHECK(states == now.fates(now.two, part));
    }
}

TEST_CASE("what rests on a change that was kept does not find it, and work beside it goes in")
{
    Panel p;
    const auto theirs = p.makeAction(p.two, p.school);
    p.syncAll();
    must(p.reps.sync(p.hub));
    p.set(p.reps, theirs, action::ownerAgency, idOf(p.clinic)); // taking it
    p.set(p.reps, theirs, action::status, action::Status::Completed);
    const auto own = p.makeAction(p.reps, p.clinic);
    p.set(p.reps, own, action::status, action::Status::InProgress);
    CHECK(p.kept(p.reps) == 2);
    CHECK(p.fates(p.reps, Compartment::Core) == std::vector{Verdict::Quarantined,
                                                            Verdict::Quarantined, Verdict::Accepted,
                                                            Verdict::Accepted});
}

TEST_CASE("an author may name any number: the hub reads what it holds and asks for the rest")
{
    Panel p;
    auto& strands = p.reps.replica->strands();
    const auto strand = Panel::strandOf(strands, p.caseId, Compartment::Core);
    const auto own = must(p.reps.replica->log().chainOf(strand, p.reps.replica->author().actor));
    Envelope envelope;
    envelope.deps.push_back({p.two.replica->author().actor, INT64_MAX, Head8{}});
    envelope.records.push_back(p.action);
    envelope.ops.push_back({0, 0, action::status.wire(), {}, {}});
    const auto change = must(makeChange(strand.id, own.actor, 1, own.heldHead, envelope,
                                        {Payload{encodeValue(Value::code(5)), {}}}, Salt{}));
    const auto run = VerifiedRun::sign(change, p.reps.replica->author().key);
    wire::Hello hello;
    wire::FrameWriter out;
    out.put(wire::FrameType::Hello, wire::encodeMessage(hello));
    out.put(wire::FrameType::Run,
            encodeRun(0, strand.id, true, own.actor, 1, {change.encoded}, run.signature()));
    CHECK(p.hub.sync(p.reps.deviceKey.publicKey(), out.take()).ok());
    CHECK(p.fates(p.reps, Compartment::Core).empty());
}

TEST_CASE("the past of one who has read everything is what the hub has accepted")
{
    Panel p(seedOfThisRun());
    std::vector<RecordId> records{p.action, p.makeAction(p.two, p.clinic)};
    p.syncAll();
    const auto turns = std::vector{&p.one, &p.two, &p.reps};
    for (int i = 0; i < 120; ++i) {
        auto& tablet = *turns[p.random.below(turns.size())];
        const auto& record = records[p.random.below(records.size())];
        if (p.random.oneIn(4))
            must(tablet.sync(p.hub));
        else if (!tablet.replica->display(record).ok())
            continue;
        else if (p.random.oneIn(2))
            p.set(tablet, record, action::text, std::to_string(i));
        else
            p.set(tablet, record, action::ownerAgency,
                  idOf(p.random.oneIn(2) ? p.clinic : p.school));
    }
    for (int pass = 0; pass < 2; ++pass)
        for (auto* tablet : turns) must(tablet->sync(p.hub));

    auto& strands = p.hub.core.strands;
    const auto strand = Panel::strandOf(strands, p.caseId, Compartment::Core);
    const auto chains = must(p.hub.core.log.chains(strand.ix));
    Change next;
    for (const auto& chain : chains) next.envelope.deps.push_back({chain.actor, chain.heldCtr, {}});
    hub::StrandPast past(p.hub.core, strand, must(p.random.id<ActorId>()), 1);
    past.moveTo(next);
    std::size_t siblings = 0;
    for (const auto& row : must(p.hub.core.registers.shownRecords(strand.ix))) {
        const auto facts = past.record(row.id);
        REQUIRE(facts);
        CHECK(facts->type() == row.type);
        std::map<domain::Facts::Place, std::multiset<Bytes>> stored, told;
        for (const auto& reg : row.registers)
            for (const auto& s : reg.siblings)
                stored[{reg.field, reg.key}].insert(must(decodePayload(s.payload)).value);
        for (const auto& [place, versions] : facts->registers())
            for (const auto& version : versions) {
                told[place].insert(encodeValue(version.value));
                ++siblings;
            }
        CHECK(told == stored);
    }
    CHECK(siblings > 4);
    CHECK(past.error().ok());
}

TEST_CASE("whoever is heard first, the same work is accepted and the same is kept")
{
    const auto seed = seedOfThisRun();
    std::map<Verdict, int> met;
    for (std::uint64_t n = 0; n < 6; ++n) {
        std::vector<std::pair<std::vector<std::vector<Verdict>>, Held>> ends;
        for (const bool backwards : {false, true}) {
            Panel p(seed + n);
            SeededRandom dice(seed + n);
            const std::vector<RecordId> actions{p.action, p.makeAction(p.two, p.clinic),
                                                p.makeAction(p.two, p.school)};
            std::vector turns{&p.one, &p.two, &p.reps};
            const auto quiet = [&] {
                for (int pass = 0; pass < 3; ++pass)
                    for (auto* tablet : turns) must(tablet->sync(p.hub));
            };
            quiet();
            for (int phase = 0; phase < 4; ++phase) {
                for (int i = 0; i < 12; ++i)
                    writeSomething(p, *std::vector{&p.one, &p.two, &p.reps}[dice.below(3)],
                                   actions[dice.below(actions.size())], dice);
                if (backwards) std::ranges::reverse(turns);
                quiet();
            }
            std::vector<std::vector<Verdict>> fates;
            for (auto* tablet : {&p.one, &p.two, &p.reps})
                fates.push_back(p.fates(*tablet, Compartment::Core));
            for (const auto& chain : fates)
                for (const auto verdict : chain) ++met[verdict];
            ends.emplace_back(fates, p.held(Compartment::Core));
        }
        CHECK(ends[0] == ends[1]);
    }
    CHECK(met[Verdict::Accepted] > 20);
    CHECK(met[Verdict::Quarantined] > 20);
}

TEST_CASE("what it costs the hub to judge a thousand changes is told")
{
    for (const bool looksAround : {false, true}) {
        Panel p;
        auto& tablet = looksAround ? p.one : p.two; // an adviser's actions are asked about
        for (int i = 0; i < 1'000; ++i)
            p.set(tablet, p.action, action::outcome, "Rang again: " + std::to_string(i));
        const auto before = std::clock();
        REQUIRE(p.kept(tablet) == 0);
        const auto ms = (std::clock() - before) * 1000 / CLOCKS_PER_SEC;
        MESSAGE(std::string(looksAround ? "with" : "without")
                << " a look at the past: " << ms << " ms");
        CHECK(p.fates(tablet, Compartment::Core).size() == 1'000);
    }
}
