#include "client/vault/vault.h"
#include "tests/support/told_child.h"
#include "tests/support/vault_files.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
const bool kReady = crypto::initialise();
constexpr const char* kRight = "five good words";

/// Gives random bytes, but for one draw.
class Failing final : public Random {
public:
    explicit Failing(int draws) : m_left(draws) {}
    Result<void> fill(std::span<std::uint8_t> out) override
    {
        if (m_left-- == 0) return fail(ErrorCode::Internal, {}, "no random bytes");
        return m_real.fill(out);
    }
    [[nodiscard]] bool hasFailed() const { return m_left < 0; }

private:
    static Error fail(ErrorCode code, std::string message, std::string detail)
    {
        return lapwing::fail(code, std::move(message), std::move(detail));
    }
    int m_left;
    crypto::SystemRandom m_real;
};

std::int64_t notesIn(Vault& vault)
{
    auto rows = vault.database().prepare("SELECT count(*) FROM note").value();
    REQUIRE(rows.step().value());
    return rows.integer(0);
}
} // namespace

TEST_CASE("S12: a rekey killed at any call that changes the disk leaves the old key or the new one")
{
    std::uint64_t calls = 0;
    std::uint64_t old = 0, fresh = 0;
    for (std::uint64_t killAt = 0; killAt <= calls; ++killAt) {
        Site site;
        site.set();
        ToldChild child(killAt, [&](KillingVfs& vfs, const Tell& tell) {
            KillingDisk disk(vfs);
            auto vault = Vault::open({site.folder, disk, site.random, site.clock}, secret(kRight));
            const auto before = vfs.calls();
            if (!vault.ok() || !vault->rekey().ok() || !vault->flush().ok()) return false;
            tell(std::to_string(before) + " " + std::to_string(vfs.calls()));
            return true;
        });
        const auto told = child.wait();
        if (killAt == 0) {
            REQUIRE(told.done);
            const auto& line = told.lines.at(0);
            killAt = std::stoull(line);
            calls = std::stoull(line.substr(line.find(' ')));
            MESSAGE("a rekey makes " << calls - killAt << " calls that change the disk");
            continue;
        }
        CAPTURE(killAt);
        REQUIRE(told.killed);
        auto vault = site.open();
        REQUIRE(vault.ok());
        ++(vault->status().epoch == 1 ? old : fresh);
        REQUIRE(notesIn(*vault) == 3);
        site.commit(*vault);
        REQUIRE(vault->rekey().ok());
        REQUIRE(notesIn(*vault) == 4);
        for (const auto& [name, content] : site.files())
            REQUIRE(name.find(".next") == std::string::npos);
    }
    CHECK(old > 0);
    CHECK(fresh > 0);
}

TEST_CASE("after a rekey the old key opens nothing, and the vault goes on as before")
{
    Site site;
    site.set();
    const auto before = site.files();
    {
        auto vault = site.open().value();
        REQUIRE(vault.rekey().ok());
        CHECK(vault.status().epoch == 2);
        CHECK(notesIn(vault) == 3);
        site.commit(vault);
        REQUIRE(vault.flush().ok());
    }
    {
        auto vault = site.open().value();
        CHECK(vault.status().epoch == 2);
        CHECK(vault.lease().state == LeaseState::Valid);
        CHECK(notesIn(vault) == 4);
    }
    // The old slots, put back, hold a key that fits none of the files any more.
    site.putBack(before, {"slots.a", "slots.b"});
    CHECK(site.refusal() == ErrorCode::Corrupt);
}

TEST_CASE("a rekey is due a month after the last, by hub time, and after a birth in the future")
{
    Site site;
    site.set();
    auto vault = site.open().value();
    CHECK_FALSE(vault.isRekeyDue());
    const auto month = 30 * 24 * kHour;
    REQUIRE(vault.renewLease(kHubTime + month - 1, kHubTime + month).ok());
    CHECK_FALSE(vault.isRekeyDue());
    REQUIRE(vault.renewLease(kHubTime + month, kHubTime + month + kHour).ok());
    CHECK(vault.isRekeyDue());
    REQUIRE(vault.rekey().ok());
    CHECK_FALSE(vault.isRekeyDue());
    REQUIRE(vault.renewLease(kHubTime - month, kHubTime - month + kHour).ok());
    CHECK(vault.isRekeyDue());
}

TEST_CASE("S13: without random bytes no key is made or changed, and the vault opens as before")
{
    int needed = 0;
    for (;; ++needed) {
        Site site;
        Failing random(needed);
        const auto made =
            Vault::create({site.folder, site.disk, random, site.clock}, secret(kRight), kCheap);
        if (made.ok()) break;
        REQUIRE(site.files().size() == 1); // the lock
    }
    CHECK(needed >= 5);
    for (int draws = 0;; ++draws) {
        Site site;
        site.set();
        Failing random(draws);
        bool done = false;
        {
            auto vault = Vault::open({site.folder, site.disk, random, site.clock}, secret(kRight));
            done = vault.ok() && vault->rekey().ok()
                   && vault->changePassphrase(secret(kRight), secret("six new words"), kCheap).ok();
        }
        if (done) {
            CHECK_FALSE(random.hasFailed());
            CHECK(site.open("six new words").ok());
            break;
        }
        CAPTURE(draws);
        auto vault = site.open();
        REQUIRE(vault.ok());
        REQUIRE(notesIn(*vault) == 3);
    }
}

TEST_CASE("S8: another data key, epoch or vault's slot opens nothing and changes nothing")
{
    Site one, two;
    one.set();
    two.set();
    const auto before = one.files();
    one.putBack(two.files(), {"slots.a", "slots.b"});
    CHECK(one.refusal() == ErrorCode::Unauthorised); // its device key is another
    one.putBack(before, {"tries"});
    one.putBack(two.files(), {"slots.a", "slots.b", "device.key", "tries"});
    CHECK(one.refusal() == ErrorCode::Corrupt); // its passphrase is the same, its data key is not
    for (const auto* name : {"replica.db", "replica.db-wal", "anchor", "cargo"})
        CHECK(one.files().at(name) == before.at(name));
    one.putBack(before, {"slots.a", "slots.b", "device.key", "tries"});
    CHECK(one.open().ok());
}
