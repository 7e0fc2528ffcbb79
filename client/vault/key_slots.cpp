#include "client/vault/key_slots.h"

#include "client/vault/passphrase.h"
#include "client/vault/small_file.h"
#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/mac.h"
#include "shared/wire/primitive.h"

#include <algorithm>

namespace lapwing {

namespace {

// Of every format: the magic, the format's number, and at the end a hash of all before it.
constexpr std::string_view kMagic = "LWS1";
constexpr std::uint16_t kFormat = 2;
constexpr std::size_t kFileMax = 4096;
constexpr std::size_t kDataKeySize = 32;

/// What the seal vouches for beside the key itself.
Bytes outsideOf(const KeySlot& slot)
{
    wire::Writer out;
    out.raw(bytesOf(kMagic));
    out.u16(kFormat);
    out.u64(slot.serial);
    out.id(slot.uuid);
    out.u32(slot.epoch);
    out.u64(slot.bornMs);
    out.u8(static_cast<std::uint8_t>(slot.deviceKey));
    out.u32(slot.terms.cost.memoryMib);
    out.u32(slot.terms.cost.passes);
    out.id(slot.terms.salt);
    out.id(slot.terms.commitment);
    out.id(slot.recovery.key);
    out.raw(slot.recovery.box);
    return out.take();
}

Hash markOf(ByteView content) { return crypto::hash("lapwing.slot.1", content); }

/// KEK = H(Argon2id(passphrase) ‖ device key), of which the lock keeps two derived keys.
Result<SlotLock> lockOf(const SlotTerms& terms, ByteView passphrase, ByteView deviceKey)
{
    LAPWING_ASSIGN(const auto stretched,
                   crypto::argon2id(composed(passphrase).view(), terms.salt.view(), terms.cost));
    crypto::Secret both(stretched.size() + deviceKey.size());
    const auto rest = std::ranges::copy(stretched.view(), both.span().begin()).out;
    std::ranges::copy(deviceKey, rest);
    auto hashed = crypto::hash("lapwing.kek.1", both.view());
    const auto kek = crypto::Secret::copyOf(hashed.view());
    crypto::wipe(hashed.bytes);
    SlotLock lock{terms, crypto::deriveKey(kek.view(), "slot wrap")};
    const auto commitment = crypto::deriveKey(kek.view(), "slot commitment");
    std::ranges::copy(commitment.view(), lock.terms.commitment.bytes.begin());
    return lock;
}

/// The wrap for the organisation; zeros when there is no key to wrap it to.
Result<void> sealRecovery(RecoverySlot& slot, const store::SealKey& key)
{
    slot.box = {};
    if (!slot.isThere()) return {};
    crypto::Secret plain(slot.box.size() - crypto::kBoxOverhead);
    wire::Writer rest;
    rest.id(key.uuid);
    rest.u32(key.epoch);
    const auto at = std::ranges::copy(key.dataKey.view(), plain.span().begin()).out;
    std::ranges::copy(rest.view(), at);
    LAPWING_ASSIGN(const auto box, crypto::sealTo(slot.key, plain.view()));
    std::ranges::copy(box, slot.box.begin());
    return {};
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
    const bool marked = equal(markOf(content).view(), bytes.last(Hash::kSize));
    if (!marked && !mutant("slot-mark-unchecked")) return damaged;

    wire::Decoder in(content);
    if (textOf(in.raw(kMagic.size())) != kMagic) return damaged;
    const auto format = in.u16();
    if (in.ok() && format > kFormat) return fail(ErrorCode::TooOld, {}, "a newer key slot");
    KeySlot slot;
    slot.serial = in.u64();
    slot.uuid = in.id<store::FileUuid>();
    slot.epoch = in.u32();
    slot.bornMs = in.u64();
    const auto kind = in.u8();
    slot.deviceKey = static_cast<DeviceKeyKind>(kind);
    slot.terms.cost.memoryMib = in.u32();
    slot.terms.cost.passes = in.u32();
    slot.terms.salt = in.id<decltype(slot.terms.salt)>();
    slot.terms.commitment = in.id<decltype(slot.terms.commitment)>();
    slot.recovery.key = in.id<crypto::BoxPublicKey>();
    std::ranges::copy(in.raw(slot.recovery.box.size()), slot.recovery.box.begin());
    std::ranges::copy(in.raw(slot.wrapped.size()), slot.wrapped.begin());
    const bool known = kind <= static_cast<std::uint8_t>(DeviceKeyKind::Keystore);
    if (!in.done() || format != kFormat || !known || !slot.terms.cost.inBounds()) return damaged;
    return slot;
}

Result<SlotLock> makeSlotLock(ByteView passphrase, ByteView deviceKey, crypto::KdfCost cost,
                              Random& random)
{
    SlotTerms terms;
    terms.cost = cost;
    const auto drawn = random.fill(terms.salt.bytes);
    if (!drawn.ok() && !mutant("salt-not-drawn")) return drawn.error();
    return lockOf(terms, passphrase, deviceKey);
}

Result<SlotLock> trySlotLock(const KeySlot& slot, ByteView passphrase, ByteView deviceKey)
{
    return lockOf(slot.terms, passphrase, deviceKey);
}

bool opens(const SlotLock& lock, const KeySlot& slot)
{
    return crypto::sameSecret(lock.terms.commitment.view(), slot.terms.commitment.view()) ||
           mutant("commitment-unchecked");
}

Result<SlotLock> openSlotLock(const KeySlot& slot, ByteView passphrase, ByteView deviceKey)
{
    LAPWING_ASSIGN(auto lock, trySlotLock(slot, passphrase, deviceKey));
    if (!opens(lock, slot))
        return fail(ErrorCode::Unauthorised, {}, "another passphrase or device key");
    return lock;
}

Result<KeySlot> sealKeySlot(KeySlot slot, const store::SealKey& key, const SlotLock& lock,
                            Random& random)
{
    slot.uuid = key.uuid;
    slot.epoch = key.epoch;
    slot.terms = lock.terms;
    LAPWING_TRY(sealRecovery(slot.recovery, key));
    auto sealer = crypto::Sealer::withKey(lock.wrapKey.view());
    LAPWING_ASSIGN(const auto wrapped,
                   crypto::sealBytes(sealer, random, outsideOf(slot), key.dataKey.view()));
    check(wrapped.size() == slot.wrapped.size(), "a data key of the wrong size");
    std::ranges::copy(wrapped, slot.wrapped.begin());
    return slot;
}

Result<store::SealKey> openKeySlot(const KeySlot& slot, const SlotLock& lock)
{
    auto sealer = crypto::Sealer::withKey(lock.wrapKey.view());
    store::SealKey key;
    LAPWING_ASSIGN(key.dataKey, crypto::openSecret(sealer, outsideOf(slot), slot.wrapped));
    key.uuid = slot.uuid;
    key.epoch = slot.epoch;
    return key;
}

Result<store::SealKey> openRecoverySlot(const KeySlot& slot, const crypto::BoxKeyPair& recovery)
{
    if (slot.recovery.key != recovery.publicKey())
        return fail(ErrorCode::NotFound,
                    slot.recovery.isThere()
                        ? "This tablet was set up for another recovery key. Nothing was changed. "
                          "Bring the right key file."
                        : "No recovery key opens this tablet: it was set up before the office made "
                          "one. Nothing was changed. Only its passphrase opens it.");
    LAPWING_ASSIGN(auto opened, crypto::openSealed(recovery, slot.recovery.box));
    wire::Decoder in(opened);
    store::SealKey key;
    key.dataKey = crypto::Secret::copyOf(in.raw(kDataKeySize));
    key.uuid = in.id<store::FileUuid>();
    key.epoch = in.u32();
    const bool ours = in.done() && key.uuid == slot.uuid && key.epoch == slot.epoch;
    crypto::wipe(opened);
    if (!ours) return fail(ErrorCode::Corrupt, {}, "a recovery slot of another vault or epoch");
    return key;
}

KeySlots::KeySlots(store::Disk& disk, const std::string& folder)
    : m_disk(&disk), m_paths{folder + "/slots.a", folder + "/slots.b"}
{
}

KeySlots KeySlots::planned(store::Disk& disk, const std::string& folder, const KeySlot& slot)
{
    KeySlots slots(disk, folder);
    slots.m_slot = slot;
    return slots;
}

Result<void> KeySlots::create()
{
    for (const auto& path : m_paths) LAPWING_TRY(m_disk->writeNew(path, encode(m_slot)));
    m_whole = true;
    return {};
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
    return overwrite(*m_disk, m_paths[copy], encode(m_slot));
}

Result<void> KeySlots::replace(const KeySlot& slot)
{
    check(slot.serial > m_slot.serial, "a key slot that would not count");
    m_slot = slot;
    m_whole = false;
    LAPWING_TRY(write(1 - m_used));
    m_used = 1 - m_used;
    LAPWING_TRY(write(1 - m_used));
    m_whole = true;
    return {};
}

Result<void> KeySlots::mend()
{
    if (m_whole) return {};
    // After a sync that failed it can be read without being on the disk: that first, while the
    // other file is as it was.
    LAPWING_TRY(write(m_used));
    LAPWING_TRY(write(1 - m_used));
    m_whole = true;
    return {};
}

} // namespace lapwing
