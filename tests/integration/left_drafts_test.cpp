// What becomes of a draft when its case leaves the tablet: nothing stays of what its form
// displayed, and what was typed comes to the office once.
#include "client/vault/unlock.h"
#include "client/work/deliver.h"
#include "server-stub/service/quarantine.h"
#include "tests/support/cargo_site.h"
#include "tests/support/opened_pages.h"

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr auto kDisplayed = "KITTIWAKE stays at 4 Alder Court";
constexpr auto kTyped = "DUNNOCK rang at noon";

/// A hub with one case, and a tablet with a draft in it: a safe address was on its screen.
struct DraftSite : HubFolder {
    Site site;
    std::unique_ptr<hub::HubStore> office;
    PersonId person;
    DeviceId device;

    template <typename Work>
    auto inOffice(Work work)
    {
        auto transaction = must(store::Transaction::begin(office->core().db));
        auto done = work(office->core());
        must(office->commit(std::move(transaction)));
        return done;
    }
    explicit DraftSite(std::string typed = kTyped)
    {
        clock.now = kHubTime;
        office = open();
        const auto author = inOffice([&](hub::HubCore& core) { return enrol(core, "Amara Ode"); });
        person = author.device.person;
        device = author.device.device();
        {
            auto vault = must(Vault::create(site.at(), secret(kFirstPassphrase), kCheap));
            must(work::storeIdentity(vault.database(), author));
        }
        auto tablet = openTablet(site, site.disk);
        auto way = wayTo(*office, tablet);
        must(work::syncWithHub(tablet, way));
        const auto saved = must(saveSafe(tablet.replica()));
        must(work::syncWithHub(tablet, way));
        const auto form = must(tablet.replica().display(saved.record));
        must(tablet.replica().drafts().put(
            {"note:C-0", form, caseId, {"note", "C-0", {}, {}, {{"text", std::move(typed)}}}, 5}));
        must(tablet.lock());
    }
    /// A note whose safety part says where she is.
    Result<store::Saved> saveSafe(store::Replica& replica) const
    {
        const auto* type = schema::findType("chronology");
        const auto form = must(replica.newRecord(type->number));
        const auto write = [&](std::string_view field, std::string_view text) {
            return FieldWrite{
                form.read(type->find(field)->wire()), Value::text(std::string(text)), {}};
        };
        return replica.save(form, caseId,
                            {write("text", "Rang"), write("safety_text", kDisplayed)});
    }
    work::SyncReport sync()
    {
        auto tablet = openTablet(site, site.disk);
        auto way = wayTo(*office, tablet);
        const auto report = must(work::syncWithHub(tablet, way));
        must(tablet.lock());
        return report;
    }
    /// How often a text lies in the vault's files, for whoever has the key.
    std::size_t found(std::string_view text)
    {
        std::string plain;
        {
            const auto keys = must(unlock::cold(site.at(), bytesOf(kFirstPassphrase)));
            const auto path = site.path("replica.db");
            plain = openedPages(site.disk, path, keys.data, site.random) +
                    openedLog(site.disk, path, keys.data, site.random);
        }
        std::size_t hits = 0;
        for (auto at = plain.find(text); at != plain.npos; at = plain.find(text, at + 1)) ++hits;
        for (const auto& [name, content] : site.files())
            hits += textOf(content).find(text) != std::string_view::npos;
        return hits;
    }
    std::size_t notesWith(std::string_view text)
    {
        std::size_t with = 0;
        for (const auto& note : must(hub::noteList(office->core())))
            with += note["text"].get<std::string>().find(text) != std::string::npos;
        return with;
    }
    void unassign()
    {
        inOffice([&](hub::HubCore& core) { return must(hub::unassign(core, "C-0", person)); });
    }
    /// She keeps the case, and loses the part that says where somebody is safe.
    void takeSafety()
    {
        inOffice([&](hub::HubCore& core) {
            for (const auto& strand : must(core.strands.strandsOfCase(caseId)))
                if (strand.compartment == schema::Compartment::Safety)
                    must(hub::takeAway(core, strand, person));
            return true;
        });
    }
    void stop()
    {
        inOffice([&](hub::HubCore& core) { return hub::stopDevice(core, device).ok(); });
    }
};

/// The end of a draft whose case has left.
void expectGone(DraftSite& here)
{
    CHECK(here.notesWith(kTyped) == 1);
    CHECK(here.notesWith("KITTIWAKE") == 0);
    CHECK(here.found("KITTIWAKE") == 0);
    CHECK(here.found("DUNNOCK") == 0);
    {
        auto tablet = openTablet(here.site, here.site.disk);
        CHECK(must(tablet.replica().drafts().all()).empty());
        CHECK(tablet.vault().cargo().entries().empty());
        must(tablet.close());
    }
    CHECK(here.sync().words == 0);
    CHECK(here.notesWith(kTyped) == 1);
}
} // namespace

TEST_CASE("a draft goes with its case: nothing stays of what it displayed, its words come once")
{
    SUBCASE("unassigned")
    {
        DraftSite here;
        CHECK(here.found("KITTIWAKE") > 0); // the search finds it where it is
        CHECK(here.found("DUNNOCK") > 0);
        here.unassign();
        const auto report = here.sync();
        CHECK(report.round.purged > 0);
        CHECK(report.words == 1);
        expectGone(here);
    }
    SUBCASE("stopped")
    {
        DraftSite here;
        here.stop();
        const auto report = here.sync();
        CHECK(report.round.stopped);
        CHECK(report.words == 1);
        expectGone(here);
    }
    SUBCASE("another role, which has less of the case")
    {
        DraftSite here;
        here.takeSafety();
        const auto report = here.sync();
        CHECK(report.round.purged == 1);
        CHECK(report.words == 1);
        CHECK(here.notesWith(kTyped) == 1);
        CHECK(here.found("KITTIWAKE") == 0);
        CHECK(here.found("DUNNOCK") == 0);
        auto tablet = openTablet(here.site, here.site.disk);
        CHECK(must(tablet.replica().lists().cases()).size() == 1);
        CHECK(must(tablet.replica().drafts().all()).empty());
        must(tablet.close());
    }
}

TEST_CASE("while the office has not answered, a draft that has left is its words and no more")
{
    DraftSite here;
    here.unassign();
    {
        auto tablet = openTablet(here.site, here.site.disk);
        auto inner = wayTo(*here.office, tablet);
        // The office takes rounds, and no cargo.
        transport::Loopback way([&](std::string_view path, ByteView body) {
            if (path == "/v1/cargo") return Result<transport::HttpAnswer>({503, {}});
            return inner.post(path, body);
        });
        const auto report = must(work::syncWithHub(tablet, way));
        CHECK(report.round.purged > 0);
        CHECK(report.words == 0);
        const auto drafts = must(tablet.replica().drafts().all());
        REQUIRE(drafts.size() == 1);
        CHECK(drafts.front().hasLeft);
        CHECK(drafts.front().form.isNew());
        CHECK(drafts.front().typed.fields.at("text") == kTyped);
        must(tablet.lock());
    }
    CHECK(here.found("KITTIWAKE") == 0);
    CHECK(here.notesWith(kTyped) == 0);
    CHECK(here.sync().words == 1);
    expectGone(here);
}

TEST_CASE("words of any length leave with their case, all of them")
{
    std::string typed;
    for (int i = 0; i < 5'000; ++i) typed += "word " + std::to_string(i) + " ";
    DraftSite here(typed);
    {
        auto tablet = openTablet(here.site, here.site.disk);
        auto& drafts = tablet.replica().drafts();
        auto draft = must(drafts.find("note:C-0")).value();
        draft.typed.fields["who"] = typed + "to the end";
        must(drafts.put(draft));
        // More than can be read again is not taken: the form says so, and keeps it.
        draft.typed.fields["who"].resize(2 * kTextBytesMax + 1, 'x');
        CHECK(drafts.put(draft).error().code == ErrorCode::TooLarge);
        must(tablet.lock());
    }
    here.unassign();
    CHECK(here.sync().words > 1);
    CHECK(here.notesWith("word 0 ") >= 1);
    CHECK(here.notesWith("to the end") == 1);
    auto tablet = openTablet(here.site, here.site.disk);
    CHECK(must(tablet.replica().drafts().all()).empty());
    must(tablet.close());
}

TEST_CASE("a draft of a case that its person has is nobody else's, until nobody can open the vault")
{
    DraftSite here; // locked: its draft lies sealed in the cargo
    const auto cargo = here.site.path("cargo");
    CHECK(here.sync().words == 0);
    {
        auto tablet = openTablet(here.site, here.site.disk);
        REQUIRE(tablet.vault().cargo().entries().size() == 1);
        auto way = wayTo(*here.office, tablet);
        const auto left =
            must(work::deliverCargo(here.site.disk, cargo, store::DraftCargo::Leave, way));
        CHECK(left.drafts == 1);
        CHECK(left.taken == 0);
        CHECK(here.notesWith(kTyped) == 0);
        const auto byHand = here.inOffice([&](hub::HubCore& core) {
            const auto file = must(here.site.disk.readWhole(cargo, store::kCargoFileMax));
            return must(hub::takeCargoFile(core, file, store::DraftCargo::Leave));
        });
        CHECK(byHand.left == 1);
        CHECK(here.notesWith(kTyped) == 0);
        const auto brought =
            must(work::deliverCargo(here.site.disk, cargo, store::DraftCargo::Bring, way));
        CHECK(brought.taken == 1);
        CHECK(here.notesWith(kTyped) == 1);
        must(tablet.close());
    }
    // Once it is finished or discarded its sealed copy goes as well.
    auto tablet = openTablet(here.site, here.site.disk);
    must(tablet.replica().drafts().drop("note:C-0"));
    must(tablet.lock());
    CHECK(must(store::CargoFile::open(here.site.disk, cargo)).entries().empty());
}

TEST_CASE("every draft is sealed at a lock, whatever the clock said when the last one was")
{
    DraftSite here;
    auto tablet = openTablet(here.site, here.site.disk);
    auto& drafts = tablet.replica().drafts();
    auto draft = must(drafts.find("note:C-0")).value();
    draft.name = "note:earlier";
    draft.wallMs = 1; // the clock was put back
    must(drafts.put(draft));
    must(tablet.lock());
    const auto cargo = must(store::CargoFile::open(here.site.disk, here.site.path("cargo")));
    CHECK(cargo.entries().size() == 2);
}

TEST_CASE("without a lease a note for the office can still be sealed, and comes with the next sync")
{
    DraftSite here;
    here.site.clock.wall += 400 * kHour;
    here.site.clock.boot += 400 * kHour;
    {
        CHECK(Vault::open(here.site.at(), secret(kFirstPassphrase)).error().code ==
              ErrorCode::Locked);
        auto tablet = openTablet(here.site, here.site.disk);
        REQUIRE(tablet.noteForOffice("C-0: PIPIT she rang, and is safe").ok());
        CHECK_FALSE(tablet.noteForOffice("").ok());
        CHECK_FALSE(tablet.noteForOffice(std::string(kNoteBodyMax + 1, 'x')).ok());
        must(tablet.lock());
    }
    CHECK(here.found("PIPIT") == 0); // sealed to the office, and nowhere else
    CHECK(here.sync().words == 1);
    CHECK(here.notesWith("PIPIT") == 1);
    CHECK(here.sync().words == 0);
}
