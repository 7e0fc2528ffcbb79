// A hub and a vault as they were made on each release of Debian that is served, opened on this one:
// what one release's SQLite wrote another's must read, write and hand on. After a change of the
// schema or of a stored form they are made again: ./run golden, see docs/storage-format.md.
#include "client/work/tablet.h"
#include "tests/support/files.h"
#include "tests/support/hub_folder.h"
#include "tests/support/vault_files.h"

#include <cstdlib>
#include <set>

using namespace lapwing;
using namespace lapwing::test;
namespace fs = std::filesystem;

namespace {

constexpr auto kPassphrase = "five good words";
constexpr std::string_view kNote = "chronology", kText = "text";

/// Over two pages long, which is where releases of SQLite differ in what they read, and with no
/// two like parts.
std::string longText(std::uint32_t state)
{
    std::string text;
    for (int i = 0; i < 9000; ++i) {
        state = state * 1664525u + 1013904223u;
        text += static_cast<char>('a' + (state >> 24) % 26);
    }
    return text;
}

/// What the makers wrote: one note that both hold, and one that is still the tablet's alone.
const std::string kShared = longText(1), kUnsent = longText(2);

void writeNote(store::Replica& replica, const CaseId& caseId, const std::string& text)
{
    const auto* type = schema::findType(kNote);
    const auto form = must(replica.newRecord(type->number));
    const FieldWrite write{form.read(type->find(kText)->wire()), Value::text(text), {}};
    must(replica.save(form, caseId, std::vector{write}));
}

std::multiset<std::string> notesIn(store::Database& database, const CaseId& caseId)
{
    store::Registers registers(database);
    const auto* type = schema::findType(kNote);
    std::multiset<std::string> notes;
    for (const auto& strand : must(store::Strands(database).strandsOfCase(caseId)))
        for (const auto& record : must(registers.shownRecords(strand.ix))) {
            if (record.type != type->number) continue;
            const auto form = must(registers.display(record.id));
            REQUIRE(form);
            const auto shown = form->read(type->find(kText)->wire()).shown();
            REQUIRE(shown.size() == 1);
            notes.emplace(shown.front().value.asText());
        }
    return notes;
}

/// The machine that both stand on. Its clock stands at the hour when the folders were made, for a
/// lease ends after 72.
struct Machine {
    StandingClock clock;
    crypto::SystemRandom random;
    store::Disk disk;

    Machine() { REQUIRE(crypto::initialise()); }
    std::unique_ptr<hub::HubStore> hub(const std::string& folder)
    {
        return must(hub::HubStore::open(folder, folder + "/hub.key", random, clock));
    }
    VaultSite site(const std::string& folder) { return {folder, disk, random, clock}; }
    work::Tablet tablet(const std::string& folder)
    {
        return must(work::Tablet::open(site(folder), secret(kPassphrase), Vault::Purpose::Use));
    }
};

/// As they lie in tests/golden, in a place where they may be written; a checkout knows no modes.
struct Copy {
    TempFolder temp;
    std::string hub = temp.path() + "/hub", vault = temp.path() + "/vault";

    explicit Copy(const std::string& release)
    {
        fs::copy(LAPWING_SOURCE_DIR "/tests/golden/" + release, temp.path(),
                 fs::copy_options::recursive);
        for (const auto& entry : fs::recursive_directory_iterator(temp.path()))
            fs::permissions(entry.path(), entry.is_directory()
                                              ? fs::perms::owner_all
                                              : fs::perms::owner_read | fs::perms::owner_write);
    }
};

void opensAndGoesOn(const std::string& release)
{
    CAPTURE(release);
    const Copy copy(release);
    Machine machine;
    CaseId caseId;
    const std::multiset<std::string> before{kShared}, after{kShared, kUnsent};
    const std::multiset<std::string> last{kShared, kUnsent, "written here"};
    {
        auto hub = machine.hub(copy.hub);
        caseId = must(hub->core().registry.caseByRef("C-0")).value().id;
        CHECK(notesIn(hub->core().db, caseId) == before);
        auto tablet = machine.tablet(copy.vault);
        CHECK(notesIn(tablet.replica().database(), caseId) == after);
        CHECK(tablet.vault().status().cargoRecords == 1);
        CHECK(tablet.vault().status().cargoDamaged == 0);

        writeNote(tablet.replica(), caseId, "written here");
        syncAs(tablet.identity(), *hub, tablet.replica());
        CHECK(must(tablet.replica().log().undecidedCount()) == 0);
        CHECK(notesIn(hub->core().db, caseId) == last);
        for (auto* each : {&hub->core().db, &tablet.vault().database()}) must(each->checkpoint());
        must(tablet.close());
        must(hub->close());
    }
    CHECK(notesIn(machine.hub(copy.hub)->core().db, caseId) == last);
    CHECK(notesIn(machine.tablet(copy.vault).replica().database(), caseId) == last);
}

/// A vault as set-up leaves it, with the identity that the hub knows.
void setUpVault(Machine& machine, const std::string& folder, const work::Identity& who)
{
    auto vault = must(Vault::create(machine.site(folder), secret(kPassphrase), kCheap));
    must(vault.renewLease(machine.clock.now, machine.clock.now + 72 * kHour));
    must(work::storeIdentity(vault.database(), who));
}

} // namespace

TEST_CASE("a hub and a vault made on Debian 12 open here, keep long texts, and go on")
{
    opensAndGoesOn("debian12");
}

TEST_CASE("a hub and a vault made on Debian 13 open here, keep long texts, and go on")
{
    opensAndGoesOn("debian13");
}

// Not a test: it makes the folder that LAPWING_GOLDEN names, for ./run golden.
TEST_CASE("make a hub and a vault" * doctest::skip())
{
    const char* const named = std::getenv("LAPWING_GOLDEN");
    REQUIRE(named);
    const fs::path to = named;
    HubFolder made;
    Machine machine;
    const auto vault = made.temp.path() + "/vault";
    setUpVault(machine, vault, *made.who);
    {
        auto hub = machine.hub(made.folder);
        auto tablet = machine.tablet(vault);
        syncAs(*made.who, *hub, tablet.replica());
        writeNote(tablet.replica(), made.caseId, kShared);
        syncAs(*made.who, *hub, tablet.replica());
        // What is kept lies in the pages, what is new in the log.
        for (auto* each : {&hub->core().db, &tablet.vault().database()}) must(each->checkpoint());
        must(tablet.keeper().release());
        writeNote(tablet.replica(), made.caseId, kUnsent);
        must(tablet.close());
        must(hub->close());
    }
    fs::remove_all(to);
    for (const auto* part : {"hub", "vault"}) {
        fs::create_directories(to / part);
        for (const auto& entry : fs::directory_iterator(made.temp.path() + "/" + part))
            fs::copy_file(entry.path(), to / part / entry.path().filename());
    }
}
