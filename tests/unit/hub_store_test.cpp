#include "server-stub/service/backup.h"
#include "server-stub/service/hub_store.h"
#include "server-stub/service/administration.h"
#include "shared/crypto/system_random.h"
#include "tests/support/files.h"
#include "tests/support/hub.h"
#include "tests/support/temp_folder.h"

using namespace lapwing;
using namespace lapwing::test;
using hub::HubStore;

namespace {

/// A hub's folder, made and opened at will.
struct Site {
    TempFolder temp;
    std::string folder = temp.path() + "/hub";
    StandingClock clock;
    crypto::SystemRandom random;

    explicit Site(const std::string& keyFile = {})
    {
        REQUIRE(crypto::initialise());
        hub::InitOptions options;
        options.folder = folder;
        options.keyFile = keyFile;
        REQUIRE(hub::initHub(options, random, clock).ok());
    }
    Result<std::unique_ptr<HubStore>> open(const std::string& keyFile = {})
    {
        return HubStore::open(folder, keyFile, random, clock);
    }
    void addAgency(HubStore& store, std::string_view name)
    {
        auto transaction = store::Transaction::begin(store.core().db).value();
        REQUIRE(hub::addAgency(store.core(), name, schema::agency::Sector::Police).ok());
        REQUIRE(store.commit(std::move(transaction)).ok());
    }
    static std::int64_t agencies(HubStore& store)
    {
        auto select = store.core().db.prepare("SELECT count(*) FROM agency").value();
        REQUIRE(select.step().value());
        return select.integer(0);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return folder + "/" + name; }
};

/// A sentence that a person can act on: what is safe and what to do.
void checkTold(const Error& error, ErrorCode code)
{
    INFO(error.message);
    CHECK(error.code == code);
    CHECK(error.message.find("othing was") != std::string::npos);
}
} // namespace

TEST_CASE("a hub's folder is its owner's only, and so is every file in it")
{
    const Site site;
    using std::filesystem::perms;
    CHECK(std::filesystem::status(site.folder).permissions() == perms::owner_all);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(site.folder)) {
        INFO(entry.path().string());
        CHECK(entry.status().permissions() == (perms::owner_read | perms::owner_write));
        ++files;
    }
    CHECK(files >= 6);
}

TEST_CASE("a hub is made once in a folder, and never over a part of one")
{
    Site site;
    hub::InitOptions options;
    options.folder = site.folder;
    const auto before = readFile(site.file("hub.key"));
    auto again = hub::initHub(options, site.random, site.clock);
    REQUIRE_FALSE(again.ok());
    checkTold(again.error(), ErrorCode::Conflict);
    std::filesystem::remove(site.file("hub.json"));
    again = hub::initHub(options, site.random, site.clock);
    REQUIRE_FALSE(again.ok());
    checkTold(again.error(), ErrorCode::Conflict);
    CHECK(readFile(site.file("hub.key")) == before);
}

TEST_CASE("what was committed is there when the hub is opened again, with the same keys")
{
    Site site;
    crypto::PublicKey root;
    {
        auto store = site.open().value();
        root = store->core().keys.root;
        site.addAgency(*store, "Brent");
        REQUIRE(store->close().ok());
    }
    const auto store = site.open().value();
    CHECK(site.agencies(*store) == 1);
    CHECK(store->core().keys.root == root);
    CHECK(verify(store->core().keys.certificate, root));
    CHECK(store->serverTls().ok());
    CHECK(store->core().strands.strandsOfCase({})->size() == hub::kStandingStrands);
}

TEST_CASE("what was committed is there after the process ended without closing")
{
    Site site;
    {
        const auto store = site.open().value();
        site.addAgency(*store, "Brent");
    }
    const auto store = site.open().value();
    CHECK(site.agencies(*store) == 1);
}

TEST_CASE("a transaction that is not committed leaves nothing, and reopening believes the disk")
{
    Site site;
    const auto store = site.open().value();
    {
        auto transaction = store::Transaction::begin(store->core().db).value();
        REQUIRE(hub::addAgency(store->core(), "Gone", schema::agency::Sector::Police).ok());
    }
    site.addAgency(*store, "Kept");
    store->setBroken();
    CHECK_FALSE(store->usable());
    REQUIRE(store->reopen().ok());
    CHECK(store->usable());
    CHECK(site.agencies(*store) == 1);
}

TEST_CASE("one process has a hub at a time, and the other is told so")
{
    Site site;
    {
        const auto store = site.open().value();
        const auto second = site.open();
        REQUIRE_FALSE(second.ok());
        checkTold(second.error(), ErrorCode::Locked);
    }
    CHECK(site.open().ok());
}

TEST_CASE("a folder without a hub, and one of a newer program, are told apart")
{
    Site site;
    const auto none = HubStore::open(site.temp.path(), {}, site.random, site.clock);
    REQUIRE_FALSE(none.ok());
    checkTold(none.error(), ErrorCode::NotFound);
    auto slot = readFile(site.file("hub.json"));
    slot.replace(slot.find("\"format\": 1"), 11, "\"format\": 2");
    writeFile(site.file("hub.json"), slot);
    const auto newer = site.open();
    REQUIRE_FALSE(newer.ok());
    checkTold(newer.error(), ErrorCode::TooOld);
    writeFile(site.file("hub.json"), "{}");
    checkTold(site.open().error(), ErrorCode::Corrupt);
}

TEST_CASE("a wrong key, a key that others may read, and no key each open nothing")
{
    Site site;
    const auto key = readFile(site.file("hub.key"));
    const auto database = readFile(site.file("hub.db"));
    auto other = key;
    other[5] = other[5] == '0' ? '1' : '0';
    writeFile(site.file("hub.key"), other);
    checkTold(site.open().error(), ErrorCode::Corrupt);
    writeFile(site.file("hub.key"), "not a key");
    checkTold(site.open().error(), ErrorCode::Malformed);
    writeFile(site.file("hub.key"), key);
    std::filesystem::permissions(site.file("hub.key"), std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    checkTold(site.open().error(), ErrorCode::Rejected);
    std::filesystem::remove(site.file("hub.key"));
    checkTold(site.open().error(), ErrorCode::NotFound);
    CHECK(readFile(site.file("hub.db")) == database);
}

TEST_CASE("a key file elsewhere is made, remembered, and may be named again when it moves")
{
    const TempFolder safe;
    const auto path = safe.path() + "/data.key";
    Site site(path);
    CHECK(std::filesystem::exists(path));
    CHECK_FALSE(std::filesystem::exists(site.file("hub.key")));
    CHECK(site.open().ok());
    std::filesystem::rename(path, path + ".moved");
    CHECK_FALSE(site.open().ok());
    CHECK(site.open(path + ".moved").ok());
}

TEST_CASE("a hub whose files are missing, changed or older than its anchor is not opened")
{
    Site site;
    const auto old = readFile(site.file("hub.db"));
    {
        const auto store = site.open().value();
        site.addAgency(*store, "Brent");
        REQUIRE(store->close().ok());
    }
    const auto now = readFile(site.file("hub.db"));
    writeFile(site.file("hub.db"), old);
    checkTold(site.open().error(), ErrorCode::Corrupt);
    auto changed = now;
    changed[4096 + 100] = static_cast<char>(changed[4096 + 100] ^ 1);
    writeFile(site.file("hub.db"), changed);
    const auto damaged = site.open();
    if (damaged.ok()) {
        // The page was not read yet; reading it must still be noticed.
        auto check = (*damaged)->core().db.prepare("PRAGMA integrity_check");
        const bool noticed = !check.ok() || !check->step().ok() || check->text(0) != "ok";
        CHECK(noticed);
    } else
        checkTold(damaged.error(), ErrorCode::Corrupt);
    writeFile(site.file("hub.db"), now);
    std::filesystem::remove(site.file("hub.anchor"));
    checkTold(site.open().error(), ErrorCode::Corrupt);
}

TEST_CASE("a copy is the hub as it stood, whatever is committed while it is made")
{
    Site site;
    auto store = site.open().value();
    site.addAgency(*store, "Before");
    const auto copy = site.temp.path() + "/copy";
    const auto made = hub::backUp(copy, site.random, [&](const auto& task) {
        const auto done = task(*store);
        site.addAgency(*store, "Meanwhile");
        return done;
    });
    REQUIRE(made.ok());
    CHECK(Site::agencies(*store) == 3);
    const auto actor = store->core().keys.actor.publicKey();
    const auto epoch = store->core().keys.epoch;
    REQUIRE(store->close().ok());
    store.reset();
    CHECK(Site::agencies(*site.open().value()) == 3);

    // Whoever serves the copy is another author, once and for all.
    const auto open = [&] { return HubStore::open(copy, {}, site.random, site.clock).value(); };
    store = open();
    CHECK(Site::agencies(*store) == 1);
    const auto next = store->core().keys.actor.publicKey();
    CHECK(next != actor);
    CHECK(store->core().keys.epoch == epoch + 1);
    store.reset();
    store = open();
    CHECK(store->core().keys.actor.publicKey() == next);
    CHECK(store->core().keys.epoch == epoch + 1);
}

TEST_CASE("a copy made over a store that was opened anew meanwhile does not count")
{
    Site site;
    auto store = site.open().value();
    int calls = 0;
    const auto made = hub::backUp(site.temp.path() + "/copy", site.random, [&](const auto& task) {
        if (++calls == 2) REQUIRE(store->reopen().ok());
        return task(*store);
    });
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().code == ErrorCode::Conflict);
    CHECK_FALSE(std::filesystem::exists(site.temp.path() + "/copy/hub.json"));
}

TEST_CASE("a record row of the hub that is an old one put back is noticed")
{
    Site site;
    auto store = site.open().value();
    site.addAgency(*store, "Brent");
    CHECK(store->core().sums->checkStrands().ok());
    const auto tamper = [&](const std::string& sql) {
        auto transaction = store::Transaction::begin(store->core().db).value();
        REQUIRE(store->core().db.exec(sql).ok());
        REQUIRE(store->commit(std::move(transaction)).ok());
    };
    tamper("UPDATE record SET accepted=substr(accepted,1,length(accepted)-1)||x'ff'");
    CHECK(store->core().sums->checkStrands().error().code == ErrorCode::Corrupt);
    tamper("UPDATE strand_sum SET sum=zeroblob(16) WHERE strand=1");
    store.reset();
    const auto opened = site.open();
    REQUIRE_FALSE(opened.ok());
    checkTold(opened.error(), ErrorCode::Corrupt);
}
