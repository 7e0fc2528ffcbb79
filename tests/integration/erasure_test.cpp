// A thousand words that nobody ever wrote, taken out for good: none of them lies in a page, a log,
// an index, a draft or a sealed copy of two tablets and the hub, nor in a backup made since; and a
// hub killed at any write has taken out all of a record or nothing.
#include "client/vault/unlock.h"
#include "server-stub/service/backup.h"
#include "server-stub/service/erase.h"
#include "server-stub/service/import.h"
#include "server-stub/service/move_record.h"
#include "server-stub/service/redact.h"
#include "tests/support/cargo_site.h"
#include "tests/support/kill_all_over.h"
#include "tests/support/leak_scan.h"
#include "tests/support/opened_pages.h"
#include "tests/support/seed.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr std::size_t kNotes = 40, kWordsOfNote = 25;

template <typename Work>
auto inOffice(hub::HubStore& office, Work work)
{
    auto transaction = must(store::Transaction::begin(office.core().db));
    auto done = work(office.core());
    must(office.commit(std::move(transaction)));
    return done;
}

std::string hubPages(HubFolder& of, const std::string& folder)
{
    store::Disk disk;
    const auto slot = must(hub::files::readSlot(disk, folder));
    const auto keyFile = must(hub::files::readKey(disk, slot.keyFile));
    const auto key = hub::files::sealKey(slot, keyFile);
    const auto path = hub::files::database(folder);
    return openedPages(disk, path, key, of.random) + openedLog(disk, path, key, of.random);
}

std::string vaultPages(Site& site)
{
    const auto keys = must(unlock::cold(site.at(), bytesOf(kFirstPassphrase)));
    const auto path = site.path("replica.db");
    auto plain = openedPages(site.disk, path, keys.data, site.random) +
                 openedLog(site.disk, path, keys.data, site.random);
    for (const auto& [name, content] : site.files()) plain += textOf(content);
    return plain;
}

/// A hub and two tablets of two people who have the case, and an officer who takes things out.
struct Office : HubFolder {
    Site sites[2];
    std::unique_ptr<hub::HubStore> hub;
    PersonId officer;
    SeededRandom words{seedOfThisRun()};
    LeakScan scan;

    Office()
    {
        clock.now = kHubTime;
        hub = open();
        officer = inOffice(*hub, [&](hub::HubCore& core) {
            const auto agency =
                must(hub::addAgency(core, "Office", schema::agency::Sector::Police));
            return must(hub::addStaff(core, "Ines Quill", agency.id, access::Role::IgOfficer)).id;
        });
        for (auto& site : sites) {
            const auto person = inOffice(*hub, [&](hub::HubCore& core) {
                return enrol(core, &site == &sites[0] ? "Amara Ode" : "Ben Hart");
            });
            auto vault = must(Vault::create(site.at(), secret(kFirstPassphrase), kCheap));
            must(work::storeIdentity(vault.database(), person));
        }
        syncBoth();
    }
    std::string word()
    {
        std::string made;
        while (made.size() < 16) made += static_cast<char>('a' + words.below(26));
        scan.watch(made);
        return made;
    }
    template <typename Work>
    void onTablet(Site& site, Work work)
    {
        auto tablet = openTablet(site, site.disk);
        work(tablet);
        must(tablet.lock());
    }
    void sync(Site& site)
    {
        onTablet(site, [&](work::Tablet& tablet) {
            auto way = wayTo(*hub, tablet);
            must(work::syncWithHub(tablet, way));
        });
    }
    void syncBoth()
    {
        for (auto* site : {&sites[0], &sites[1], &sites[0], &sites[1]}) sync(*site);
    }
    std::size_t finds(const std::string& in) const { return scan.findsIn(in).size(); }
};
} // namespace

TEST_CASE("of a thousand words taken out for good none is found anywhere after the next rounds")
{
    Office office;
    std::vector<RecordId> notes;
    office.onTablet(office.sites[0], [&](work::Tablet& tablet) {
        for (std::size_t i = 0; i < kNotes; ++i) {
            std::string text;
            for (std::size_t k = 0; k < kWordsOfNote; ++k)
                text += (k == 0 ? "" : " ") + office.word();
            notes.push_back(must(saveIn(tablet.replica(), office.caseId, text)).record.id);
        }
    });
    REQUIRE(office.scan.texts() == 1'000);
    office.syncBoth();
    office.onTablet(office.sites[1], [&](work::Tablet& tablet) { // a form that is open meanwhile
        const auto form = must(tablet.replica().display(notes.front()));
        must(tablet.replica().drafts().put(
            {"note:C-0", form, office.caseId, {"note", "C-0", {}, {}, {{"text", "typed on"}}}, 5}));
    });
    CHECK(office.finds(vaultPages(office.sites[0])) >= 1'000);
    CHECK(office.finds(vaultPages(office.sites[1])) >= 1'000);
    CHECK(office.finds(hubPages(office, office.folder)) >= 1'000);
    inOffice(*office.hub, [&](hub::HubCore& core) {
        for (const auto& note : notes)
            must(hub::redact(core, {note.hex(), "C-0", {}, office.officer, "Art. 17"}));
        return true;
    });
    CHECK(office.finds(hubPages(office, office.folder)) == 0);
    office.syncBoth();
    for (auto& site : office.sites) CHECK(office.finds(vaultPages(site)) == 0);
    CHECK(office.finds(hubPages(office, office.folder)) == 0);
    const auto to = office.temp.path() + "/backup";
    must(hub::backUp(to, office.random, [&](const auto& task) { return task(*office.hub); }));
    CHECK(office.finds(hubPages(office, to)) == 0);
}

namespace {
const std::string kCanary = "zyxhoopoecanaryzy";

std::size_t countIn(hub::HubCore& core, const CaseId& caseId)
{
    std::size_t found = 0;
    for (const auto& strand : must(core.strands.strandsOfCase(caseId)))
        for (const auto& chain : must(core.log.chains(strand.ix)))
            for (const auto& stored : must(core.log.ofChain(strand.ix, chain.actor, 1)))
                found += textOf(stored.encoded).find(kCanary) != std::string_view::npos;
    return found;
}

bool takeOutOnHub(HubFolder& site, KillingVfs&, const Tell& tell)
{
    auto store = site.open();
    const auto officer = inOffice(*store, [&](hub::HubCore& core) {
        const auto agency = must(hub::addAgency(core, "Office", schema::agency::Sector::Police));
        return must(hub::addStaff(core, "Ines Quill", agency.id, access::Role::IgOfficer)).id;
    });
    auto memory = must(store::Database::inMemory());
    auto replica = site.tablet(memory);
    site.sync(*store, replica);
    const auto note = must(saveIn(replica, site.caseId, kCanary + " one")).record.id;
    must(saveIn(replica, site.caseId, kCanary + " two"));
    site.sync(*store, replica);
    tell("wrote 1");
    inOffice(*store, [&](hub::HubCore& core) {
        return must(hub::redact(core, {note.hex(), "C-0", {}, officer, "Art. 17"}));
    });
    tell("redacted 1");
    inOffice(*store, [&](hub::HubCore& core) {
        return must(hub::erase(core, {"C-0", {}, officer, "Retention"}));
    });
    tell("erased 1");
    must(store->close());
    return true;
}

/// Two saves of two strands each: all four stand, or two after the redaction, or none.
void judgeTakenOut(HubFolder& site, const Told& told)
{
    std::size_t left = 0;
    {
        const auto store = site.open();
        checkWhole(store->core().db);
        left = countIn(store->core(), site.caseId);
        const bool isThere = must(store->core().registry.caseByRef("C-0")).has_value();
        CHECK((left == 0 || isThere));
        if (has(told, "erased 1")) CHECK_FALSE(isThere);
        must(store->close());
    }
    if (has(told, "wrote 1") && !has(told, "redacted 1")) CHECK((left == 4 || left == 2));
    if (has(told, "redacted 1")) CHECK((left == 2 || left == 0));
    if (has(told, "erased 1")) CHECK(left == 0);
    const auto pages = hubPages(site, site.folder);
    if (left == 0)
        CHECK(pages.find(kCanary) == std::string::npos);
    else
        CHECK(pages.find(kCanary) != std::string::npos);
}
} // namespace

TEST_CASE("a hub killed at any write of a redaction or an erasure has done all of it or nothing")
{
    killAllOver<HubFolder>("taking out", takeOutOnHub, judgeTakenOut);
}

namespace {
/// How many of the hub's changes of a case hold the canary.
std::size_t countOf(hub::HubStore& store, const char* ref)
{
    const auto entry = must(store.core().registry.caseByRef(ref));
    return entry ? countIn(store.core(), entry->id) : 0;
}

bool moveOnHub(HubFolder& site, KillingVfs&, const Tell& tell)
{
    auto store = site.open();
    const auto coordinator = inOffice(*store, [&](hub::HubCore& core) {
        const auto agency = must(hub::addAgency(core, "Office", schema::agency::Sector::Police));
        must(hub::Import(core).run(HubFolder::caseText("C-1")));
        return must(hub::addStaff(core, "Ben Hart", agency.id, access::Role::MaracCoordinator)).id;
    });
    auto memory = must(store::Database::inMemory());
    auto replica = site.tablet(memory);
    site.sync(*store, replica);
    const auto note = must(saveIn(replica, site.caseId, kCanary)).record.id;
    site.sync(*store, replica);
    tell("wrote 1");
    inOffice(*store, [&](hub::HubCore& core) {
        return must(hub::moveRecord(core, {note.hex(), {}, "C-1", coordinator, "Another family"}));
    });
    tell("moved 1");
    must(store->close());
    return true;
}

/// Each save has two strands' changes, and so has the office's copy of it.
void judgeMoved(HubFolder& site, const Told& told)
{
    const auto store = site.open();
    checkWhole(store->core().db);
    const auto wrong = countOf(*store, "C-0"), right = countOf(*store, "C-1");
    if (has(told, "wrote 1")) CHECK(((wrong == 2 && right == 0) || (wrong == 0 && right == 2)));
    if (has(told, "moved 1")) CHECK(right == 2);
    must(store->close());
}
} // namespace

TEST_CASE("a hub killed at any write of a move has the record in one case, never in both or none")
{
    killAllOver<HubFolder>("moving", moveOnHub, judgeMoved);
}

namespace {
/// The office has taken a note out, and one tablet has not heard of it: it holds the note, a draft
/// of a form that shows it, and sealed copies of both.
struct Unheard : Office {
    Unheard()
    {
        onTablet(sites[1], [&](work::Tablet& tablet) {
            const auto note = must(saveIn(tablet.replica(), caseId, word())).record;
            must(tablet.replica().drafts().put({"note:C-0",
                                                must(tablet.replica().display(note)),
                                                caseId,
                                                {"note", "C-0", {}, {}, {{"text", word()}}},
                                                5}));
            record = note.id;
        });
        syncBoth();
        inOffice(*hub, [&](hub::HubCore& core) {
            return must(hub::redact(core, {record.hex(), "C-0", {}, officer, "Art. 17"}));
        });
        must(hub->close());
        hub.reset();
    }
    [[nodiscard]] std::vector<std::string> folders() const
    {
        return {temp.path(), sites[0].temp.path(), sites[1].temp.path()};
    }
    RecordId record;
};

bool hearOnTablet(Unheard& site, KillingVfs& vfs, const Tell& tell)
{
    site.hub = site.open();
    KillingDisk disk(vfs);
    auto& of = site.sites[1];
    auto tablet = work::Tablet::open({of.folder, disk, of.random, of.clock},
                                     secret(kFirstPassphrase), Vault::Purpose::Renew);
    if (!tablet.ok()) return false;
    auto way = wayTo(*site.hub, *tablet);
    must(work::syncWithHub(*tablet, way));
    tell("heard 1");
    if (!tablet->lock().ok()) return false;
    must(site.hub->close());
    return true;
}

/// Wherever it was killed, it opens, and the next sync ends what was begun.
void judgeHeard(Unheard& site, const Told& told)
{
    if (has(told, "heard 1")) CHECK(site.finds(vaultPages(site.sites[1])) == 0);
    site.hub = site.open();
    site.sync(site.sites[1]);
    site.onTablet(site.sites[1],
                  [](work::Tablet& tablet) { checkWhole(tablet.vault().database()); });
    CHECK(site.finds(vaultPages(site.sites[1])) == 0);
    must(site.hub->close());
    site.hub.reset();
    CHECK(site.finds(hubPages(site, site.folder)) == 0);
}
} // namespace

TEST_CASE("a tablet killed at any write of a redaction holds nothing of it after its next sync")
{
    killAllOver<Unheard>("hearing", hearOnTablet, judgeHeard);
}
