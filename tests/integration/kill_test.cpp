#include "server-stub/service/quarantine_decision.h"
#include "shared/schema/action_fields.h"
#include "sync/log/person_verdict.h"
#include "tests/support/hub_folder.h"
#include "tests/support/kill_all_over.h"

#include <algorithm>

using namespace lapwing;
using namespace lapwing::test;

namespace {

constexpr int kSaves = 24;
const std::string kLate = "late ";

bool workOnVault(LoneTablet& site, KillingVfs& vfs, const Tell& tell)
{
    KillingDisk disk(vfs);
    auto opened = site.open(disk, kFirstPassphrase);
    if (!opened.ok()) return false;
    auto& tablet = *opened;
    for (int i = 0; i < kSaves; ++i) {
        if (!site.save(tablet, "save " + std::to_string(i)).ok()) return false;
        tell("saved " + std::to_string(i));
        if (i % 5 == 4 && !tablet.vault().flush().ok()) return false;
        if (i % 8 == 7 && !tablet.vault().database().checkpoint().ok()) return false;
        if (i != kSaves / 2) continue;
        tell("changing");
        const auto changed = tablet.vault().changePassphrase(secret(kFirstPassphrase),
                                                             secret(kSecondPassphrase), kCheap);
        if (!changed.ok()) return false;
        tell("changed");
    }
    tell("releasing");
    return tablet.keeper().release().ok() && tablet.close().ok();
}

void judgeVault(LoneTablet& site, const Told& told)
{
    const auto saved = numbersAfter(told, "saved");
    if (!has(told, "releasing")) {
        auto cargo = store::CargoFile::open(site.site.disk, site.site.path("cargo")).value();
        CHECK(cargo.damaged().empty());
        CHECK(cargo.entries().size() >= saved.size() * kSavedStrands);
    }
    auto tablet = reopen(site, told).value();
    auto& vault = tablet.vault();
    auto& replica = tablet.replica();
    CHECK(vault.anchorState().journalSeq <= vault.journal().seq().value());
    CHECK(vault.status().slotsWhole);
    checkWhole(vault.database());

    const auto there = savesIn(replica, site.caseId);
    checkKept(saved, there);
    // Half a save could also hide in a strand whose record no list shows.
    for (const auto& strand : must(replica.strands().strands())) {
        CHECK(replica.log().undecided(strand.ix).value().size() == there.size());
        CHECK(vault.rootSum().checkStrand(strand.ix).ok());
    }
    CHECK(vault.cargo().entries().size() >= there.size() * kSavedStrands);
    CHECK(site.save(tablet, "save 1000").ok());
    CHECK(tablet.close().ok());
}

/// In one transaction an agency, two of its people and a case of three records, all of a number.
void addAll(HubFolder& site, hub::HubStore& store, int number)
{
    auto& core = store.core();
    const auto name = std::to_string(number);
    auto transaction = must(store::Transaction::begin(core.db));
    const auto agency =
        must(hub::addAgency(core, "Agency " + name, schema::agency::Sector::Police));
    must(hub::addStaff(core, "First " + name, agency.id, access::Role::Idva));
    must(hub::Import(core).run(site.caseText("N-" + name)));
    must(hub::addStaff(core, "Second " + name, agency.id, access::Role::Idva));
    must(store.commit(std::move(transaction)));
}

/// What somebody wrote who may only read is kept, and a colleague adopts it: two transactions.
void adoptOne(HubFolder& site, hub::HubStore& store, const work::Identity& late, int number)
{
    auto& core = store.core();
    auto transaction = must(store::Transaction::begin(core.db));
    const auto strands = must(core.strands.strandsOfCase(site.caseId));
    const auto& type = schema::action::type;
    const auto strand = *std::ranges::find(strands, type.home, &store::Strand::compartment);
    const auto record = must(site.random.id<RecordId>());
    const auto& key = late.vaultActor;
    const auto run = must(store::compose(
        core.log, strand, {actorOf(key.publicKey()), key, site.random, site.clock},
        {hub::newValue(record, schema::lifeField(type.home), Value::code(type.number)),
         hub::newValue(record, schema::action::text.wire(),
                       Value::text(kLate + std::to_string(number)))}));
    must(core.engine.apply(strand.ix, run, {Verdict::Quarantined}));
    must(core.fanOut(strand, nullptr));
    must(store.commit(std::move(transaction)));
    auto decision = must(store::Transaction::begin(core.db));
    const auto name = Head8::from(run.changes().front().hash.view().first(Head8::kSize));
    must(hub::decide(core, {name, Verdict::Accepted, site.who->device.person, "Seen there"}));
    must(store.commit(std::move(decision)));
}

bool workOnHub(HubFolder& site, KillingVfs&, const Tell& tell)
{
    auto store = site.open();
    auto enrolling = must(store::Transaction::begin(store->core().db));
    const auto late = site.enrol(store->core(), "Late Author");
    must(store->commit(std::move(enrolling)));
    auto memory = must(store::Database::inMemory());
    auto replica = site.tablet(memory);
    site.sync(*store, replica);
    for (int i = 0; i < kSaves; ++i) {
        addAll(site, *store, i);
        tell("added " + std::to_string(i));
        must(saveIn(replica, site.caseId, "save " + std::to_string(i)));
        site.sync(*store, replica);
        if (must(replica.log().undecidedCount()) != 0) return false;
        tell("pushed " + std::to_string(i));
        adoptOne(site, *store, late, i);
        tell("adopted " + std::to_string(i));
        if (i % 5 == 4) store->syncAnchor();
        if (i % 8 == 7) must(store->core().db.checkpoint());
    }
    must(store->close());
    return true;
}

/// The numbers of the people whose name begins so; each has an agency of the same number.
std::set<int> peopleNumbered(hub::HubCore& core, const std::string& word)
{
    std::set<int> all;
    for (const auto& staff : must(core.registry.allStaff())) {
        if (!staff.name.starts_with(word + " ")) continue;
        const auto number = staff.name.substr(word.size() + 1);
        const auto agency = must(core.registry.agency(staff.agency));
        REQUIRE(agency);
        CHECK(agency->name == "Agency " + number);
        CHECK(all.insert(std::stoi(number)).second);
    }
    return all;
}

std::set<int> casesNumbered(hub::HubCore& core)
{
    std::set<int> all;
    for (int i = 0; i < kSaves; ++i) {
        const auto entry = must(core.registry.caseByRef("N-" + std::to_string(i)));
        if (!entry) continue;
        std::set<RecordId> records;
        for (const auto& strand : must(core.strands.strandsOfCase(entry->id)))
            for (const auto& record : must(core.registers.shownRecords(strand.ix)))
                records.insert(record.id);
        CHECK(records.size() == 3);
        all.insert(i);
    }
    return all;
}

/// The numbers of the kept changes that are in the case: each is told as adopted, by an op of the
/// hub's in the same commit; and of the others nothing shows.
std::set<int> adoptedNumbers(HubFolder& site, hub::HubCore& core)
{
    std::set<int> all;
    for (const auto& strand : must(core.strands.strandsOfCase(site.caseId))) {
        std::set<SeenDot> decided;
        std::vector<Change> kept;
        for (const auto& stored : must(core.log.changesAfter(strand.ix, 0, 100'000))) {
            auto change =
                must(openChange(strand.id, stored.actor, stored.ctr, Hash{}, stored.encoded));
            for (const auto& word : verdictsIn(change)) decided.insert(word.change);
            const auto said = must(decodePayload(change.payloads.back()));
            const auto value = decodeValue(said.value);
            if (!value.ok() || !value->asText().starts_with(kLate)) continue;
            const bool isIn = stored.state == Verdict::Accepted;
            const auto record = change.envelope.records.front();
            CHECK(must(core.registers.holds(strand.ix, record)) == isIn);
            if (isIn) all.insert(std::stoi(std::string(value->asText().substr(kLate.size()))));
            if (isIn) kept.push_back(std::move(change));
        }
        CHECK(decided.size() == kept.size());
        for (const auto& change : kept) CHECK(decided.contains({change.actor, change.ctr}));
    }
    return all;
}

void judgeHub(HubFolder& site, const Told& told)
{
    const auto store = site.open();
    auto& core = store->core();
    checkWhole(core.db);
    const auto first = peopleNumbered(core, "First");
    CHECK(first == peopleNumbered(core, "Second"));
    CHECK(first == casesNumbered(core));
    checkKept(numbersAfter(told, "added"), first);
    checkKept(numbersAfter(told, "adopted"), adoptedNumbers(site, core));

    // A tablet that is new to it is given exactly what the hub said it had. (An empty vault under
    // the old name would be a copy of before, and gets nothing.)
    auto transaction = must(store::Transaction::begin(core.db));
    const auto fresh = site.enrol(core, "Ben Hart");
    must(store->commit(std::move(transaction)));
    auto memory = must(store::Database::inMemory());
    auto replica = must(store::Replica::open(
        memory, {actorOf(fresh.vaultActor.publicKey()), fresh.vaultActor, site.random, site.clock},
        nullptr, nullptr));
    syncAs(fresh, *store, replica);
    checkKept(numbersAfter(told, "pushed"), savesIn(replica, site.caseId));
    addAll(site, *store, 1000);
    must(store->close());
}

} // namespace

TEST_CASE("a vault killed at any write keeps every save it told of, and no half of another")
{
    killAllOver<LoneTablet>("vault", workOnVault, judgeVault);
}

TEST_CASE("a hub killed at any write keeps all it acknowledged, and no half of a transaction")
{
    killAllOver<HubFolder>("hub", workOnHub, judgeHub);
}
