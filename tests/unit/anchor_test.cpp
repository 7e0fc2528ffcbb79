#include "sync/store/seal/anchor.h"
#include "tests/support/seal_bench.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::store;

namespace {

AnchorState stateAt(std::uint64_t seq)
{
    AnchorState state;
    state.journalSeq = seq;
    state.journalHead.bytes.fill(static_cast<std::uint8_t>(seq));
    state.leaseEndMs = 1000 + seq;
    return state;
}

struct AnchorPlace {
    TempFolder folder;
    Disk disk;
    crypto::SystemRandom random;
    SealKey key = keyOf();
    std::string path = folder.path() + "/anchor";

    [[nodiscard]] Anchor make()
    {
        return Anchor::create(disk, path, key, random, stateAt(1)).value();
    }
    [[nodiscard]] Result<Anchor> open() { return Anchor::open(disk, path, key, random); }
    void damage(std::size_t at)
    {
        auto content = contentOf(path);
        content[at] ^= 1;
        replace(path, content);
    }
};

} // namespace

TEST_CASE("an anchor remembers the last state written, synced or not")
{
    AnchorPlace place;
    {
        auto anchor = place.make();
        CHECK(anchor.state() == stateAt(1));
        for (std::uint64_t seq = 2; seq < 9; ++seq) {
            REQUIRE(anchor.write(stateAt(seq)).ok());
            if (seq % 3 == 0) REQUIRE(anchor.sync().ok());
            CHECK(place.open()->state() == stateAt(seq));
        }
    }
    CHECK(place.open()->state() == stateAt(8));
}

TEST_CASE("whatever happens to what was not synced, the last synced state is whole")
{
    AnchorPlace place;
    auto anchor = place.make();
    REQUIRE(anchor.write(stateAt(2)).ok());
    REQUIRE(anchor.sync().ok());
    const auto synced = contentOf(place.path);
    for (std::uint64_t seq = 3; seq < 8; ++seq) REQUIRE(anchor.write(stateAt(seq)).ok());
    const auto written = contentOf(place.path);
    // Every byte that the unsynced writes touched may be lost.
    auto torn = written;
    for (std::size_t at = 0; at < torn.size(); ++at)
        if (written[at] != synced[at]) torn[at] = 0;
    replace(place.path, torn);
    CHECK(place.open()->state() == stateAt(2));
}

TEST_CASE("an anchor opened after a kill does not write over the state that it read")
{
    AnchorPlace place;
    {
        auto anchor = place.make();
        REQUIRE(anchor.write(stateAt(2)).ok());
    }
    auto anchor = place.open().value();
    REQUIRE(anchor.write(stateAt(3)).ok());
    // The newest slot torn: the one that was read must be there still.
    place.damage(4096 + 100);
    CHECK(place.open()->state() == stateAt(2));
}

TEST_CASE("one damaged slot leaves the other, two leave nothing to believe")
{
    AnchorPlace place;
    {
        auto anchor = place.make();
    }
    place.damage(0);
    CHECK(place.open().ok());
    place.damage(4096 + 255);
    CHECK(place.open().error().code == ErrorCode::Corrupt);
    replace(place.path, {});
    CHECK(place.open().error().code == ErrorCode::Corrupt);
}

TEST_CASE("slots in each other's place, or of another key, uuid or epoch, do not open")
{
    AnchorPlace place;
    {
        auto anchor = place.make();
    }
    const auto whole = contentOf(place.path);
    auto swapped = whole;
    std::swap_ranges(swapped.begin(), swapped.begin() + 256, swapped.begin() + 4096);
    replace(place.path, swapped);
    CHECK(place.open().error().code == ErrorCode::Corrupt);
    replace(place.path, whole);

    place.key.epoch = 4;
    CHECK_FALSE(place.open().ok());
    place.key.epoch = 3;
    place.key.uuid.bytes[0] ^= 1;
    CHECK_FALSE(place.open().ok());
    place.key = keyOf(8);
    CHECK_FALSE(place.open().ok());
    place.key = keyOf();
    CHECK(place.open().ok());
}

TEST_CASE("an anchor of a newer program asks for that program")
{
    AnchorPlace place;
    {
        auto anchor = place.make();
    }
    PageSealer sealer(place.key, "anchor", place.random);
    auto content = contentOf(place.path);
    const SealPlace second{SealPlace::Kind::Anchor, 1};
    const auto slot = std::span(content).subspan(4096);
    Bytes plain(216);
    REQUIRE(sealer.openSmall(second, slot, plain).ok());
    plain[0] = 2;
    REQUIRE(sealer.sealSmall(second, plain, slot).ok());
    replace(place.path, content);
    CHECK(place.open().error().code == ErrorCode::TooOld);
}

TEST_CASE("a raw file is private, appended to, cut, moved and removed")
{
    AnchorPlace place;
    auto& disk = place.disk;
    const auto other = place.folder.path() + "/other";
    CHECK(disk.open(place.path, Disk::Mode::Read).error().code == ErrorCode::NotFound);
    REQUIRE(disk.writeNew(place.path, bytesOf("one ")).ok());
    CHECK(disk.writeNew(place.path, bytesOf("again")).error().code == ErrorCode::Conflict);
    {
        auto file = disk.open(place.path, Disk::Mode::Write).value();
        REQUIRE(file.append(bytesOf("two three")).ok());
        REQUIRE(file.truncate(7).ok());
        REQUIRE(file.sync().ok());
        Bytes beyond(20, 0xff);
        CHECK_FALSE(file.read(4, beyond).value());
        CHECK(textOf(ByteView(beyond).first(3)) == "two");
        CHECK(beyond[3] == 0);
    }
    REQUIRE(disk.rename(place.path, other).ok());
    CHECK_FALSE(disk.exists(place.path).value());
    CHECK(textOf(disk.readWhole(other, 7).value()) == "one two");
    CHECK(disk.readWhole(other, 6).error().code == ErrorCode::TooLarge);
    using std::filesystem::perms;
    CHECK(std::filesystem::status(other).permissions() == (perms::owner_read | perms::owner_write));
    std::filesystem::create_symlink(other, place.path);
    CHECK_FALSE(disk.open(place.path, Disk::Mode::Write).ok());
    REQUIRE(disk.remove(other).ok());
    REQUIRE(disk.remove(other).ok());
    CHECK_FALSE(disk.exists(other).value());
}
