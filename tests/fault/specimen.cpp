#include "tests/fault/specimen.h"

#include "client/vault/device_key.h"

#include <algorithm>

namespace lapwing::test {

namespace {

constexpr std::size_t kPlanned = 6000;
const std::string kDatabase = "replica.db";

/// Numbers of the pages that the log has newer states of.
std::set<std::uint64_t> pagesIn(const Bytes& log)
{
    constexpr std::size_t kHeader = 72, kFrame = kHeader + store::kPageSize;
    SeededRandom random(1);
    store::PageSealer opener(SmallStore::keyOf(), "wal", random);
    std::array<std::uint8_t, 32> plain;
    std::set<std::uint64_t> pages;
    store::SealPlace place{store::SealPlace::Kind::WalHeader, 0};
    for (std::size_t at = 0; at + kHeader <= log.size(); at += at == 0 ? kHeader : kFrame) {
        check(opener.openSmall(place, ByteView(log).subspan(at, kHeader), plain).ok(), "a log");
        if (at == 0) std::copy_n(plain.begin() + 16, 8, place.salts.begin());
        else pages.insert(std::uint64_t{plain[2]} << 8 | plain[3]);
        place.kind = store::SealPlace::Kind::FrameHeader;
        ++place.index;
    }
    return pages;
}

std::size_t sizeIn(const Image& image, const std::string& path)
{
    const auto found = image.find(path);
    return found == image.end() ? 0 : found->second.size();
}

} // namespace

std::string Specimen::pathOf(std::string_view name) const
{
    return std::string(kFaultFolder) + "/" + std::string(name);
}

Specimen::Specimen(std::uint64_t seed, const Size& size) : m_plan(seed, kPlanned)
{
    SeededRandom random(seed);
    MemoryDisk disk;
    growStore(disk, random, size);
    addOthers(disk, random);
    m_image = disk.now();
    findLive();
}

void Specimen::growStore(MemoryDisk& disk, SeededRandom& random, const Size& size)
{
    auto made = SmallStore::create(disk, kFaultFolder, random);
    check(made.ok(), "a store on a disk without faults");
    auto& store = **made;
    const auto step = [&] {
        check(store.apply(m_plan.steps()[m_steps++]).ok() && store.lock().ok(),
              "a step on a disk without faults");
        if (m_earlier.size() == 24) m_earlier.erase(m_earlier.begin());
        m_earlier.push_back(disk.now());
    };
    const auto emptyLog = [&] {
        check(store.database().checkpoint().ok(), "writing the log back without faults");
    };
    for (emptyLog(); sizeIn(disk.now(), pathOf(kDatabase)) < size.database; emptyLog()) step();
    while (sizeIn(disk.now(), pathOf(kDatabase + "-wal")) < size.log) step();
    m_earlier.pop_back();
}

void Specimen::addOthers(MemoryDisk& disk, SeededRandom& random)
{
    KeySlot slot;
    slot.serial = 7;
    slot.terms.cost = {8, 1};
    slot.epoch = SmallStore::kEpoch;
    const bool filled =
        random.fill(slot.wrapped).ok() && random.fill(slot.terms.salt.octets).ok();
    check(filled, "random octets");
    m_slot = encode(slot);
    check(KeySlots::planned(disk, kFaultFolder, slot).create().ok() &&
              FileDeviceKey(disk, pathOf("device.key")).put(Bytes(kDeviceKeySize, 5)).ok(),
          "key files on a disk without faults");

    m_hub.emplace(crypto::BoxKeyPair::generate(random).value());
    HubKeyCertificate hub;
    hub.boxKey = decltype(hub.boxKey)::from(m_hub->publicKey().view());
    auto file = store::CargoFile::open(disk, pathOf("cargo")).value();
    for (const char* text : {"first", "second", "third"}) {
        const auto content = bytesOf(text);
        const auto record = store::sealCargo(
            hub, {store::CargoKind::Run, {}, Bytes(content.begin(), content.end())});
        m_cargo.push_back(file.append(record.value()).value());
    }
}

void Specimen::findLive()
{
    MemoryDisk disk(m_image);
    SeededRandom random(1);
    auto opened = SmallStore::open(disk, kFaultFolder, random);
    check(opened.ok() && (*opened)->check(m_plan).ok() &&
              (*opened)->checkSearch(m_plan, m_steps).ok() && (*opened)->readAll().ok(),
          "reading what nobody harmed");
    auto pages = (*opened)->database().prepare("SELECT pageno FROM dbstat").value();
    while (pages.step().value()) m_livePages.insert(static_cast<std::uint64_t>(pages.integer(0)));
    const auto newer = pagesIn(m_image.at(pathOf(kDatabase + "-wal")));
    for (const auto page : newer) m_livePages.erase(page);
}

bool Specimen::tells(const Image& image) const
{
    const auto sameStore = [&](const Image& other) {
        return std::ranges::all_of(std::array{kDatabase, kDatabase + "-wal", std::string("anchor")},
                                   [&](const auto& name) {
                                       const auto a = image.find(pathOf(name));
                                       const auto b = other.find(pathOf(name));
                                       return (a == image.end()) == (b == other.end()) &&
                                              (a == image.end() || a->second == b->second);
                                   });
    };
    return image != m_image && std::ranges::none_of(m_earlier, sameStore);
}

bool Specimen::isRead(const std::string& path, std::uint64_t offset) const
{
    if (path == pathOf(kDatabase)) return m_livePages.contains(offset / store::kPageSize + 1);
    return path == pathOf(kDatabase + "-wal");
}

const char* Specimen::nameOf(End end)
{
    switch (end) {
    case End::RefusedAtOpening: return "refused at opening";
    case End::RefusedWhenRead: return "refused when read";
    case End::Whole: return "all was there";
    case End::OldSearch: return "all records were there, search was of an earlier state";
    case End::RolledBack: return "as it once was";
    }
    return "";
}

Wrong Specimen::examineStore(const Image& image, End& end) const
{
    MemoryDisk disk(image);
    SeededRandom random(1);
    const auto refused = [](const Error& error) -> Wrong {
        if (error.code == ErrorCode::Corrupt || error.code == ErrorCode::NotFound) return {};
        return "damage was told as " + std::string(logName(error.code)) + ", " + error.detail;
    };
    auto opened = SmallStore::open(disk, kFaultFolder, random);
    if (!opened.ok()) {
        end = End::RefusedAtOpening;
        if (disk.now() != image) return "a vault that was refused has been changed";
        return refused(opened.error());
    }
    end = End::RefusedWhenRead;
    auto& store = **opened;
    const auto steps = store.check(m_plan);
    if (!steps.ok()) return refused(steps.error());
    if (*steps > m_steps) return "more than was ever saved";
    end = End::RefusedWhenRead;
    const auto searched = store.checkSearch(m_plan, *steps);
    if (!searched.ok() && searched.error().code != ErrorCode::Malformed)
        return refused(searched.error());
    const auto read = store.readAll();
    if (!read.ok()) return refused(read.error());
    end = searched.ok() ? End::Whole : End::OldSearch;
    if (*steps < m_steps) end = End::RolledBack;
    return {};
}

Wrong Specimen::examineSlots(const Image& image, End& end) const
{
    MemoryDisk disk(image);
    const auto slots = KeySlots::open(disk, kFaultFolder);
    end = slots.ok() ? End::Whole : End::RefusedAtOpening;
    if (!slots.ok()) {
        if (slots.error().code == ErrorCode::Corrupt) return {};
        return "a damaged key slot was told as " + std::string(logName(slots.error().code));
    }
    if (encode(slots->newest()) != m_slot) return "another key slot passed for this one";
    if (slots->whole()) return "a damaged copy of the key slot passed for a whole one";
    return {};
}

Wrong Specimen::examineDeviceKey(const Image& image, End& end) const
{
    MemoryDisk disk(image);
    const auto key = FileDeviceKey(disk, pathOf("device.key")).get();
    end = End::RefusedAtOpening;
    if (key.ok()) return "a damaged device key passed for a whole one";
    if (key.error().code == ErrorCode::Corrupt) return {};
    return "a damaged device key was told as " + std::string(logName(key.error().code));
}

Wrong Specimen::examineCargo(const Image& image, End& end) const
{
    MemoryDisk disk(image);
    auto opened = store::CargoFile::open(disk, pathOf("cargo"));
    end = End::RefusedAtOpening;
    if (!opened.ok()) return "the cargo file does not open: " + opened.error().detail;
    std::size_t whole = 0;
    for (const auto& entry : opened->entries()) {
        const auto record = opened->read(entry);
        if (!record.ok()) return "a record that was just found: " + record.error().detail;
        if (std::ranges::find(m_cargo, entry.id) != m_cargo.end()) {
            ++whole;
            continue;
        }
        // Damage under the seal is for the hub to see.
        const auto outside = store::readCargo(*record);
        if (outside.ok() && outside->hubKey == 0 &&
            crypto::openSealed(*m_hub, outside->box).ok() &&
            outside->kind == store::CargoKind::Run)
            return "changed cargo opens at the hub";
        end = End::RefusedWhenRead;
    }
    if (whole == m_cargo.size()) end = End::Whole;
    if (whole + 1 < m_cargo.size()) return "damage to one record of cargo lost another";
    return {};
}

} // namespace lapwing::test
