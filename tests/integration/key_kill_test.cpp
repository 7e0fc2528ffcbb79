// What changes a vault's keys, and what brings its work to the office, killed on the way.
#include "client/vault/vault_gate.h"
#include "client/work/deliver.h"
#include "server-stub/service/quarantine.h"
#include "tests/support/cargo_site.h"
#include "tests/support/kill_all_over.h"

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {

constexpr int kSaves = 6;
constexpr auto kPin = "271828", kNewPin = "161803";

/// A boot keyring that outlives its process, as the kernel's does: a file for each name.
class LastingRing final : public BootKeyring {
public:
    explicit LastingRing(std::string folder) : m_folder(std::move(folder))
    {
        std::filesystem::create_directory(m_folder);
    }
    KillingVfs* killer = nullptr; ///< in the child, which may also be killed between two calls here

    Result<void> put(const std::string& name, ByteView secret) override
    {
        if (killer != nullptr) killer->step();
        std::ofstream(m_folder + "/" + name, std::ios::binary) << textOf(secret);
        return {};
    }
    Result<crypto::Secret> get(const std::string& name) override
    {
        std::ifstream in(m_folder + "/" + name, std::ios::binary);
        const std::string kept(std::istreambuf_iterator<char>(in), {});
        if (kept.empty()) return fail(ErrorCode::NotFound);
        return crypto::Secret::copyOf(bytesOf(kept));
    }
    Result<void> drop(const std::string& name) override
    {
        if (killer != nullptr) killer->step();
        std::filesystem::remove(m_folder + "/" + name);
        return {};
    }

private:
    std::string m_folder;
};

/// A vault with all that opens one: passphrase, PIN, the organisation's key; and some work.
struct KeyedTablet : LoneTablet {
    LastingRing machine{site.temp.path() + "/ring"};
    crypto::BoxKeyPair organisation = crypto::BoxKeyPair::generate(site.random).value();

    KeyedTablet()
    {
        ring = &machine;
        {
            auto tablet = must(open(site.disk, kFirstPassphrase));
            for (int i = 0; i < kSaves; ++i) must(save(tablet, "save " + std::to_string(i)));
            must(tablet.vault().setRecoveryKey(organisation.publicKey()));
            must(tablet.setPins(secret(kPin), {}));
            must(tablet.close());
        }
        // Mistyped once: the next unlock with the passphrase arms it anew.
        CHECK(openWarm("141421").error().code == ErrorCode::Unauthorised);
    }
    Result<work::Unlocked> openWarm(std::string_view typed)
    {
        return work::Tablet::openWarm(at(site.disk), secret(typed), Vault::Purpose::Use);
    }
    VaultSite at(store::Disk& disk)
    {
        return {site.folder, disk, site.random, site.clock, nullptr, ring};
    }
    /// The PIN that opens it now; empty when only the passphrase does.
    std::string pin()
    {
        if (must(lookAt(at(site.disk))).pinTriesLeft == 0) return {};
        for (const auto* each : {kPin, kNewPin})
            if (openWarm(each).ok()) return each;
        return "asks for a PIN, and takes none";
    }
};

/// A deed on the open tablet, with a word before and after it.
template <typename Deed>
auto between(const char* before, const char* after, Deed deed)
{
    return [=](KeyedTablet& site, KillingVfs& vfs, const Tell& tell) {
        KillingDisk disk(vfs);
        site.machine.killer = &vfs;
        auto tablet = site.open(disk, kFirstPassphrase);
        if (!tablet.ok()) return false;
        tell(before);
        if (!deed(*tablet).ok()) return false;
        tell(after);
        return tablet->close().ok();
    };
}

bool recover(KeyedTablet& site, KillingVfs& vfs, const Tell& tell)
{
    KillingDisk disk(vfs);
    site.machine.killer = &vfs;
    for (const auto* word : {"changing", "dropping"}) tell(word);
    auto vault = Vault::recover(site.at(disk), site.organisation, secret(kSecondPassphrase),
                                kCheap);
    for (const auto* word : {"changed", "dropped"})
        if (vault.ok()) tell(word);
    return vault.ok() && vault->flush().ok();
}

void judgeKeys(KeyedTablet& site, const Told& told)
{
    const auto before = site.pin();
    {
        auto tablet = must(reopen(site, told));
        CHECK(tablet.vault().status().slotsWhole);
        checkWhole(tablet.vault().database());
        CHECK(savesIn(tablet.replica(), site.caseId).size() == kSaves);
        CHECK(tablet.vault().cargo().entries().size() >= kSaves * kSavedStrands);
        CHECK(tablet.vault().cargo().damaged().empty());
        must(site.save(tablet, "save " + std::to_string(kSaves)));
        must(tablet.close());
    }
    // A PIN that opens it is not another after the passphrase was typed.
    const auto pin = site.pin();
    CHECK((before.empty() || before == pin));
    const bool isSet = has(told, "set"), isDropped = has(told, "dropped");
    if (isSet || isDropped) CHECK(pin == (isSet ? kNewPin : ""));
    else CHECK((pin == kPin || (has(told, "setting") && pin == kNewPin)
                || (has(told, "dropping") && pin.empty())));
}

/// A hub, and two tablets of a case: one with work that the hub has not got, one that may carry it.
struct CargoSite : HubFolder {
    Site lost, carrier;
    std::optional<work::Identity> author;
    std::string half = temp.path() + "/half"; ///< of the lost one's cargo

    CargoSite()
    {
        clock.now = kHubTime;
        const auto store = open();
        for (auto* site : {&carrier, &lost}) {
            auto transaction = must(store::Transaction::begin(store->core().db));
            author = enrol(store->core(), site == &lost ? "Amara Ode" : "Ben Hart");
            must(store->commit(std::move(transaction)));
            auto vault = must(Vault::create(site->at(), secret(kFirstPassphrase), kCheap));
            must(work::storeIdentity(vault.database(), *author));
        }
        for (auto* site : {&carrier, &lost}) {
            auto tablet = openTablet(*site, site->disk);
            auto way = wayTo(*store, tablet);
            must(work::syncWithHub(tablet, way));
            for (int i = 0; site == &lost && i < kSaves; ++i)
                must(saveIn(tablet.replica(), caseId, "save " + std::to_string(i)));
            must(tablet.close());
        }
        must(store->close());
        const auto whole = cargo();
        const auto end = store::cargoStretches(whole).at(kSaves * kSavedStrands / 2).offset;
        must(lost.disk.writeNew(half, ByteView(whole).first(end)));
    }
    [[nodiscard]] std::vector<std::string> folders() const
    {
        return {temp.path(), lost.temp.path(), carrier.temp.path()};
    }
    Bytes cargo() { return must(lost.disk.readWhole(lost.path("cargo"), store::kCargoFileMax)); }
    /// What a tablet that has lost everything is given.
    std::set<int> atHub(hub::HubStore& store)
    {
        checkWhole(store.core().db);
        auto memory = must(store::Database::inMemory());
        auto replica = tablet(memory);
        sync(store, replica);
        return savesIn(replica, caseId);
    }
};

bool deliver(CargoSite& site, KillingVfs& vfs, const Tell& tell)
{
    KillingDisk disk(vfs);
    auto store = site.open();
    auto tablet = openTablet(site.carrier, disk);
    auto way = wayTo(*store, tablet);
    for (const auto& from : {site.half, site.lost.folder}) {
        const auto done = work::deliverCargo(disk, from, store::DraftCargo::Bring, way);
        if (!done.ok() || done->taken != done->records) return false;
        tell("taken " + std::to_string(done->taken / kSavedStrands));
    }
    if (!work::syncWithHub(tablet, way).ok() || !tablet.close().ok()) return false;
    must(store->close());
    return true;
}

/// The tablet's own way home: nothing of it is anywhere twice.
void comesHome(CargoSite& site, hub::HubStore& store)
{
    auto tablet = openTablet(site.lost, site.lost.disk);
    auto way = wayTo(store, tablet);
    CHECK(must(work::syncWithHub(tablet, way)).unsent == 0);
    CHECK(tablet.vault().cargo().entries().empty());
    CHECK(tablet.vault().status().slotsWhole);
    must(tablet.close());
}

void judgeDelivery(CargoSite& site, const Told& told)
{
    const auto cargo = site.cargo();
    const auto store = site.open();
    const auto taken = numbersAfter(told, "taken");
    const auto there = site.atHub(*store);
    CHECK(there.size() >= (taken.empty() ? 0 : *taken.rbegin()));
    {
        auto tablet = openTablet(site.carrier, site.carrier.disk);
        auto way = wayTo(*store, tablet);
        const auto again = must(
            work::deliverCargo(site.carrier.disk, site.lost.folder, store::DraftCargo::Bring, way));
        CHECK(again.records == kSaves * kSavedStrands);
        CHECK(again.taken == again.records);
        must(work::syncWithHub(tablet, way));
        CHECK(savesIn(tablet.replica(), site.caseId).size() == kSaves);
        must(tablet.close());
    }
    CHECK(site.cargo() == cargo);
    comesHome(site, *store);
    CHECK(site.atHub(*store).size() == kSaves);
    must(store->close());
}

bool goHome(CargoSite& site, KillingVfs& vfs, const Tell& tell)
{
    KillingDisk disk(vfs);
    auto store = site.open();
    auto tablet = openTablet(site.lost, disk);
    auto way = wayTo(*store, tablet);
    const auto report = work::syncWithHub(tablet, way);
    if (!report.ok() || report->unsent != 0) return false;
    tell("sent");
    if (!tablet.close().ok()) return false;
    must(store->close());
    return true;
}

void judgeHomecoming(CargoSite& site, const Told& told)
{
    const auto store = site.open();
    const auto there = site.atHub(*store);
    if (has(told, "sent")) CHECK(there.size() == kSaves);
    // What the hub has not got can still be carried to it.
    if (there.size() < kSaves) {
        hub::CargoLog log;
        const auto bytes = site.cargo();
        auto transaction = must(store::Transaction::begin(store->core().db));
        const auto brought =
            must(hub::takeCargoFile(store->core(), bytes, store::DraftCargo::Bring));
        CHECK(brought.refused == 0);
        must(store->commit(std::move(transaction)));
        CHECK(site.atHub(*store).size() == kSaves);
    }
    comesHome(site, *store);
    CHECK(site.atHub(*store).size() == kSaves);
    must(store->close());
}

/// The same, and the case has been taken off its person meanwhile, who has a draft in it.
struct TakenAway : CargoSite {
    static constexpr auto kTyped = "She keeps a bag at her sister's";
    TakenAway()
    {
        {
            auto tablet = openTablet(lost, lost.disk);
            auto& replica = tablet.replica();
            const auto rows = must(replica.lists().recordsOf(caseId));
            must(replica.drafts().put({"note:C-0",
                                       must(replica.display(rows.front().key)),
                                       caseId,
                                       {"note", "C-0", {}, {}, {{"text", kTyped}}},
                                       5}));
            must(tablet.close());
        }
        const auto store = open();
        auto transaction = must(store::Transaction::begin(store->core().db));
        must(hub::unassign(store->core(), "C-0", author->device.person));
        must(store->commit(std::move(transaction)));
        must(store->close());
    }
};

void judgePurge(TakenAway& site, const Told& told)
{
    constexpr auto kChanges = kSaves * kSavedStrands;
    const auto store = site.open();
    if (has(told, "sent")) CHECK(must(hub::quarantineCount(store->core())) == kChanges);
    comesHome(site, *store);
    CHECK(must(hub::quarantineCount(store->core())) == kChanges);
    CHECK(site.atHub(*store).empty());
    // Whenever it died, what was typed is there once.
    std::size_t typed = 0;
    for (const auto& note : must(hub::noteList(store->core())))
        typed += note["text"].get<std::string>().find(TakenAway::kTyped) != std::string::npos;
    CHECK(typed == 1);
    auto tablet = openTablet(site.lost, site.lost.disk);
    CHECK(must(tablet.replica().lists().cases()).empty());
    CHECK(must(tablet.replica().drafts().all()).empty());
    // Twice, when it was killed before it knew that the first had been enough.
    CHECK(tablet.vault().status().epoch >= 2);
    checkWhole(tablet.vault().database());
    for (const auto& [name, content] : site.lost.files())
        CHECK(name.find(".n") == std::string::npos);
    must(tablet.close());
    must(store->close());
}

} // namespace

TEST_CASE("a change of passphrase killed anywhere leaves the old one or the new, and the PIN")
{
    const auto change = [](work::Tablet& tablet) {
        return tablet.vault().changePassphrase(secret(kFirstPassphrase),
                                               secret(kSecondPassphrase), kCheap);
    };
    killAllOver<KeyedTablet>("passphrase", between("changing", "changed", change), judgeKeys);
}

TEST_CASE("a recovery killed anywhere leaves the old passphrase or the new, and all that was saved")
{
    killAllOver<KeyedTablet>("recovery", recover, judgeKeys);
}

TEST_CASE("a PIN being set or dropped, killed anywhere: no PIN is asked for that is then refused")
{
    const auto set = [](work::Tablet& tablet) { return tablet.setPins(secret(kNewPin), {}); };
    killAllOver<KeyedTablet>("PIN set", between("setting", "set", set), judgeKeys);
    const auto drop = [](work::Tablet& tablet) { return tablet.vault().dropPins(); };
    killAllOver<KeyedTablet>("PIN dropped", between("dropping", "dropped", drop), judgeKeys);
}

TEST_CASE("cargo carried by another tablet, killed anywhere, is at the office once and never lost")
{
    killAllOver<CargoSite>("cargo", deliver, judgeDelivery);
}

TEST_CASE("a sync killed anywhere: what is not at the office yet is in the cargo")
{
    killAllOver<CargoSite>("homecoming", goHome, judgeHomecoming);
}

TEST_CASE("a purge killed anywhere ends with the case gone, its key too, and its late work kept")
{
    killAllOver<TakenAway>("purge", goHome, judgePurge);
}
