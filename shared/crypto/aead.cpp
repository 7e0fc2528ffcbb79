#include "shared/crypto/aead.h"

#include "shared/base/check.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <limits>

namespace lapwing::crypto {

namespace {
constexpr std::size_t kBlock = 16;
constexpr std::size_t kPrefix = 12; // the part of the nonce that goes into the message's key

struct Free {
    void operator()(EVP_CIPHER* cipher) const { EVP_CIPHER_free(cipher); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, Free>;

Context makeContext(const char* algorithm, const std::uint8_t* key)
{
    const std::unique_ptr<EVP_CIPHER, Free> cipher(EVP_CIPHER_fetch(nullptr, algorithm, nullptr));
    Context context(EVP_CIPHER_CTX_new());
    check(cipher && context &&
              EVP_EncryptInit_ex2(context.get(), cipher.get(), key, nullptr, nullptr) == 1,
          "OpenSSL has no AES-256");
    return context;
}

int asInt(std::size_t size)
{
    check(size <= std::size_t{std::numeric_limits<int>::max()}, "a message over 2 GiB");
    return static_cast<int>(size);
}

void checkSizes(ByteView out, ByteView in, ByteView tag16, ByteView nonce24)
{
    check(out.size() == in.size(), "sealing changes no length");
    check(tag16.size() == kSealTagSize, "a seal's tag of the wrong size");
    check(nonce24.size() == kSealNonceSize, "a seal's nonce of the wrong size");
}

Error cipherFailed() { return fail(ErrorCode::Internal, {}, "AES-256-GCM failed"); }
} // namespace

struct Sealer::State {
    Context block; // AES-256 under the long-term key
    Context gcm;   // AES-256-GCM, given its key and nonce anew for each message
    std::array<std::uint8_t, kBlock> subkey{}; // K1 of CMAC

    ~State() { wipe(subkey); }

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

    /// Readies `gcm` for one message: both halves of its key are CMACs of one block each.
    bool start(ByteView nonce24, ByteView ad, int encrypts)
    {
        std::array<std::uint8_t, 2 * kBlock> key{0, 1, 'X', 0};
        std::ranges::copy(nonce24.first(kPrefix), key.begin() + 4);
        std::copy_n(key.begin(), kBlock, key.begin() + kBlock);
        key[kBlock + 1] = 2;
        for (std::size_t i = 0; i < key.size(); ++i) key[i] ^= subkey[i % kBlock];

        int written = 0;
        const bool ready =
            EVP_EncryptUpdate(block.get(), key.data(), &written, key.data(), 2 * kBlock) == 1 &&
            EVP_CipherInit_ex2(gcm.get(), nullptr, key.data(), nonce24.data() + kPrefix, encrypts,
                               nullptr) == 1 &&
            (ad.empty() || EVP_CipherUpdate(gcm.get(), nullptr, &written, ad.data(),
                                            asInt(ad.size())) == 1);
        wipe(key);
        return ready;
    }

    bool update(std::span<std::uint8_t> out, ByteView in)
    {
        int written = 0;
        return in.empty() || EVP_CipherUpdate(gcm.get(), out.data(), &written, in.data(),
                                              asInt(in.size())) == 1;
    }

    /// Ends the message; when opening, false means that the tag is not its own.
    bool finish()
    {
        std::array<std::uint8_t, kBlock> none;
        int written = 0;
        return EVP_CipherFinal_ex(gcm.get(), none.data(), &written) == 1;
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
    state->block = makeContext("AES-256-ECB", key32.data());
    state->gcm = makeContext("AES-256-GCM", nullptr);
    check(EVP_CIPHER_CTX_set_padding(state->block.get(), 0) == 1 && state->makeSubkey(),
          "AES-256 failed");
    return Sealer(std::move(state));
}

Result<void> Sealer::seal(std::span<std::uint8_t> out, std::span<std::uint8_t> tag16,
                          ByteView nonce24, ByteView ad, ByteView plain)
{
    checkSizes(out, plain, tag16, nonce24);
    if (!m_state->start(nonce24, ad, 1) || !m_state->update(out, plain) || !m_state->finish() ||
        EVP_CIPHER_CTX_ctrl(m_state->gcm.get(), EVP_CTRL_AEAD_GET_TAG, kSealTagSize,
                            tag16.data()) != 1)
        return cipherFailed();
    return {};
}

Result<void> Sealer::open(std::span<std::uint8_t> out, ByteView sealed, ByteView tag16,
                          ByteView nonce24, ByteView ad)
{
    checkSizes(out, sealed, tag16, nonce24);
    std::array<std::uint8_t, kSealTagSize> tag; // OpenSSL wants it writable
    std::ranges::copy(tag16, tag.begin());
    const bool started = m_state->start(nonce24, ad, 0) && m_state->update(out, sealed) &&
                         EVP_CIPHER_CTX_ctrl(m_state->gcm.get(), EVP_CTRL_AEAD_SET_TAG,
                                             kSealTagSize, tag.data()) == 1;
    if (started && m_state->finish()) return {};
    wipe(out);
    return started ? fail(ErrorCode::Corrupt, {}, "a seal does not match") : cipherFailed();
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
