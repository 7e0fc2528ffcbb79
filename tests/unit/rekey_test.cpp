#include "tests/fault/small_store.h"
#include "tests/support/seal_bench.h"

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::store;
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kOld = SmallStore::kEpoch, kNew = kOld + 1;

/// A store of twelve transactions, closed.
struct Rekeyed {
    Folder at;
    Disk disk;
    crypto::SystemRandom random;
    Plan plan{1, 14};
    RekeyFiles files = SmallStore::filesIn(at.path());

    Rekeyed()
    {
        REQUIRE(crypto::initialise());
        auto made = SmallStore::create(disk, at.path(), random).value();
        for (std::size_t i = 0; i < 12; ++i) {
            const auto applied = made->apply(plan.steps()[i]);
            if (!applied.ok()) FAIL(applied.error().detail);
        }
        REQUIRE(made->lock().ok());
    }
    Result<void> prepare()
    {
        return prepareRekey(disk, files, SmallStore::keyOf(kOld), SmallStore::keyOf(kNew), random);
    }
    Result<std::uint64_t> stepsUnder(std::uint32_t epoch)
    {
        LAPWING_ASSIGN(auto opened, SmallStore::open(disk, at.path(), random, epoch));
        return opened->check(plan);
    }
};

} // namespace

TEST_CASE("after a rekey the new key opens everything, the old one nothing, and work goes on")
{
    Rekeyed site;
    REQUIRE(site.prepare().ok());
    CHECK(site.stepsUnder(kNew).value() == 12);
    CHECK(site.stepsUnder(kOld).error().code == ErrorCode::Corrupt);
    {
        auto opened = SmallStore::open(site.disk, site.at.path(), site.random, kNew).value();
        REQUIRE(opened->apply(site.plan.steps()[12]).ok());
    }
    CHECK(site.stepsUnder(kNew).value() == 13);
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(site.at.path()))
        files += entry.path().extension() == ".next" ? 100 : 1;
    CHECK(files == 3);
}

TEST_CASE("a rekey whose slot was never switched leaves the old key in force")
{
    Rekeyed site;
    REQUIRE(site.prepare().ok());
    CHECK(site.stepsUnder(kOld).value() == 12);
    CHECK(site.stepsUnder(kNew).error().code == ErrorCode::Corrupt);
    CHECK_FALSE(site.disk.exists(site.files.database + ".next").value());
    CHECK_FALSE(site.disk.exists(site.files.anchor + ".next").value());
}

TEST_CASE("when neither file opens nothing is removed")
{
    Rekeyed site;
    REQUIRE(site.prepare().ok());
    const auto settled = settleRekey(site.disk, site.files, SmallStore::keyOf(kNew + 1),
                                     site.random);
    CHECK(settled.error().code == ErrorCode::Corrupt);
    CHECK(site.stepsUnder(kNew).value() == 12);
}

TEST_CASE("a damaged vault is not re-sealed")
{
    Rekeyed site;
    auto content = contentOf(site.files.database);
    for (std::size_t at = 100; at < content.size(); at += kPageSize) content[at] ^= 1;
    replace(site.files.database, content);
    CHECK(site.prepare().error().code == ErrorCode::Corrupt);
}

TEST_CASE("no word that was deleted before a rekey is in the new search index")
{
    Rekeyed site;
    {
        auto opened = SmallStore::open(site.disk, site.at.path(), site.random, kOld).value();
        auto& db = opened->database();
        REQUIRE(db.exec("INSERT INTO search(rowid, body) VALUES(9000, 'canaryword')").ok());
        REQUIRE(db.exec("DELETE FROM search WHERE rowid=9000").ok());
    }
    REQUIRE(site.prepare().ok());
    REQUIRE(site.stepsUnder(kNew).ok());
    const auto sealed = contentOf(site.files.database);
    PageSealer opener(SmallStore::keyOf(kNew), "page", site.random);
    for (std::size_t number = 1; number <= sealed.size() / kPageSize; ++number) {
        Bytes page(sealed.begin() + static_cast<std::ptrdiff_t>((number - 1) * kPageSize),
                   sealed.begin() + static_cast<std::ptrdiff_t>(number * kPageSize));
        REQUIRE(opener.openPage({SealPlace::Kind::Page, number}, page, page).ok());
        CHECK(textOf(page).find("canaryword") == std::string_view::npos);
    }
}
