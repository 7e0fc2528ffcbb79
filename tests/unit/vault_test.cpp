#include "sync/os/hygiene.h"
#include "tests/support/vault_files.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
const bool kReady = crypto::initialise();
} // namespace

TEST_CASE("a vault opens with its passphrase and gives back what was committed")
{
    Site site;
    site.set();
    auto vault = site.open();
    REQUIRE(vault.ok());
    auto rows = vault->database().prepare("SELECT count(*) FROM note").value();
    REQUIRE(rows.step().value());
    CHECK(rows.integer(0) == 3);
    CHECK(vault->journal().seq().value() == 3);
    CHECK(vault->anchorState().journalSeq == 3);
    const auto status = vault->status();
    CHECK(status.kdf == kCheap);
    CHECK(status.epoch == 1);
    CHECK(status.slotsWhole);
    CHECK(status.lease == Lease{LeaseState::Valid, 72 * kHour});
    CHECK(status.memoryLocked == memoryLocks());
}

TEST_CASE("files of a vault are for their owner only, and hold none of its text")
{
    Site site;
    site.set();
    struct stat facts{};
    REQUIRE(::stat(site.folder.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0700);
    const auto all = site.files();
    CHECK(all.size() >= 8);
    for (const auto& [name, content] : all) {
        REQUIRE(::stat(site.path(name).c_str(), &facts) == 0);
        CHECK((facts.st_mode & 0777) == 0600);
        CHECK(textOf(content).find("CANARY") == std::string_view::npos);
        CHECK(textOf(content).find("five good words") == std::string_view::npos);
    }
}

TEST_CASE("a wrong passphrase is refused and leaves every file but the count of tries as it was")
{
    Site site;
    site.set();
    const auto before = site.files();
    const auto refused = site.open("five good wordz");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::Unauthorised);
    CHECK(refused.error().text() == "That passphrase does not open this tablet. Nothing was "
                                    "changed; your work is safe. Try again: 9 tries are left "
                                    "before nobody can read it any more.");
    for (const auto& [name, content] : site.files())
        if (name != "tries") CHECK(content == before.at(name));
    CHECK(site.open().ok());
}

TEST_CASE("a folder without a vault, and one that has one, are told apart")
{
    Site site;
    CHECK(site.refusal() == ErrorCode::NotFound);
    CHECK_FALSE(std::filesystem::exists(site.folder));
    std::filesystem::create_directory(site.folder);
    CHECK(site.refusal() == ErrorCode::NotFound);
    CHECK(site.files().empty());
    site.set();
    const auto before = site.files();
    const auto again = Vault::create(site.at(), secret("other"), kCheap);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().code == ErrorCode::Conflict);
    CHECK(site.files() == before);
}

TEST_CASE("a vault that is open in one place is locked in every other, until it is closed")
{
    Site site;
    site.set();
    {
        const auto first = site.open();
        REQUIRE(first.ok());
        CHECK(site.refusal() == ErrorCode::Locked);
        CHECK(site.refusal("wrong") == ErrorCode::Locked);
        const auto child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            const auto theirs = site.open();
            const bool locked = !theirs.ok() && theirs.error().code == ErrorCode::Locked;
            ::_exit(locked ? 0 : 1);
        }
        int outcome = -1;
        REQUIRE(::waitpid(child, &outcome, 0) == child);
        CHECK(outcome == 0);
    }
    CHECK(site.open().ok());
}

TEST_CASE("a vault with a missing or damaged file of its own is Corrupt, and kept")
{
    for (const auto* name : {"device.key", "anchor", "replica.db"}) {
        for (const bool removed : {true, false}) {
            Site site;
            site.set();
            // Else the log still has every page of the database.
            REQUIRE(site.open().value().database().checkpoint().ok());
            if (removed) std::filesystem::remove(site.path(name));
            else site.put(name, Bytes(8192, 0x5a));
            const auto before = site.files();
            CHECK(site.refusal() == ErrorCode::Corrupt);
            for (const auto& [file, content] : before)
                if (file != "anchor" && file != "tries") CHECK(site.files().at(file) == content);
        }
    }
}

TEST_CASE("an older database, with its log, under a newer anchor is refused")
{
    Site site;
    site.set();
    const auto old = site.files();
    {
        auto vault = site.open().value();
        site.commit(vault);
    }
    const auto fresh = site.files();
    site.putBack(old, {"replica.db", "replica.db-wal"});
    CHECK(site.refusal() == ErrorCode::Corrupt);
    site.putBack(fresh, {"replica.db", "replica.db-wal"});
    CHECK(site.open().ok());
    site.putBack(old, {"anchor"});
    CHECK(site.open().ok());
}

TEST_CASE("a vault whose strand sums are not what its journal says is refused")
{
    Site site;
    site.set();
    {
        auto vault = site.open().value();
        REQUIRE(vault.database().exec("INSERT INTO strand_sum VALUES(1, zeroblob(16), "
                                      "x'01000000000000000000000000000000')")
                    .ok());
    }
    CHECK(site.refusal() == ErrorCode::Corrupt);
}

TEST_CASE("after a change of passphrase only the new one opens, even with one slot damaged")
{
    Site site;
    site.set();
    {
        auto vault = site.open().value();
        CHECK(vault.changePassphrase(secret("wrong"), secret("new"), kCheap).error().code ==
              ErrorCode::Unauthorised);
        CHECK(vault.changePassphrase(secret("five good words"), secret(""), kCheap).error().code ==
              ErrorCode::Rejected);
        REQUIRE(vault.changePassphrase(secret("five good words"), secret("six new"), {9, 1}).ok());
        CHECK(vault.status().kdf == crypto::KdfCost{9, 1});
    }
    CHECK(site.refusal() == ErrorCode::Unauthorised);
    // The copy that was written first goes first: the other must not bring the old one back.
    for (const auto* name : {"slots.b", "slots.a"}) {
        site.put(name, Bytes(10));
        CHECK(site.refusal() == ErrorCode::Unauthorised);
        CHECK(site.open("six new").ok());
    }
}

TEST_CASE("a disk that is full at any new file is told, and no part of a vault is left")
{
    int needed = 0;
    for (;; ++needed) {
        Site site;
        site.disk.left = needed;
        const auto made = Vault::create(site.at(), secret("five good words"), kCheap);
        if (made.ok()) break;
        CHECK(made.error().code == ErrorCode::StorageFull);
        const auto left = site.files();
        CHECK(left.size() == 1);
        CHECK(left.contains("lock"));
        site.disk.left = 1000;
        CHECK(Vault::create(site.at(), secret("five good words"), kCheap).ok());
    }
    CHECK(needed >= 6);
}

TEST_CASE("identity and cargo are there again after flush and reopening")
{
    Site site;
    site.set();
    const VaultIdentity identity{7, Hash{{1}}, ActorId{{2}}, ActorId{{3}}};
    HubKeyCertificate hub;
    hub.boxKey.bytes.fill(9);
    {
        auto vault = site.open().value();
        REQUIRE(vault.updateIdentity(identity).ok());
        const auto record = store::sealCargo(hub, {});
        REQUIRE(record.ok());
        REQUIRE(vault.cargo().append(record.value()).ok());
        REQUIRE(vault.flush().ok());
    }
    const auto vault = site.open().value();
    CHECK(vault.anchorState().ownSeq == 7);
    CHECK(vault.anchorState().ownHead == identity.ownHead);
    CHECK(vault.anchorState().vaultActor == identity.vaultActor);
    CHECK(vault.anchorState().fieldActor == identity.fieldActor);
    CHECK(vault.status().cargoRecords == 1);
}
