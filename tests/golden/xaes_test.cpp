// The published vectors of XAES-256-GCM, kept in xaes_256_gcm.json. The accumulated one seals
// 10,000 invented messages and compares one digest of all their ciphertexts.
#include "shared/crypto/aead.h"
#include "tests/support/golden.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include <fstream>
#include <memory>

using namespace lapwing;
using lapwing::test::unhex;

namespace {
nlohmann::json published()
{
    std::ifstream file(LAPWING_SOURCE_DIR "/tests/golden/xaes_256_gcm.json");
    REQUIRE(file.is_open());
    return nlohmann::json::parse(file);
}

/// Ciphertext ‖ tag, as the vectors spell it; checks on the way that it opens again.
Bytes sealAndOpen(ByteView key, ByteView nonce, ByteView ad, ByteView plain)
{
    auto sealer = crypto::Sealer::withKey(key);
    Bytes sealed(plain.size() + crypto::kSealTagSize);
    const auto text = std::span(sealed).first(plain.size());
    const auto tag = std::span(sealed).subspan(plain.size());
    REQUIRE(sealer.seal(text, tag, nonce, ad, plain).ok());
    Bytes opened(plain.size());
    REQUIRE(sealer.open(opened, text, tag, nonce, ad).ok());
    REQUIRE(equal(opened, plain));
    return sealed;
}

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

class Shake128 {
public:
    Shake128() { REQUIRE(EVP_DigestInit_ex(m_context.get(), EVP_shake128(), nullptr) == 1); }
    void absorb(ByteView data)
    {
        REQUIRE(EVP_DigestUpdate(m_context.get(), data.data(), data.size()) == 1);
    }
    Bytes squeeze(std::size_t size)
    {
        Bytes out(size);
        REQUIRE(EVP_DigestFinalXOF(m_context.get(), out.data(), size) == 1);
        return out;
    }

private:
    std::unique_ptr<EVP_MD_CTX, FreeDigest> m_context{EVP_MD_CTX_new()};
};
} // namespace

TEST_CASE("sealing gives the ciphertext and tag of the published vectors")
{
    const auto vectors = published().at("vectors");
    REQUIRE(vectors.size() == 2);
    for (const auto& vector : vectors) {
        const auto text = [&](const char* name) { return vector.at(name).get<std::string>(); };
        const auto sealed = sealAndOpen(unhex(text("key")), bytesOf(text("nonce_ascii")),
                                        bytesOf(text("aad_ascii")),
                                        bytesOf(text("plaintext_ascii")));
        CHECK(toHex(sealed) == text("ciphertext"));
    }
}

TEST_CASE("10,000 messages of many sizes seal to the published accumulated digest")
{
    constexpr std::size_t iterations = 10000;
    constexpr std::size_t bytesMax = 32 + 24 + 1 + 255 + 1 + 255;
    const auto stream = Shake128().squeeze(iterations * bytesMax);
    ByteView rest = stream;
    const auto take = [&](std::size_t size) {
        const auto taken = rest.first(size);
        rest = rest.subspan(size);
        return taken;
    };

    Shake128 ciphertexts;
    for (std::size_t i = 0; i < iterations; ++i) {
        const auto key = take(crypto::kSealKeySize);
        const auto nonce = take(crypto::kSealNonceSize);
        const auto plain = take(take(1)[0]);
        const auto ad = take(take(1)[0]);
        ciphertexts.absorb(sealAndOpen(key, nonce, ad, plain));
    }
    CHECK(toHex(ciphertexts.squeeze(32)) ==
          published().at("accumulated").at("10000").get<std::string>());
}
