#include "shared/crypto/box.h"
#include "sync/store/cargo.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace lapwing;
using store::Cargo;
using store::CargoFile;
using store::CargoKind;

namespace {
const bool kReady = crypto::initialise();

struct Hub {
    crypto::BoxKeyPair keys = crypto::BoxKeyPair::fromSeed(Bytes(32, 7));
    HubKeyCertificate certificate;
    Hub()
    {
        certificate.id = 5;
        certificate.boxKey.bytes = keys.publicKey().bytes;
    }
    Bytes seal(std::string_view text, CargoKind kind = CargoKind::Run) const
    {
        const auto bytes = bytesOf(text);
        return store::sealCargo(certificate, {kind, {Bytes(3, 1)}, {bytes.begin(), bytes.end()}})
            .value();
    }
    std::string open(ByteView record) const
    {
        const auto outside = store::readCargo(record).value();
        const auto plain = crypto::openSealed(keys, outside.box).value();
        const auto cargo = store::decodeCargo(outside.kind, plain).value();
        return std::string(textOf(cargo.content));
    }
};

struct Place {
    test::TempFolder folder;
    store::Disk disk;
    std::string path = folder.path() + "/cargo";

    CargoFile open() { return CargoFile::open(disk, path).value(); }
    Bytes content() { return disk.readWhole(path, 1u << 24).value(); }
    void replace(ByteView with)
    {
        REQUIRE(disk.remove(path).ok());
        REQUIRE(disk.writeNew(path, with).ok());
    }
    std::vector<std::string> texts(const Hub& hub)
    {
        auto file = open();
        std::vector<std::string> out;
        for (const auto& entry : file.entries()) out.push_back(hub.open(file.read(entry).value()));
        return out;
    }
};

using Texts = std::vector<std::string>;
} // namespace

TEST_CASE("cargo comes back in order after reopening, with its kind and hub key")
{
    const Hub hub;
    Place place;
    {
        auto file = place.open();
        CHECK(file.entries().empty());
        const auto record = hub.seal("one", CargoKind::Draft);
        CHECK(file.append(record).value() == store::cargoIdOf(record));
        REQUIRE(file.append(hub.seal("two", CargoKind::Alert)).ok());
    }
    auto file = place.open();
    REQUIRE(file.entries().size() == 2);
    CHECK(file.entries()[0].kind == CargoKind::Draft);
    CHECK(file.entries()[1].kind == CargoKind::Alert);
    CHECK(file.entries()[1].hubKey == 5);
    CHECK(file.damaged().empty());
    CHECK(place.texts(hub) == Texts{"one", "two"});
}

TEST_CASE("sealed cargo opens for the hub only, shows no text and is padded to 256 bytes")
{
    const Hub hub;
    const auto record = hub.seal("CANARY the address");
    CHECK(textOf(record).find("CANARY") == std::string_view::npos);
    const auto outside = store::readCargo(record).value();
    CHECK((outside.box.size() - crypto::kBoxOverhead) % 256 == 0);
    CHECK(outside.box.size() == store::readCargo(hub.seal("x")).value().box.size());
    CHECK(hub.open(record) == "CANARY the address");
    const auto other = crypto::BoxKeyPair::fromSeed(Bytes(32, 8));
    CHECK(crypto::openSealed(other, outside.box).error().code == ErrorCode::Corrupt);
    auto changed = record;
    changed.back() ^= 1;
    const auto box = store::readCargo(changed).value().box;
    CHECK(crypto::openSealed(hub.keys, box).error().code == ErrorCode::Corrupt);
}

TEST_CASE("a last record cut at any byte is left out, and the next append takes its place")
{
    const Hub hub;
    Place place;
    {
        auto file = place.open();
        REQUIRE(file.append(hub.seal("kept")).ok());
        REQUIRE(file.append(hub.seal(std::string(500, 't'))).ok());
    }
    const auto whole = place.content();
    const auto recordSize = hub.seal("kept").size();
    REQUIRE(whole.size() > 2 * recordSize);
    for (auto cut = recordSize; cut < whole.size(); ++cut) {
        place.replace(ByteView(whole).first(cut));
        auto file = place.open();
        REQUIRE(file.entries().size() == 1);
        REQUIRE(file.damaged().empty());
        if (cut % 50 != 0) continue;
        REQUIRE(file.append(hub.seal("next")).ok());
        CHECK(place.texts(hub) == Texts{"kept", "next"});
        CHECK(place.content().size() == 2 * recordSize);
    }
}

TEST_CASE("any damaged byte of a record's outside loses that record alone, and is told")
{
    const Hub hub;
    Place place;
    {
        auto file = place.open();
        for (const auto* text : {"one", "two", "three", "four"})
            REQUIRE(file.append(hub.seal(text)).ok());
    }
    const auto whole = place.content();
    const auto size = whole.size() / 4;
    for (std::size_t at = size; at < size + 13; ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            auto changed = whole;
            changed[at] = static_cast<std::uint8_t>(changed[at] ^ (1u << bit));
            place.replace(changed);
            auto file = place.open();
            Texts found;
            bool told = !file.damaged().empty();
            for (const auto& entry : file.entries()) {
                const auto record = file.read(entry).value();
                // A hub key or kind that is another's is a matter for the hub to refuse.
                if (entry.offset == size) told = true;
                else found.push_back(hub.open(record));
            }
            CHECK(told);
            CHECK(found == Texts{"one", "three", "four"});
        }
    }
    auto swapped = whole;
    swapped[size] ^= 1;
    place.replace(swapped);
    auto file = place.open();
    REQUIRE(file.damaged().size() == 1);
    CHECK(file.damaged()[0].offset == size);
    CHECK(file.damaged()[0].size == size);
}

TEST_CASE("what the hub acknowledged goes, the rest stays, and the file empties at last")
{
    const Hub hub;
    Place place;
    auto file = place.open();
    std::vector<store::CargoId> ids;
    for (const auto* text : {"one", "two", "three"})
        ids.push_back(file.append(hub.seal(text)).value());
    const store::CargoId foreign{};
    REQUIRE(file.acknowledge(std::span(&foreign, 1)).ok());
    CHECK(file.entries().size() == 3);
    REQUIRE(file.acknowledge(std::span(ids).subspan(1, 1)).ok());
    CHECK(place.texts(hub) == Texts{"one", "three"});
    REQUIRE(file.append(hub.seal("four")).ok());
    CHECK(place.texts(hub) == Texts{"one", "three", "four"});
    const auto last = file.entries().back().id;
    const std::vector<store::CargoId> rest{ids[0], ids[2], last};
    REQUIRE(file.acknowledge(rest).ok());
    CHECK(file.entries().empty());
    CHECK(place.content().empty());
}

TEST_CASE("cargo over its limits, and bytes that are no record, are refused")
{
    const Hub hub;
    Cargo big;
    big.content.resize(store::kCargoContentMax + 1);
    CHECK(store::sealCargo(hub.certificate, big).error().code == ErrorCode::TooLarge);
    Place place;
    auto file = place.open();
    auto record = hub.seal("x");
    record.push_back(0);
    CHECK(file.append(record).error().code == ErrorCode::Malformed);
    CHECK(store::decodeCargo(CargoKind::Run, Bytes(256, 255)).error().code ==
          ErrorCode::Malformed);
    auto padding = Bytes(256);
    CHECK(store::decodeCargo(CargoKind::Run, padding).ok());
    padding.back() = 1;
    CHECK(store::decodeCargo(CargoKind::Run, padding).error().code == ErrorCode::Malformed);
}
