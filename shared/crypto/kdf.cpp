#include "shared/crypto/kdf.h"

#include "shared/base/check.h"

#include <sodium.h>

namespace lapwing::crypto {

namespace {
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kPassphraseMax = 1024;
} // namespace

bool KdfCost::inBounds() const
{
    return memoryMib >= 8 && memoryMib <= 1024 && passes >= 1 && passes <= 10;
}

Result<Secret> argon2id(ByteView passphrase, ByteView salt16, KdfCost cost)
{
    static_assert(kSaltSize == crypto_pwhash_argon2id_SALTBYTES);
    check(salt16.size() == kSaltSize, "an Argon2id salt of the wrong size");
    if (!cost.inBounds()) return fail(ErrorCode::Malformed, {}, "an Argon2id cost out of bounds");
    if (passphrase.empty() || passphrase.size() > kPassphraseMax)
        return fail(ErrorCode::Rejected, "A passphrase has 1 to 1,024 characters.");

    Secret key(kKeySize);
    const auto text = textOf(passphrase);
    if (crypto_pwhash_argon2id(key.span().data(), key.size(), text.data(), text.size(),
                               salt16.data(), cost.passes, std::size_t{cost.memoryMib} << 20,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::Internal,
                    "There is not enough free memory to unlock. Close other programs, try again.",
                    "Argon2id had no memory");
    return key;
}

void deriveKeyInto(std::span<std::uint8_t> out32, ByteView key32, std::string_view purpose)
{
    check(key32.size() == kKeySize && out32.size() == kKeySize, "a key of the wrong size");
    const auto label = bytesOf(purpose);
    crypto_generichash_blake2b(out32.data(), out32.size(), label.data(), label.size(),
                               key32.data(), key32.size());
}

Secret deriveKey(ByteView key32, std::string_view purpose)
{
    Secret key(kKeySize);
    deriveKeyInto(key.span(), key32, purpose);
    return key;
}

} // namespace lapwing::crypto
