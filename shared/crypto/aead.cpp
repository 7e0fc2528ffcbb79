#include "shared/crypto/aead.h"

#include "shared/base/check.h"
#include "shared/base/mutant.h"
#include "shared/crypto/gcm.h"
#include "shared/crypto/openssl.h"

#include <algorithm>
#include <array>

namespace lapwing::crypto {

namespace {
constexpr std::size_t kBlock = 16;
constexpr std::size_t kPrefix = 12; // the part of the nonce that goes into the message's key

void checkSizes(ByteView out, ByteView in, ByteView tag16, ByteView nonce24)
{
    check(out.size() == in.size(), "sealing changes no length");
    check(tag16.size() == kSealTagSize, "a seal's tag of the wrong size");
    check(nonce24.size() == kSealNonceSize, "a seal's nonce of the wrong size");
}

std::unique_ptr<Gcm> fastestGcm()
{
    auto wide = wideGcm();
    return wide ? std::move(wide) : opensslGcm();
}

Error cipherFailed() { return fail(ErrorCode::Internal, {}, "AES-256-GCM failed"); }
} // namespace

struct Sealer::State {
    CipherContext block; // AES-256 under the long-term key
    std::unique_ptr<Gcm> gcm = fastestGcm();
    std::array<std::uint8_t, kBlock> subkey{}; // K1 of CMAC
    std::array<std::uint8_t, 2 * kBlock> key{}; // of one message

    ~State()
    {
        wipe(subkey);
        wipe(key);
    }

    bool setKey(const std::uint8_t* key32)
    {
        static const EVP_CIPHER* const kCipher = EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr);
        block.reset(EVP_CIPHER_CTX_new());
        return kCipher && block &&
               EVP_EncryptInit_ex2(block.get(), kCipher, key32, nullptr, nullptr) == 1 &&
               EVP_CIPHER_CTX_set_padding(block.get(), 0) == 1 && makeSubkey();
    }

    bool makeSubkey()
    {
        int written = 0;
        if (EVP_EncryptUpdate(block.get(), subkey.data(), &written, subkey.data(), kBlock) != 1)
            return false;
        const auto top = subkey[0] >> 7;
        for (std::size_t i = 0; i < kBlock; ++i) {
            const int next = i + 1 < kBlock ? subkey[i + 1] >> 7 : 0;
            subkey[i] = static_cast<std::uint8_t>((subkey[i] << 1) | next);
        }
        subkey.back() = static_cast<std::uint8_t>(subkey.back() ^ (top * 0x87));
        return true;
    }

    /// Both halves of a message's key are CMACs of one block each.
    bool deriveKey(ByteView nonce24)
    {
        key = {0, 1, 'X', 0};
        std::ranges::copy(nonce24.first(kPrefix), key.begin() + 4);
        std::copy_n(key.begin(), kBlock, key.begin() + kBlock);
        key[kBlock + 1] = 2;
        for (std::size_t i = 0; i < key.size(); ++i) key[i] ^= subkey[i % kBlock];
        int written = 0;
        return EVP_EncryptUpdate(block.get(), key.data(), &written, key.data(), 2 * kBlock) == 1;
    }
};

Sealer::Sealer(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Sealer::Sealer(Sealer&&) noexcept = default;
Sealer& Sealer::operator=(Sealer&&) noexcept = default;
Sealer::~Sealer() = default;

Sealer Sealer::withKey(ByteView key32)
{
    check(key32.size() == kSealKeySize, "a sealing key of the wrong size");
    auto state = std::make_unique<State>();
    check(state->setKey(key32.data()), "AES-256 failed");
    return Sealer(std::move(state));
}

Result<void> Sealer::seal(std::span<std::uint8_t> out, std::span<std::uint8_t> tag16,
                          ByteView nonce24, ByteView ad, ByteView plain)
{
    checkSizes(out, plain, tag16, nonce24);
    auto& state = *m_state;
    const Gcm::Under under{state.key, nonce24.subspan(kPrefix), ad};
    if (!state.deriveKey(nonce24) || !state.gcm->seal(under, plain, out, tag16))
        return cipherFailed();
    return {};
}

Result<void> Sealer::open(std::span<std::uint8_t> out, ByteView sealed, ByteView tag16,
                          ByteView nonce24, ByteView ad)
{
    checkSizes(out, sealed, tag16, nonce24);
    auto& state = *m_state;
    const Gcm::Under under{state.key, nonce24.subspan(kPrefix), ad};
    const auto opened = state.deriveKey(nonce24) ? state.gcm->open(under, sealed, tag16, out)
                                                 : Gcm::Opened::Failed;
    if (opened == Gcm::Opened::Yes || mutant("tag-unchecked")) return {};
    wipe(out);
    return opened == Gcm::Opened::WrongTag ? fail(ErrorCode::Corrupt, {}, "a seal does not match")
                                           : cipherFailed();
}

Result<Bytes> sealBytes(Sealer& sealer, Random& random, ByteView ad, ByteView plain)
{
    Bytes sealed(kSealOverhead + plain.size());
    const std::span<std::uint8_t> all = sealed;
    const auto nonce = all.first(kSealNonceSize);
    LAPWING_TRY(random.fill(nonce));
    LAPWING_TRY(sealer.seal(all.subspan(kSealOverhead),
                            all.subspan(kSealNonceSize, kSealTagSize), nonce, ad, plain));
    return sealed;
}

static std::span<std::uint8_t> spanOf(Bytes& bytes) { return bytes; }
static std::span<std::uint8_t> spanOf(Secret& secret) { return secret.span(); }

template <typename Buffer>
static Result<Buffer> openAs(Sealer& sealer, ByteView ad, ByteView sealed)
{
    if (sealed.size() < kSealOverhead)
        return fail(ErrorCode::Corrupt, {}, "too short to be sealed");
    Buffer plain(sealed.size() - kSealOverhead);
    LAPWING_TRY(sealer.open(spanOf(plain), sealed.subspan(kSealOverhead),
                            sealed.subspan(kSealNonceSize, kSealTagSize),
                            sealed.first(kSealNonceSize), ad));
    return plain;
}

Result<Bytes> openBytes(Sealer& sealer, ByteView ad, ByteView sealed)
{
    return openAs<Bytes>(sealer, ad, sealed);
}

Result<Secret> openSecret(Sealer& sealer, ByteView ad, ByteView sealed)
{
    return openAs<Secret>(sealer, ad, sealed);
}

} // namespace lapwing::crypto
