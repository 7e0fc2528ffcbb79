#include "client/vault/keystore.h"

#include "client/vault/small_file.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/mac.h"

#include <algorithm>
#include <array>

namespace lapwing {

namespace {
/// The file: what the key is called by, then a hash of it that tells damage.
constexpr std::size_t kFileSize = Sum::kSize + Head8::kSize;

Sum nameOf(ByteView key) { return crypto::hash16("lapwing.devkey.2", key); }
Head8 markOf(const Sum& name) { return crypto::hash8("lapwing.devkey.3", name.view()); }

/// Nothing was tried and no try was counted: the passphrase is not even looked at.
Error unreachable(Error error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        error.code = ErrorCode::Corrupt;
        error.message = "The desktop's keyring does not give this tablet's key: it is not there "
                        "any more, or the keyring is locked. Nothing was changed; your work is "
                        "safe, sealed on this tablet. Unlock the keyring and try again; else put "
                        "it back as it was, or take the tablet to the office: its recovery key "
                        "opens it.";
        break;
    case ErrorCode::Locked:
        error.message = "The desktop's keyring is locked, or did not answer. Nothing was changed; "
                        "your work is safe. Unlock the keyring, then try again.";
        break;
    case ErrorCode::StorageFailed:
        error.code = ErrorCode::Locked;
        error.message = "This tablet's key lies in the desktop's keyring, and there is no keyring "
                        "here just now. Nothing was changed; your work is safe. Log in to the "
                        "desktop as usual, then try again.";
        break;
    default: break;
    }
    return error;
}
} // namespace

Result<std::string> KeystoreDeviceKey::name()
{
    auto content = m_disk.readWhole(m_path, kFileSize);
    if (!content.ok() && content.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::Corrupt, {}, "the name of the device key is missing");
    if (!content.ok() && content.error().code != ErrorCode::TooLarge) return content.error();
    if (!content.ok() || content->size() != kFileSize)
        return fail(ErrorCode::Corrupt, {}, "the name of the device key is damaged");
    const auto named = Sum::from(ByteView(*content).first(Sum::kSize));
    if (!equal(markOf(named).view(), ByteView(*content).subspan(Sum::kSize)))
        return fail(ErrorCode::Corrupt, {}, "the name of the device key is damaged");
    return named.hex();
}

Result<void> KeystoreDeviceKey::put(ByteView key32)
{
    check(key32.size() == kDeviceKeySize, "a device key of the wrong size");
    const auto fresh = nameOf(key32);
    LAPWING_TRY(m_keystore.put(fresh.hex(), key32));
    // A keystore that only says that it took it would cost all the work of a vault.
    LAPWING_ASSIGN(const auto kept, m_keystore.get(fresh.hex()));
    if (!crypto::sameSecret(kept.view(), key32))
        return fail(ErrorCode::StorageFailed, {}, "the keystore gave back another key");
    const auto old = name();
    std::array<std::uint8_t, kFileSize> content{};
    const auto rest = std::ranges::copy(fresh.bytes, content.begin()).out;
    std::ranges::copy(markOf(fresh).bytes, rest);
    LAPWING_TRY(overwrite(m_disk, m_path, content));
    if (old.ok() && *old != fresh.hex()) (void)m_keystore.drop(*old); // it opens nothing now
    return {};
}

Result<crypto::Secret> KeystoreDeviceKey::get()
{
    LAPWING_ASSIGN(const auto named, name());
    auto kept = m_keystore.get(named);
    if (!kept.ok()) return unreachable(kept.error());
    if (kept->size() != kDeviceKeySize || nameOf(kept->view()).hex() != named)
        return fail(ErrorCode::Corrupt,
                    "The desktop's keyring holds something else in the place of this tablet's "
                    "key. Nothing was changed; your work is safe, sealed on this tablet. Put the "
                    "keyring back as it was, or take the tablet to the office: its recovery key "
                    "opens it.");
    return kept;
}

Result<void> KeystoreDeviceKey::erase()
{
    if (const auto named = name(); named.ok()) (void)m_keystore.drop(*named);
    return shred(m_disk, m_path);
}

} // namespace lapwing
