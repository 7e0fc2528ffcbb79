#include "tests/fault/specimen.h"

#include "client/vault/device_key.h"

#include <algorithm>

namespace lapwing::test {

namespace {

constexpr std::size_t kPlanned = 6000;
const std::string kDatabase = "replica.db";

/// Which pages of the database are read.
class PageReads final : public DiskWatch {
public:
    explicit PageReads(std::string database) : m_database(std::move(database)) {}
    DiskVerdict before(const DiskCall& call) override
    {
        if (call.kind == DiskCall::Kind::Read && call.path == m_database)
            pages.insert(call.offset / store::kPageSize);
        return {};
    }
    std::set<std::uint64_t> pages;

private:
    std::string m_database;
};

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
    slot.cost = {8, 1};
    slot.epoch = SmallStore::kEpoch;
    check(random.fill(slot.wrapped).ok() && random.fill(slot.salt.octets).ok(), "random octets");
    m_slot = encode(slot);
    check(KeySlots::create(disk, kFaultFolder, slot).ok() &&
              createDeviceKey(disk, pathOf("device.key"), random).ok(),
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
    PageReads reads(pathOf(kDatabase));
    MemoryDisk disk(m_image, &reads);
    SeededRandom random(1);
    auto opened = SmallStore::open(disk, kFaultFolder, random);
    check(opened.ok() && (*opened)->check(m_plan).ok() &&
              (*opened)->checkSearch(m_plan, m_steps).ok() && (*opened)->readAll().ok(),
          "reading what nobody harmed");
    m_livePages = std::move(reads.pages);
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
    // A first page that does not open may heal from the log.
    if (path == pathOf(kDatabase))
        return m_livePages.contains(offset / store::kPageSize) &&
               (offset >= store::kPageSize || m_image.at(pathOf(kDatabase + "-wal")).empty());
    return path == pathOf(kDatabase + "-wal");
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
    if (*steps != m_steps)
        return "an earlier state passed for the present one: " + std::to_string(*steps) +
               " steps of " + std::to_string(m_steps);
    const auto searched = store.checkSearch(m_plan, *steps);
    if (!searched.ok() && searched.error().code != ErrorCode::Malformed)
        return refused(searched.error());
    const auto read = store.readAll();
    if (!read.ok()) return refused(read.error());
    end = searched.ok() ? End::Whole : End::OldSearch;
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
    const auto key = readDeviceKey(disk, pathOf("device.key"));
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
