#include "client/vault/pin_lock.h"

#include "client/vault/small_file.h"
#include "shared/base/mutant.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/mac.h"
#include "shared/wire/primitive.h"

#include <algorithm>

namespace lapwing {

namespace {
constexpr std::string_view kMagic = "LWP1";
constexpr std::uint16_t kFormat = 1;
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kPlainSize = 1024; ///< under each wrap
constexpr std::size_t kWrapSize = kPlainSize + crypto::kSealOverhead;
constexpr std::size_t kFileMax = 4096;
constexpr std::size_t kHalfSize = 32; ///< in the keyring, then the tries that are left

Error noPin()
{
    return fail(ErrorCode::Locked, "The PIN does not open this tablet just now: it was "
                                   "restarted, the PIN was mistyped too often, or a visit was "
                                   "begun. Your work is safe. Type the passphrase.");
}

crypto::Sealer sealerOf(ByteView stretched, ByteView half, std::string_view purpose)
{
    crypto::Secret both(stretched.size() + half.size());
    const auto rest = std::ranges::copy(stretched, both.span().begin()).out;
    std::ranges::copy(half, rest);
    auto hashed = crypto::hash("lapwing.pin.1", both.view());
    const auto key = crypto::Secret::copyOf(hashed.view());
    crypto::wipe(hashed.bytes);
    return crypto::Sealer::withKey(crypto::deriveKey(key.view(), purpose).view());
}
unsigned triesIn(BootKeyring* keyring, const std::string& name)
{
    if (keyring == nullptr) return 0;
    const auto half = keyring->get(name);
    if (!half.ok() || half->size() != kHalfSize + 1) return 0;
    return std::min<unsigned>(half->view().back(), kPinTries);
}
constexpr std::string_view kWork = "pin work";
constexpr std::string_view kDuress = "pin duress";
} // namespace

/// The file as read: what is sealed with the wraps, and the wraps.
struct PinLock::File {
    crypto::KdfCost cost;
    decltype(PinSetting::salt) salt;
    Bytes outside;
    Bytes work, duress;

    static Bytes outsideOf(const store::FileUuid& uuid, const crypto::KdfCost& cost,
                           const decltype(PinSetting::salt)& salt)
    {
        wire::Writer out;
        out.raw(bytesOf(kMagic));
        out.u16(kFormat);
        out.id(uuid);
        out.u32(cost.memoryMib);
        out.u32(cost.passes);
        out.id(salt);
        return out.take();
    }
    [[nodiscard]] Bytes encoded() const
    {
        auto out = outside;
        append(out, work);
        append(out, duress);
        append(out, crypto::hash("lapwing.pinbox.1", out).view());
        return out;
    }
};

Result<void> requirePin(ByteView pin)
{
    const auto refused = [](std::string why) {
        return fail(ErrorCode::Rejected, why + " Nothing was changed. Choose another.");
    };
    const bool digits = std::ranges::all_of(pin, [](auto c) { return c >= '0' && c <= '9'; });
    if (pin.size() != kPinDigits || !digits) return refused("A PIN has six digits.");
    bool same = true, up = true, down = true;
    for (std::size_t i = 1; i < pin.size(); ++i) {
        same = same && pin[i] == pin[i - 1];
        up = up && pin[i] == pin[i - 1] + 1;
        down = down && pin[i] + 1 == pin[i - 1];
    }
    if (same || up || down) return refused("That PIN is the first that anybody would try.");
    return {};
}

Result<PinSetting> makePinSetting(ByteView pin, ByteView duressPin, Bytes alert,
                                  crypto::KdfCost cost, Random& random)
{
    LAPWING_TRY(requirePin(pin));
    check(alert.size() <= kAlertMax, "an alert that does not fit");
    PinSetting setting;
    setting.cost = cost;
    LAPWING_TRY(random.fill(setting.salt.bytes));
    LAPWING_ASSIGN(setting.work, crypto::argon2id(pin, setting.salt.view(), cost));
    if (duressPin.empty()) return setting;
    LAPWING_TRY(requirePin(duressPin));
    if (crypto::sameSecret(pin, duressPin))
        return fail(ErrorCode::Rejected, "The two PINs must differ. Nothing was changed.");
    LAPWING_ASSIGN(setting.duress, crypto::argon2id(duressPin, setting.salt.view(), cost));
    setting.alert = std::move(alert);
    return setting;
}

Bytes encode(const PinSetting& setting)
{
    wire::Writer out;
    out.u32(setting.cost.memoryMib);
    out.u32(setting.cost.passes);
    out.id(setting.salt);
    out.raw(setting.work.view());
    out.bytes(setting.duress.view());
    out.bytes(setting.alert);
    return out.take();
}

Result<PinSetting> decodePinSetting(ByteView bytes)
{
    wire::Decoder in(bytes);
    PinSetting setting;
    setting.cost.memoryMib = in.u32();
    setting.cost.passes = in.u32();
    setting.salt = in.id<decltype(setting.salt)>();
    setting.work = crypto::Secret::copyOf(in.raw(kKeySize));
    setting.duress = crypto::Secret::copyOf(in.bytes(kKeySize));
    const auto alert = in.bytes(kAlertMax);
    setting.alert.assign(alert.begin(), alert.end());
    if (!in.done() || !setting.cost.inBounds()) return fail(ErrorCode::Corrupt, {}, "the PINs");
    return setting;
}

PinLock::PinLock(const VaultSite& site, const store::FileUuid& uuid)
    : m_disk(site.disk), m_random(site.random), m_keyring(site.keyring),
      m_path(VaultPaths(site.folder).pin), m_uuid(uuid), m_name("lapwing-pin-" + uuid.hex())
{
}

Result<PinLock::File> PinLock::read() const
{
    const auto bytes = m_disk.readWhole(m_path, kFileMax);
    if (!bytes.ok()) return bytes.error();
    const auto damaged = fail(ErrorCode::Corrupt, {}, "a damaged PIN file");
    if (bytes->size() < Hash::kSize) return damaged;
    const ByteView content = ByteView(*bytes).first(bytes->size() - Hash::kSize);
    File file;
    wire::Decoder in(content);
    const bool ours = textOf(in.raw(kMagic.size())) == kMagic && in.u16() == kFormat;
    const auto uuid = in.id<store::FileUuid>();
    file.cost.memoryMib = in.u32();
    file.cost.passes = in.u32();
    file.salt = in.id<decltype(file.salt)>();
    file.outside = File::outsideOf(m_uuid, file.cost, file.salt);
    const auto work = in.raw(kWrapSize), duress = in.raw(kWrapSize);
    if (!in.done() || !ours || uuid != m_uuid || !file.cost.inBounds()) return damaged;
    file.work.assign(work.begin(), work.end());
    file.duress.assign(duress.begin(), duress.end());
    if (file.encoded() != *bytes && !mutant("pin-file-unmarked")) return damaged;
    return file;
}

unsigned PinLock::triesLeft() const
{
    return read().ok() ? triesIn(m_keyring, m_name) : 0;
}

Result<void> PinLock::keepHalf(ByteView half, std::uint8_t triesLeft)
{
    crypto::Secret kept(kHalfSize + 1);
    std::ranges::copy(half, kept.span().begin());
    kept.span().back() = triesLeft;
    return m_keyring->put(m_name, kept.view());
}

Result<void> PinLock::arm(const PinSetting& setting, ByteView wrapKey)
{
    if (m_keyring == nullptr)
        return fail(ErrorCode::Rejected, "This machine has no place where a PIN would be safe. "
                                         "Nothing was changed. Use the passphrase.");
    crypto::Secret half(kHalfSize);
    LAPWING_TRY(m_random.fill(half.span()));
    File file{setting.cost, setting.salt,
              File::outsideOf(m_uuid, setting.cost, setting.salt), {}, Bytes(kWrapSize)};
    crypto::Secret plain(kPlainSize);
    std::ranges::copy(wrapKey, plain.span().begin());
    auto work = sealerOf(setting.work.view(), half.view(), kWork);
    LAPWING_ASSIGN(file.work, crypto::sealBytes(work, m_random, file.outside, plain.view()));
    // Without a duress PIN its wrap is one that nothing opens.
    LAPWING_TRY(m_random.fill(file.duress));
    if (!setting.duress.empty()) {
        wire::Writer alert;
        alert.bytes(setting.alert);
        auto padded = alert.take();
        padded.resize(kPlainSize);
        auto duress = sealerOf(setting.duress.view(), half.view(), kDuress);
        LAPWING_ASSIGN(file.duress, crypto::sealBytes(duress, m_random, file.outside, padded));
    }
    // Cut short, no PIN is asked for: never one that another half then refuses.
    LAPWING_TRY(m_keyring->drop(m_name));
    LAPWING_TRY(overwrite(m_disk, m_path, file.encoded()));
    return keepHalf(half.view(), kPinTries);
}

Result<PinLock::Opened> PinLock::open(ByteView pin)
{
    const auto file = read();
    if (!file.ok() && file.error().code == ErrorCode::StorageFailed) return file.error();
    const auto left = file.ok() ? triesIn(m_keyring, m_name) : 0;
    if (left == 0) return noPin();
    LAPWING_ASSIGN(const auto kept, m_keyring->get(m_name));
    const auto half = crypto::Secret::copyOf(kept.view().first(kHalfSize));
    const bool charged = !mutant("pin-tries-forgotten");
    if (charged) LAPWING_TRY(keepHalf(half.view(), static_cast<std::uint8_t>(left - 1)));

    LAPWING_ASSIGN(const auto stretched, crypto::argon2id(pin, file->salt.view(), file->cost));
    auto work = sealerOf(stretched.view(), half.view(), kWork);
    auto duress = sealerOf(stretched.view(), half.view(), kDuress);
    // Both, always: a right PIN takes no other path than the one for alarms.
    const auto key = crypto::openSecret(work, file->outside, file->work);
    const auto alarm = crypto::openBytes(duress, file->outside, file->duress);
    if (!key.ok() && !alarm.ok()) {
        if (charged && left == 1) LAPWING_TRY(destroy());
        if (charged && left == 1) return noPin();
        return fail(ErrorCode::Unauthorised,
                    "That is not the PIN. " + std::to_string(left - 1)
                        + (left == 2 ? " try is" : " tries are")
                        + " left, then only the passphrase opens the tablet. Your work is safe.");
    }
    LAPWING_TRY(keepHalf(half.view(), kPinTries));
    Opened opened;
    if (key.ok()) {
        opened.wrapKey = crypto::Secret::copyOf(key->view().first(kKeySize));
        return opened;
    }
    wire::Decoder in(*alarm);
    const auto alert = in.bytes(kAlertMax);
    opened.alert.assign(alert.begin(), alert.end());
    return opened;
}

Result<void> PinLock::destroy()
{
    if (m_keyring != nullptr) LAPWING_TRY(m_keyring->drop(m_name));
    return shred(m_disk, m_path);
}

Result<void> PinLock::forgetWork()
{
    LAPWING_ASSIGN(auto file, read());
    LAPWING_TRY(m_random.fill(file.work));
    return overwrite(m_disk, m_path, file.encoded());
}

} // namespace lapwing
