#include "tests/fault/small_files.h"

#include "client/vault/recovery.h"
#include "tests/support/must.h"

#include <algorithm>

namespace lapwing::test {

namespace {

constexpr unsigned kTried = 3;
constexpr std::size_t kAnchorSlot = 256, kAnchorSecond = 4096;

/// The code that damage must be told by; nothing else is a refusal.
Judgement refusal(const Error& error, std::initializer_list<ErrorCode> allowed)
{
    const bool named = std::ranges::find(allowed, error.code) != allowed.end();
    const auto told = "told as " + std::string(logName(error.code)) + ", " + error.detail;
    return {.refused = true, .wrong = named ? "" : told};
}

} // namespace

std::span<const SmallFiles::Kind> SmallFiles::kinds()
{
    static const std::vector<Kind> kKinds{
        {"slots.a", {"slots.b"}, &SmallFiles::slots},
        {"slots.b", {"slots.a"}, &SmallFiles::slots},
        {"device.key", {}, &SmallFiles::deviceKey},
        {"tries", {}, &SmallFiles::tries},
        {"pin", {}, &SmallFiles::pin},
        {"cargo", {}, &SmallFiles::cargo},
        {"anchor", {}, &SmallFiles::anchor},
        {"recovery.key", {}, &SmallFiles::recoveryKey},
    };
    return kKinds;
}

SmallFiles::SmallFiles(const VaultScene& scene) : m_scene(scene)
{
    FaultDisk disk(scene.image());
    QuickRandom random(1);
    Ring ring;
    m_keys.emplace(must(unlock::cold(scene.site(disk, random, ring), bytesOf(kPassphrase))));
    m_slot = encode(m_keys->slots.newest());
    auto tries = must(TryCount::open(disk, scene.path("tries"), nullptr, m_keys->data.uuid,
                                     m_keys->deviceKey.view()));
    for (unsigned i = 0; i < kTried; ++i) must(tries.charge());
    m_used = tries.used();
    const auto digits = toHex(scene.recovery().seed()) + "\n";
    must(disk.writeNew(scene.path("recovery.key"), bytesOf(digits)));
    m_cargo = must(store::CargoFile::open(disk, scene.path("cargo"))).entries();
    m_image = disk.image();
    // The state of each slot alone.
    for (const auto other : {kAnchorSecond, std::size_t{0}}) {
        auto half = m_image;
        auto& content = half[scene.path("anchor")];
        std::ranges::fill(std::span(content).subspan(other, kAnchorSlot), std::uint8_t{0});
        FaultDisk halved(half);
        const auto anchor = store::Anchor::open(halved, scene.path("anchor"), m_keys->data, random);
        m_anchored.push_back(anchor.ok() ? anchor->state() : store::AnchorState{});
    }
}

DiskImage SmallFiles::image(const Kind& kind) const
{
    DiskImage some{{m_scene.path(kind.name), m_image.at(m_scene.path(kind.name))}};
    for (const auto name : kind.beside) some[m_scene.path(name)] = m_image.at(m_scene.path(name));
    return some;
}

Judgement SmallFiles::slots(FaultDisk& disk, const Harm&) const
{
    auto opened = KeySlots::open(disk, m_scene.folder());
    if (!opened.ok()) return {.wrong = "the whole copy was lost too: " + opened.error().detail};
    if (encode(opened->newest()) != m_slot) return {.wrong = "another slot passed for it"};
    if (opened->whole()) return {.wrong = "a harmed copy passed for a whole one"};
    if (!opened->mend().ok()) return {.wrong = "the harmed copy cannot be mended"};
    for (const auto& [name, content] : disk.image())
        if (content != m_slot) return {.wrong = "mended to something else"};
    return {};
}

Judgement SmallFiles::deviceKey(FaultDisk& disk, const Harm&) const
{
    const auto key = FileDeviceKey(disk, m_scene.path("device.key")).get();
    if (key.ok()) return {.wrong = "a harmed device key passed for a whole one"};
    return refusal(key.error(), {ErrorCode::Corrupt});
}

Judgement SmallFiles::tries(FaultDisk& disk, const Harm&) const
{
    const auto path = m_scene.path("tries");
    const auto erased = isErased(disk, path);
    if (!erased.ok() || *erased) return {.wrong = "a harmed count passed for an erased vault"};
    const auto count = TryCount::open(disk, path, nullptr, m_keys->data.uuid,
                                      m_keys->deviceKey.view());
    if (!count.ok()) return {.wrong = "the count does not open: " + count.error().detail};
    if (count->used() < m_used) return {.wrong = "a counted try was forgotten"};
    if (count->left() == 0) return {.wrong = "harm alone left no try at all"};
    return {.refused = count->used() > m_used, .wrong = {}};
}

Judgement SmallFiles::pin(FaultDisk& disk, const Harm&) const
{
    QuickRandom random(1);
    auto ring = m_scene.ring();
    PinLock lock(m_scene.site(disk, random, ring), m_keys->data.uuid);
    if (lock.triesLeft() != 0) return {.wrong = "a harmed PIN file passed for a whole one"};
    const auto opened = lock.open(bytesOf(kPin));
    if (opened.ok()) return {.wrong = "a harmed PIN file opened"};
    return refusal(opened.error(), {ErrorCode::Locked});
}

/// Damage costs the record it lies in, and no other; what it makes of that the hub does not open.
Judgement SmallFiles::cargo(FaultDisk& disk, const Harm& harm) const
{
    auto opened = store::CargoFile::open(disk, m_scene.path("cargo"));
    if (!opened.ok()) return refusal(opened.error(), {ErrorCode::TooLarge});
    const auto& found = opened->entries();
    for (const auto& entry : found) {
        if (std::ranges::find(m_cargo, entry.id, &store::CargoFile::Entry::id) != m_cargo.end())
            continue;
        const auto record = opened->read(entry);
        if (!record.ok()) return {.wrong = "a record that was just found does not read"};
        const auto outside = store::readCargo(*record);
        const bool same = outside.ok() && outside->hubKey == m_cargo.front().hubKey
                          && outside->kind == m_cargo.front().kind;
        if (same && crypto::openSealed(m_scene.hub(), outside->box).ok())
            return {.wrong = "changed cargo opens at the hub"};
    }
    bool all = true;
    for (const auto& entry : m_cargo) {
        const bool here = std::ranges::find(found, entry.id, &store::CargoFile::Entry::id)
                          != found.end();
        const bool harmed = harm.at < entry.offset + entry.size && entry.offset < harm.end;
        if (!here && !harmed) return {.wrong = "damage to one record lost another"};
        all = all && here;
    }
    return {.refused = !all, .wrong = {}};
}

Judgement SmallFiles::anchor(FaultDisk& disk, const Harm& harm) const
{
    QuickRandom random(1);
    const auto opened = store::Anchor::open(disk, m_scene.path("anchor"), m_keys->data, random);
    const auto hits = [&](std::size_t from) {
        return harm.at < from + kAnchorSlot && from < harm.end;
    };
    if (opened.ok()) {
        const bool first = opened->state() == m_anchored[0] && !hits(0);
        const bool second = opened->state() == m_anchored[1] && !hits(kAnchorSecond);
        return {.wrong = first || second ? "" : "an anchor that nobody wrote"};
    }
    if (!hits(0) || !hits(kAnchorSecond)) return {.wrong = "the whole slot was lost too"};
    return refusal(opened.error(), {ErrorCode::Corrupt, ErrorCode::NotFound});
}

Judgement SmallFiles::recoveryKey(FaultDisk& disk, const Harm&) const
{
    const auto read = readRecoveryKey(disk, m_scene.path("recovery.key"));
    if (!read.ok()) return refusal(read.error(), {ErrorCode::Malformed, ErrorCode::TooLarge,
                                                  ErrorCode::NotFound});
    const auto opened = openRecoverySlot(m_keys->slots.newest(), *read);
    if (!opened.ok()) return refusal(opened.error(), {ErrorCode::NotFound});
    const bool same = equal(opened->dataKey.view(), m_keys->data.dataKey.view());
    return {.wrong = same ? "" : "a harmed recovery key opened to something else"};
}

} // namespace lapwing::test
