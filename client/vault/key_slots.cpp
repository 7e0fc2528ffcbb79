#include "client/vault/key_slots.h"

#include "shared/crypto/hash.h"
#include "shared/crypto/mac.h"
#include "shared/wire/primitive.h"

#include <algorithm>

namespace lapwing {

namespace {

// Of every format: the magic, the format's number, and at the end a hash of all before it.
constexpr std::string_view kMagic = "LWS1";
constexpr std::uint16_t kFormat = 1;
constexpr std::size_t kFileMax = 4096;

/// What the seal vouches for beside the key itself.
Bytes outsideOf(const KeySlot& slot)
{
    wire::Writer out;
    out.raw(bytesOf(kMagic));
    out.u16(kFormat);
    out.u64(slot.serial);
    out.id(slot.uuid);
    out.u32(slot.epoch);
    out.u32(slot.cost.memoryMib);
    out.u32(slot.cost.passes);
    out.id(slot.salt);
    out.id(slot.commitment);
    return out.take();
}

Hash markOf(ByteView content) { return crypto::hash("lapwing.slot.1", content); }

/// KEK = H(Argon2id(passphrase) ‖ device key).
Result<crypto::Secret> wrappingKey(const KeySlot& slot, ByteView passphrase, ByteView deviceKey)
{
    LAPWING_ASSIGN(const auto stretched,
                   crypto::argon2id(passphrase, slot.salt.view(), slot.cost));
    crypto::Secret both(stretched.size() + deviceKey.size());
    const auto rest = std::ranges::copy(stretched.view(), both.span().begin()).out;
    std::ranges::copy(deviceKey, rest);
    auto hashed = crypto::hash("lapwing.kek.1", both.view());
    auto key = crypto::Secret::copyOf(hashed.view());
    crypto::wipe(hashed.octets);
    return key;
}

crypto::Sealer wrapper(const crypto::Secret& kek)
{
    return crypto::Sealer::withKey(crypto::deriveKey(kek.view(), "slot wrap").view());
}

crypto::Secret commitmentTo(const crypto::Secret& kek)
{
    return crypto::deriveKey(kek.view(), "slot commitment");
}

} // namespace

Bytes encode(const KeySlot& slot)
{
    auto out = outsideOf(slot);
    append(out, slot.wrapped);
    append(out, markOf(out).view());
    return out;
}

Result<KeySlot> decodeKeySlot(ByteView bytes)
{
    const auto damaged = fail(ErrorCode::Corrupt, {}, "a damaged key slot");
    if (bytes.size() < Hash::kSize) return damaged;
    const auto content = bytes.first(bytes.size() - Hash::kSize);
    if (!equal(markOf(content).view(), bytes.last(Hash::kSize))) return damaged;

    wire::Reader in(content);
    if (textOf(in.raw(kMagic.size())) != kMagic) return damaged;
    const auto format = in.u16();
    if (in.ok() && format > kFormat) return fail(ErrorCode::TooOld, {}, "a newer key slot");
    KeySlot slot;
    slot.serial = in.u64();
    slot.uuid = in.id<store::FileUuid>();
    slot.epoch = in.u32();
    slot.cost.memoryMib = in.u32();
    slot.cost.passes = in.u32();
    slot.salt = in.id<decltype(slot.salt)>();
    slot.commitment = in.id<decltype(slot.commitment)>();
    std::ranges::copy(in.raw(slot.wrapped.size()), slot.wrapped.begin());
    if (!in.done() || format != kFormat || !slot.cost.inBounds()) return damaged;
    return slot;
}

Result<KeySlot> sealKeySlot(std::uint64_t serial, const store::SealKey& key, ByteView passphrase,
                            ByteView deviceKey, crypto::KdfCost cost, Random& random)
{
    KeySlot slot;
    slot.serial = serial;
    slot.uuid = key.uuid;
    slot.epoch = key.epoch;
    slot.cost = cost;
    LAPWING_TRY(random.fill(slot.salt.octets));
    LAPWING_ASSIGN(const auto kek, wrappingKey(slot, passphrase, deviceKey));
    std::ranges::copy(commitmentTo(kek).view(), slot.commitment.octets.begin());
    auto sealer = wrapper(kek);
    LAPWING_ASSIGN(const auto wrapped,
                   crypto::sealBytes(sealer, random, outsideOf(slot), key.dataKey.view()));
    check(wrapped.size() == slot.wrapped.size(), "a data key of the wrong size");
    std::ranges::copy(wrapped, slot.wrapped.begin());
    return slot;
}

Result<store::SealKey> openKeySlot(const KeySlot& slot, ByteView passphrase, ByteView deviceKey)
{
    LAPWING_ASSIGN(const auto kek, wrappingKey(slot, passphrase, deviceKey));
    if (!crypto::sameSecret(commitmentTo(kek).view(), slot.commitment.view()))
        return fail(ErrorCode::Unauthorised,
                    "That passphrase does not open this vault. Nothing was changed; your work is "
                    "safe. Try again.");
    auto sealer = wrapper(kek);
    store::SealKey key;
    LAPWING_ASSIGN(key.dataKey, crypto::openSecret(sealer, outsideOf(slot), slot.wrapped));
    key.uuid = slot.uuid;
    key.epoch = slot.epoch;
    return key;
}

KeySlots::KeySlots(store::Disk& disk, const std::string& folder)
    : m_disk(&disk), m_paths{folder + "/slots.a", folder + "/slots.b"}
{
}

Result<KeySlots> KeySlots::create(store::Disk& disk, const std::string& folder,
                                  const KeySlot& slot)
{
    KeySlots slots(disk, folder);
    for (const auto& path : slots.m_paths) LAPWING_TRY(disk.writeNew(path, encode(slot)));
    slots.m_slot = slot;
    slots.m_whole = true;
    return slots;
}

Result<KeySlots> KeySlots::open(store::Disk& disk, const std::string& folder)
{
    KeySlots slots(disk, folder);
    std::array<std::optional<KeySlot>, 2> found;
    Error worst = fail(ErrorCode::NotFound, {}, "no key slots");
    for (std::size_t copy = 0; copy < found.size(); ++copy) {
        const auto bytes = disk.readWhole(slots.m_paths[copy], kFileMax);
        if (bytes.ok()) {
            auto slot = decodeKeySlot(bytes.value());
            if (slot.ok()) found[copy] = std::move(slot).value();
            else if (slot.error().code == ErrorCode::TooOld) return slot.error();
            else worst = slot.error();
        } else if (bytes.error().code == ErrorCode::TooLarge) {
            worst = fail(ErrorCode::Corrupt, {}, "a key slot of another size");
        } else if (bytes.error().code != ErrorCode::NotFound) {
            worst = bytes.error();
        }
    }
    if (!found[0] && !found[1]) return worst;
    slots.m_used = !found[0] || (found[1] && found[1]->serial > found[0]->serial) ? 1 : 0;
    slots.m_slot = *found[slots.m_used];
    slots.m_whole = found[0] && found[1] && encode(*found[0]) == encode(*found[1]);
    return slots;
}

Result<void> KeySlots::write(std::size_t copy)
{
    const auto bytes = encode(m_slot);
    auto opened = m_disk->open(m_paths[copy], store::Disk::Mode::Write);
    if (!opened.ok() && opened.error().code == ErrorCode::NotFound)
        return m_disk->writeNew(m_paths[copy], bytes);
    if (!opened.ok()) return opened.error();
    LAPWING_TRY(opened.value().write(0, bytes));
    LAPWING_TRY(opened.value().truncate(bytes.size()));
    return opened.value().sync();
}

Result<void> KeySlots::replace(const KeySlot& slot)
{
    check(slot.serial > m_slot.serial, "a key slot that would not count");
    m_slot = slot;
    m_whole = false;
    LAPWING_TRY(write(1 - m_used));
    m_used = 1 - m_used;
    return mend();
}

Result<void> KeySlots::mend()
{
    if (m_whole) return {};
    LAPWING_TRY(write(1 - m_used));
    m_whole = true;
    return {};
}

} // namespace lapwing
