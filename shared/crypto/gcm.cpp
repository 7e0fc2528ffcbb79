#include "shared/crypto/gcm.h"

#include "shared/base/check.h"
#include "shared/crypto/openssl.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lapwing::crypto {

namespace {

constexpr std::size_t kTag = 16;

int asInt(std::size_t size)
{
    check(size <= std::size_t{std::numeric_limits<int>::max()}, "a message over 2 GiB");
    return static_cast<int>(size);
}

class OpensslGcm final : public Gcm {
public:
    OpensslGcm() : m_context(EVP_CIPHER_CTX_new())
    {
        // Fetched once: a search through OpenSSL's providers costs more than sealing a page.
        static const EVP_CIPHER* const kCipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
        check(kCipher && m_context &&
                  EVP_CipherInit_ex2(m_context.get(), kCipher, nullptr, nullptr, 1, nullptr) == 1,
              "OpenSSL has no AES-256-GCM");
    }

    bool seal(const Under& under, ByteView plain, std::span<std::uint8_t> out,
              std::span<std::uint8_t> tag16) override
    {
        return start(under, 1) && update(out, plain) && finish() &&
               EVP_CIPHER_CTX_ctrl(m_context.get(), EVP_CTRL_AEAD_GET_TAG, kTag, tag16.data()) == 1;
    }

    Opened open(const Under& under, ByteView sealed, ByteView tag16,
                std::span<std::uint8_t> out) override
    {
        std::array<std::uint8_t, kTag> tag; // OpenSSL wants it writable
        std::ranges::copy(tag16, tag.begin());
        const bool ready =
            start(under, 0) && update(out, sealed) &&
            EVP_CIPHER_CTX_ctrl(m_context.get(), EVP_CTRL_AEAD_SET_TAG, kTag, tag.data()) == 1;
        if (!ready) return Opened::Failed;
        return finish() ? Opened::Yes : Opened::WrongTag;
    }

private:
    bool start(const Under& under, int encrypts)
    {
        int written = 0;
        return EVP_CipherInit_ex2(m_context.get(), nullptr, under.key32.data(),
                                  under.nonce12.data(), encrypts, nullptr) == 1 &&
               (under.ad.empty() || EVP_CipherUpdate(m_context.get(), nullptr, &written,
                                                     under.ad.data(), asInt(under.ad.size())) == 1);
    }

    bool update(std::span<std::uint8_t> out, ByteView in)
    {
        int written = 0;
        return in.empty() || EVP_CipherUpdate(m_context.get(), out.data(), &written, in.data(),
                                              asInt(in.size())) == 1;
    }

    /// Ends the message; when opening, false means that the tag is not its own.
    bool finish()
    {
        std::array<std::uint8_t, kTag> none;
        int written = 0;
        return EVP_CipherFinal_ex(m_context.get(), none.data(), &written) == 1;
    }

    CipherContext m_context;
};

} // namespace

std::unique_ptr<Gcm> opensslGcm() { return std::make_unique<OpensslGcm>(); }

} // namespace lapwing::crypto
