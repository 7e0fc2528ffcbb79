// The sealed forms of docs/storage-format.md, pinned in sealed_page.json: a change of one of them
// fails here until it has a format number of its own.
#include "shared/crypto/hash.h"
#include "sync/store/seal/anchor.h"
#include "sync/store/seal/journal_head.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>

using namespace lapwing;
using namespace lapwing::store;

namespace {

/// Nonces that can be foretold: byte i of each fill is i mod 256.
class CountingRandom final : public Random {
public:
    Result<void> fill(std::span<std::uint8_t> out) override
    {
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(i);
        return {};
    }
};

struct Golden {
    nlohmann::json json;
    SealKey key;
    std::array<std::uint8_t, 8> salts{};
    CountingRandom random;

    Golden()
    {
        REQUIRE(crypto::initialise());
        std::ifstream file(LAPWING_SOURCE_DIR "/tests/golden/sealed_page.json");
        REQUIRE(file.is_open());
        json = nlohmann::json::parse(file);
        key.dataKey = crypto::Secret::copyOf(bytes("data_key"));
        key.uuid = FileUuid::from(bytes("uuid"));
        key.epoch = json["epoch"];
        std::ranges::copy(bytes("salts"), salts.begin());
    }
    [[nodiscard]] std::string text(const char* name) const { return json[name]; }
    [[nodiscard]] Bytes bytes(const char* name) const
    {
        const auto hex = text(name);
        Bytes out(hex.size() / 2);
        REQUIRE(fromHex(hex, out));
        return out;
    }
};

Bytes plainPage()
{
    Bytes page(kPageSize);
    for (std::size_t i = 0; i < kPageSize - kReservedSize; ++i)
        page[i] = static_cast<std::uint8_t>(7 * i);
    return page;
}

AnchorState anchorState()
{
    AnchorState state;
    state.journalSeq = 11;
    state.journalHead.bytes.fill(1);
    state.ownSeq = 12;
    state.ownHead.bytes.fill(2);
    state.vaultActor.bytes.fill(3);
    state.fieldActor.bytes.fill(4);
    state.hubTimeMs = 1700000000000;
    state.bootTag = 0xb007;
    state.bootMs = 123456;
    state.leaseEndMs = 1700000600000;
    return state;
}

} // namespace

TEST_CASE("a page is sealed byte for byte as the format says")
{
    Golden golden;
    PageSealer sealer(golden.key, "page", golden.random);
    Bytes sealed(kPageSize);
    const SealPlace seventh{SealPlace::Kind::Page, 7};
    REQUIRE(sealer.sealPage(seventh, plainPage(), sealed).ok());
    std::string expected;
    for (const std::string line : golden.json["page_7"]) expected += line;
    CHECK(toHex(sealed) == expected);
    REQUIRE(sealer.openPage(seventh, sealed, sealed).ok());
    CHECK(sealed == plainPage());
}

TEST_CASE("the log's header, a frame's header and its page are sealed as the format says")
{
    Golden golden;
    PageSealer sealer(golden.key, "wal", golden.random);
    const auto page = plainPage();
    const auto start = ByteView(page).first(32);
    Bytes small(72);
    REQUIRE(sealer.sealSmall({SealPlace::Kind::WalHeader, 0}, start, small).ok());
    CHECK(toHex(small) == golden.text("wal_header"));
    REQUIRE(sealer.sealSmall({SealPlace::Kind::FrameHeader, 3, golden.salts}, start, small).ok());
    CHECK(toHex(small) == golden.text("frame_3_header"));
    Bytes sealed(kPageSize);
    REQUIRE(sealer.sealPage({SealPlace::Kind::WalPage, 3, golden.salts}, page, sealed).ok());
    CHECK(crypto::hash("", sealed).hex() == golden.text("frame_3_page_blake2b"));
}

TEST_CASE("a new anchor's two slots are sealed as the format says")
{
    Golden golden;
    const test::TempFolder folder;
    const auto path = folder.path() + "/anchor";
    Disk disk;
    REQUIRE(Anchor::create(disk, path, golden.key, golden.random, anchorState()).ok());
    const auto content = disk.readWhole(path, 8192).value();
    REQUIRE(content.size() == 4096 + 256);
    CHECK(toHex(ByteView(content).first(256)) == golden.text("anchor_slot_0"));
    CHECK(toHex(ByteView(content).subspan(4096)) == golden.text("anchor_slot_1"));
}

TEST_CASE("a journal head commits to what came before, what was applied and the root")
{
    const Golden golden;
    Hash before, chain;
    before.bytes.fill(9);
    chain.bytes.fill(7);
    JournalEntry entry{.strand = {}, .actor = {}, .counter = 41, .chain = chain};
    entry.strand.bytes.fill(5);
    entry.actor.bytes.fill(6);
    Sum root;
    root.bytes.fill(8);
    std::array<JournalEntry, 2> applied{entry, entry};
    applied[1].counter = 42;
    CHECK(journalHead(before, 300, 2, applied, root).hex() == golden.text("journal_head"));
}

TEST_CASE("the document's worked examples are the bytes of the golden file")
{
    const Golden golden;
    std::ifstream file(LAPWING_SOURCE_DIR "/docs/storage-format.md");
    REQUIRE(file.is_open());
    // The second column of each fenced block, put together.
    std::set<std::string> shown{""};
    std::string block;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```")) shown.insert(std::exchange(block, {}));
        std::istringstream words(line);
        std::string place, hex;
        words >> place >> hex;
        block += hex;
    }
    for (const auto* name : {"frame_3_header", "wal_header", "anchor_slot_0", "journal_head"})
        CHECK_MESSAGE(shown.contains(golden.text(name)), name);
}
