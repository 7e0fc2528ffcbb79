#include "server-stub/service/hub_store.h"
#include "server-stub/service/import.h"
#include "server-stub/service/registry.h"
#include "server-stub/service/round.h"
#include "sync/session/hub_round.h"
#include "tests/support/hub.h"
#include "tests/support/lone_tablet.h"
#include "tests/support/small_world.h"
#include "tests/support/told_child.h"

#include <algorithm>
#include <set>

using namespace lapwing;
using namespace lapwing::test;

namespace {

constexpr std::uint64_t kKills = 60;
constexpr std::uint64_t kKillsAtLeast = 40;
constexpr int kSaves = 24;

bool has(const Told& told, const std::string& line)
{
    return std::ranges::find(told.lines, line) != told.lines.end();
}

/// The numbers that were told after a word: "saved 3".
std::set<int> numbersAfter(const Told& told, const std::string& word)
{
    std::set<int> all;
    for (const auto& line : told.lines)
        if (line.starts_with(word + " ")) all.insert(std::stoi(line.substr(word.size() + 1)));
    return all;
}

/// All that was told is there, and at most the one after it, which was under way.
void checkKept(const std::set<int>& told, const std::set<int>& there)
{
    CHECK(std::ranges::includes(there, told));
    CHECK(there.size() <= told.size() + 1);
    const int next = told.empty() ? 0 : *told.rbegin() + 1;
    for (const int number : there) CHECK((told.contains(number) || number == next));
}

void checkWhole(store::Database& database)
{
    auto answer = database.prepare("PRAGMA integrity_check").value();
    REQUIRE(answer.step().value());
    CHECK(answer.text(0) == "ok");
}

/// Runs `child` to its end to count its calls, then again and again on fresh sites, each time
/// killed at another one, and lets `check` judge what is left.
template <typename AnySite, typename Child, typename Judge>
void killAllOver(const char* what, Child child, Judge judge)
{
    std::uint64_t calls = 0;
    {
        AnySite site;
        ToldChild whole(0, [&](KillingVfs& vfs, const Tell& tell) {
            const bool good = child(site, vfs, tell);
            tell("calls " + std::to_string(vfs.calls()));
            return good;
        });
        const auto told = whole.wait();
        REQUIRE(told.done);
        calls = static_cast<std::uint64_t>(*numbersAfter(told, "calls").begin());
        judge(site, told);
    }
    std::uint64_t kills = 0;
    for (std::uint64_t i = 0; i < kKills; ++i) {
        const auto at = 1 + i * calls / kKills;
        CAPTURE(at);
        AnySite site;
        ToldChild cut(at, [&](KillingVfs& vfs, const Tell& tell) {
            return child(site, vfs, tell);
        });
        const auto told = cut.wait();
        REQUIRE((told.killed || told.done));
        kills += told.killed ? 1 : 0;
        judge(site, told);
    }
    MESSAGE(what << ": " << kills << " kills, spread over " << calls << " calls");
    CHECK(kills > kKillsAtLeast);
}

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

Result<work::Tablet> reopen(LoneTablet& site, const Told& told)
{
    const bool changed = has(told, "changed");
    auto first = site.open(site.site.disk, kFirstPassphrase);
    CHECK_FALSE((changed && first.ok()));
    CHECK((first.ok() || has(told, "changing")));
    if (first.ok()) return first;
    CHECK(first.error().code == ErrorCode::Unauthorised);
    return site.open(site.site.disk, kSecondPassphrase);
}

/// The number of a record that has each of its fields, each with that number's text.
int numberOf(store::Replica& replica, const RecordId& record)
{
    const auto form = replica.openForm(record).value();
    const auto* type = schema::findType(form.type());
    std::set<std::string> texts;
    for (const auto field : kSavedFields) {
        const auto read = form.read(type->find(field)->wire());
        REQUIRE(read.shown().size() == 1);
        texts.insert(std::string(read.shown().front().value.asText()));
    }
    REQUIRE(texts.size() == 1);
    return std::stoi(texts.begin()->substr(5));
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

    std::set<int> there;
    for (const auto& row : must(replica.recordsOf(site.caseId)))
        CHECK(there.insert(numberOf(replica, row.id)).second);
    checkKept(saved, there);
    // Half a save could also hide in a strand whose record no list shows.
    for (const auto& strand : must(replica.strands().strands())) {
        CHECK(replica.strands().undecided(strand.ix).value().size() == there.size());
        CHECK(vault.rootSum().checkStrand(strand.ix).ok());
    }
    CHECK(vault.cargo().entries().size() >= there.size() * kSavedStrands);
    CHECK(site.save(tablet, "save 1000").ok());
    CHECK(tablet.close().ok());
}

/// A hub in a folder, with one case and one enrolled person who may write in it.
struct HubFolder {
    TempFolder temp;
    std::string folder = temp.path() + "/hub";
    StandingClock clock;
    crypto::SystemRandom random;
    crypto::SigningKey deviceKey = seeded(random);
    crypto::SigningKey actorKey = seeded(random);
    hub::DigestKey digestKey = random.id<hub::DigestKey>().value();
    PersonId person;
    CaseId caseId;

    HubFolder()
    {
        REQUIRE(crypto::initialise());
        hub::InitOptions options;
        options.folder = folder;
        must(hub::initHub(options, random, clock));
        const auto store = open();
        auto transaction = must(store::Transaction::begin(store->core().db));
        enrol(store->core());
        must(store->commit(std::move(transaction)));
        must(store->close());
    }
    std::unique_ptr<hub::HubStore> open()
    {
        return must(hub::HubStore::open(folder, {}, random, clock));
    }
    static std::string caseText(const std::string& ref)
    {
        const auto head = R"({"case":")" + ref + R"(","panel":"da_marac","record":")";
        return head + R"(case","fields":{"title":"T"}})" + "\n" + head
               + R"(person","fields":{"legal_name":"Jo Bloggs"}})" + "\n" + head
               + R"(action","fields":{"action.text":"Call her","status":"agreed"}})" + "\n";
    }
    void enrol(hub::HubCore& core)
    {
        const auto agency = must(hub::addAgency(core, "Brent", access::Sector::LocalAuthority));
        person = must(hub::addStaff(core, "Ada Okafor", agency.id, access::Role::Idva)).id;
        must(hub::Import(core).run(caseText("C-0")));
        caseId = must(core.journal.caseByRef("C-0"))->id;
        DeviceCertificate certificate;
        certificate.key = deviceKey.publicKey();
        certificate.person = person;
        certificate.hubKey = core.keys.certificate.id;
        certificate.serial = 1;
        sign(certificate, core.keys.sign);
        hub::Device device;
        device.id = certificate.device();
        device.staff = person;
        device.key = certificate.key;
        device.serial = certificate.serial;
        device.digestKey = digestKey;
        must(core.journal.put(device));
        must(core.journal.putCertificate(device.id, encode(certificate)));
        ActorCertificate actor;
        actor.key = actorKey.publicKey();
        actor.device = device.id;
        sign(actor, deviceKey);
        must(core.journal.put(hub::KnownActor{actor, person, 0}));
        for (const auto& strand : must(core.strands.strandsOfCase(caseId))) {
            must(core.journal.setMember(strand.ix, person, 7));
            must(core.setHolding(device, strand.ix, 7));
        }
    }
    store::Replica tablet(store::Database& database)
    {
        const store::Author author{actorOf(actorKey.publicKey()), actorKey, random, clock};
        return must(store::Replica::open(database, author, nullptr, nullptr));
    }
    /// One whole sync; each answer is given only after its commit.
    void sync(hub::HubStore& store, store::Replica& replica)
    {
        auto& core = store.core();
        HubRound round(replica, core.keys.root, digestKey.view(),
                       deviceOf(deviceKey.publicKey()));
        for (bool more = true; more;) {
            const auto request = must(round.request());
            auto transaction = must(store::Transaction::begin(core.db));
            const auto answer =
                must(hub::Round(core).handle(deviceKey.publicKey(), request));
            must(store.commit(std::move(transaction)));
            more = must(round.receive(answer.body));
        }
    }
};

/// In one transaction an agency, two of its people and a case of three records, all of a number.
void addAll(HubFolder& site, hub::HubStore& store, int number)
{
    auto& core = store.core();
    const auto name = std::to_string(number);
    auto transaction = must(store::Transaction::begin(core.db));
    const auto agency = must(hub::addAgency(core, "Agency " + name, access::Sector::Police));
    must(hub::addStaff(core, "First " + name, agency.id, access::Role::Idva));
    must(hub::Import(core).run(site.caseText("N-" + name)));
    must(hub::addStaff(core, "Second " + name, agency.id, access::Role::Idva));
    must(store.commit(std::move(transaction)));
}

RecordId push(HubFolder& site, hub::HubStore& store, store::Replica& replica, int number)
{
    const auto form = must(replica.newForm(schema::findType("chronology")->number));
    const Value text = Value::text("save " + std::to_string(number));
    std::vector<FieldWrite> writes;
    for (const auto field : kSavedFields)
        writes.push_back({form.read(fieldNamed("chronology", field).wire()), text, {}});
    const auto saved = must(replica.save(form, site.caseId, writes));
    site.sync(store, replica);
    return saved.record;
}

bool workOnHub(HubFolder& site, KillingVfs&, const Tell& tell)
{
    auto store = site.open();
    auto memory = must(store::Database::inMemory());
    auto replica = site.tablet(memory);
    site.sync(*store, replica);
    for (int i = 0; i < kSaves; ++i) {
        addAll(site, *store, i);
        tell("added " + std::to_string(i));
        push(site, *store, replica, i);
        if (must(replica.unsentCount()) != 0) return false;
        tell("pushed " + std::to_string(i));
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
    for (const auto& staff : must(core.journal.allStaff())) {
        if (!staff.name.starts_with(word + " ")) continue;
        const auto number = staff.name.substr(word.size() + 1);
        const auto agency = must(core.journal.agency(staff.agency));
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
        const auto entry = must(core.journal.caseByRef("N-" + std::to_string(i)));
        if (!entry) continue;
        std::set<RecordId> records;
        for (const auto& strand : must(core.strands.strandsOfCase(entry->id)))
            for (const auto& record : must(core.strands.shownRecords(strand.ix)))
                records.insert(record.id);
        CHECK(records.size() == 3);
        all.insert(i);
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

    // A tablet that has lost everything is given exactly what the hub said it had.
    auto memory = must(store::Database::inMemory());
    auto replica = site.tablet(memory);
    site.sync(*store, replica);
    std::set<int> there;
    for (const auto& row : must(replica.recordsOf(site.caseId)))
        if (row.type == schema::findType("chronology")->number)
            CHECK(there.insert(numberOf(replica, row.id)).second);
    checkKept(numbersAfter(told, "pushed"), there);
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
