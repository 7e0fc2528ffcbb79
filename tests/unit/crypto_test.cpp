#include "shared/base/random.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/box.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/kdf.h"
#include "shared/crypto/mac.h"
#include "shared/crypto/sign.h"
#include "tests/support/golden.h"
#include "tests/support/seed.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <cstdlib>
#include <numeric>
#include <random>
#include <utility>

using namespace lapwing;
using lapwing::test::unhex;

namespace {
const bool kReady = crypto::initialise();

/// 00 01 02 …
Bytes counting(std::size_t size)
{
    Bytes out(size);
    std::iota(out.begin(), out.end(), std::uint8_t{0});
    return out;
}

/// A source that never has anything to give.
class NoRandom final : public Random {
public:
    Result<void> fill(std::span<std::uint8_t>) override { return fail(ErrorCode::Internal); }
};
} // namespace

TEST_CASE("the cryptographic library starts") { CHECK(kReady); }

TEST_CASE("each label gives the hash it has always given")
{
    // From Python: hashlib.blake2b(b"abc", digest_size=32, person=label padded with zeros).
    const std::pair<const char*, const char*> pinned[] = {
        {"lapwing.chain.0", "7d3509d46d10239feed49eb90bb1d685c0ebf0157a6caab18a7e3d5e0e88f4f3"},
        {"lapwing.chain.1", "c0058a3f0985b989f0d4111013876adaac4fdb9147a7e72a76d96c4b00b77944"},
        {"lapwing.actor.1", "86f2e876e08afc49a7d180021089da32e00d3c8dbd490a18aba944bca8c9bb72"},
        {"lapwing.device.1", "8fc11947fe0177abefd850e45414ae69327933ade15e609eac38840eba13855f"},
        {"lapwing.ops.1", "0bbbac7cf7965baec24b8bbd53f5ce24c3cfd1e818b6e8223e72d0412c727852"},
        {"lapwing.vec.1", "0a1f8b2e5440d1ea57a7d072e0006c7545fb75c96d48c91746a96643b977d563"},
        {"lapwing.ckpt.1", "b7c69ff80e5a63b86b0710dc3cb99c88774c4a00492a3b95bffd84e159c631ad"},
        {"lapwing.grant.1", "b25b8aa11c5416b5acefcdb22fe8b23216866ef5e051ba387c143bca596ae7fe"},
        {"lapwing.jrnl.1", "4d8638f2581d1630aaa1b836ed3ef21c50b97990229336f7e7a53da06bd548fd"},
    };
    for (const auto& [label, hex] : pinned) {
        CAPTURE(label);
        const auto whole = crypto::hash(label, bytesOf("abc"));
        CHECK(whole.hex() == hex);
        CHECK(crypto::hash16(label, bytesOf("abc")).hex() == whole.hex().substr(0, 32));
        CHECK(crypto::hash8(label, bytesOf("abc")).hex() == whole.hex().substr(0, 16));
    }
}

TEST_CASE("keyed hashes of 32 and 16 bytes are the library's own, not one cut short")
{
    CHECK(crypto::keyedHash(counting(32), bytesOf("abc")).hex() ==
          "d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f");
    CHECK(crypto::keyedHash16(counting(32), bytesOf("abc")).hex() ==
          "1a64be47e4729d951c302ee543f97cf3");
}

TEST_CASE("a hash of pieces is the hash of the whole")
{
    crypto::Hasher hasher("lapwing.ops.1");
    hasher.add(bytesOf("a"));
    hasher.add({});
    hasher.add(bytesOf("bc"));
    CHECK(hasher.finish() == crypto::hash("lapwing.ops.1", bytesOf("abc")));
}

TEST_CASE("sums carry and borrow across every byte")
{
    Sum one;
    one.bytes[0] = 1;
    Sum most;
    most.bytes.fill(0xff);
    CHECK(crypto::add(most, one) == Sum{});
    CHECK(crypto::subtract(Sum{}, one) == most);
    Sum low;
    low.bytes[0] = 0xff;
    CHECK(crypto::add(low, one).hex() == "00010000000000000000000000000000");
}

TEST_CASE("what is added to a sum in any order can be subtracted again in any order")
{
    const auto seed = seedOfThisRun();
    CAPTURE(seed);
    MESSAGE("seed ", seed);
    SeededRandom random(seed);
    for (int round = 0; round < 1000; ++round) {
        const auto a = random.id<Sum>().value();
        const auto b = random.id<Sum>().value();
        const auto c = random.id<Sum>().value();
        const auto all = crypto::add(crypto::add(a, b), c);
        REQUIRE(all == crypto::add(c, crypto::add(b, a)));
        REQUIRE(crypto::subtract(crypto::subtract(all, a), c) == b);
    }
}

TEST_CASE("Ed25519 signs and verifies test 1 of RFC 8032")
{
    const auto key = crypto::SigningKey::fromSeed(
        unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    CHECK(key.publicKey().hex() ==
          "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const auto signature = key.sign("", {});
    CHECK(signature.hex() == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb"
                             "8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    CHECK(crypto::verify(key.publicKey(), "", {}, signature));
}

TEST_CASE("a signature holds for one key, one label and one message, bit for bit")
{
    const auto key = crypto::SigningKey::fromSeed(counting(32));
    const auto message = bytesOf("a change");
    const auto signature = key.sign("lapwing.sig.1", message);
    REQUIRE(crypto::verify(key.publicKey(), "lapwing.sig.1", message, signature));

    CHECK_FALSE(crypto::verify(key.publicKey(), "lapwing.sig.2", message, signature));
    CHECK_FALSE(crypto::verify(key.publicKey(), "lapwing.sig.1", bytesOf("a chanqe"), signature));
    for (std::size_t bit = 0; bit < 8 * crypto::Signature::kSize; ++bit) {
        auto forged = signature;
        forged.bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        CAPTURE(bit);
        CHECK_FALSE(crypto::verify(key.publicKey(), "lapwing.sig.1", message, forged));
    }
    for (std::size_t i = 0; i < crypto::PublicKey::kSize; ++i) {
        auto other = key.publicKey();
        other.bytes[i] ^= 1;
        CAPTURE(i);
        CHECK_FALSE(crypto::verify(other, "lapwing.sig.1", message, signature));
    }
}

TEST_CASE("a page sealed in place opens in place, whatever was sealed in between")
{
    auto sealer = crypto::Sealer::withKey(counting(32));
    SeededRandom random(1);
    const auto nonce = counting(crypto::kSealNonceSize);
    Bytes page(4048);
    REQUIRE(random.fill(page).ok());
    const auto plain = page;
    Bytes tag(crypto::kSealTagSize);
    REQUIRE(sealer.seal(page, tag, nonce, bytesOf("page 1"), page).ok());
    CHECK(page != plain);
    REQUIRE(crypto::sealBytes(sealer, random, {}, bytesOf("another")).ok());

    auto moved = std::move(sealer);
    REQUIRE(moved.open(page, page, tag, nonce, bytesOf("page 1")).ok());
    CHECK(page == plain);
}

TEST_CASE("a flipped bit anywhere in a sealed message, or other associated data, is Corrupt")
{
    auto sealer = crypto::Sealer::withKey(counting(32));
    SeededRandom random(2);
    const auto ad = bytesOf("context");
    const auto sealed = crypto::sealBytes(sealer, random, ad, bytesOf("evidence"));
    REQUIRE(sealed.ok());
    CHECK(sealed->size() == 8 + crypto::kSealOverhead);
    CHECK(textOf(*crypto::openBytes(sealer, ad, *sealed)) == "evidence");
    CHECK(textOf(crypto::openSecret(sealer, ad, *sealed)->view()) == "evidence");

    const auto refused = [&](crypto::Sealer& with, ByteView context, ByteView bytes) {
        const auto opened = crypto::openBytes(with, context, bytes);
        return !opened.ok() && opened.error().code == ErrorCode::Corrupt;
    };
    for (std::size_t bit = 0; bit < 8 * sealed->size(); ++bit) {
        auto changed = *sealed;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        CAPTURE(bit);
        CHECK(refused(sealer, ad, changed));
    }
    for (std::size_t size = 0; size < sealed->size(); ++size)
        CHECK(refused(sealer, ad, ByteView(*sealed).first(size)));
    CHECK(refused(sealer, {}, *sealed));
    CHECK(refused(sealer, bytesOf("contexts"), *sealed));
    auto other = crypto::Sealer::withKey(Bytes(32));
    CHECK(refused(other, ad, *sealed));
    CHECK_FALSE(crypto::openSecret(other, ad, *sealed).ok());
}

TEST_CASE("a refused message leaves zeros, not its unauthentic plaintext")
{
    auto sealer = crypto::Sealer::withKey(counting(32));
    const auto nonce = counting(crypto::kSealNonceSize);
    Bytes text = counting(100);
    Bytes tag(crypto::kSealTagSize);
    REQUIRE(sealer.seal(text, tag, nonce, {}, text).ok());
    tag[0] ^= 1;
    Bytes out(100, 0xaa);
    CHECK(sealer.open(out, text, tag, nonce, {}).error().code == ErrorCode::Corrupt);
    CHECK(out == Bytes(100));
}

TEST_CASE("an empty message is sealed too, and its context still counts")
{
    auto sealer = crypto::Sealer::withKey(counting(32));
    SeededRandom random(3);
    for (const std::string_view ad : {"", "context"}) {
        const auto sealed = crypto::sealBytes(sealer, random, bytesOf(ad), {});
        REQUIRE(sealed.ok());
        CHECK(crypto::openBytes(sealer, bytesOf(ad), *sealed)->empty());
        CHECK_FALSE(crypto::openBytes(sealer, bytesOf("other"), *sealed).ok());
    }
}

TEST_CASE("nothing is sealed without random bytes for the nonce")
{
    auto sealer = crypto::Sealer::withKey(counting(32));
    NoRandom random;
    CHECK_FALSE(crypto::sealBytes(sealer, random, {}, bytesOf("evidence")).ok());
}

TEST_CASE("Argon2id gives the key that the reference program gives")
{
    // printf 'five plain words' | argon2 'sixteen octets!!' -id -t 2 -k 8192 -p 1 -l 32 -v 13 -r
    const auto key = crypto::argon2id(bytesOf("five plain words"), bytesOf("sixteen octets!!"),
                                      {.memoryMib = 8, .passes = 2});
    REQUIRE(key.ok());
    CHECK(toHex(key->view()) == "afbcfabfcbade660d38d90ab0565bcdc026433996123012159c86ca920f32aa8");
}

TEST_CASE("a passphrase cost out of bounds is refused before it costs anything")
{
    const crypto::KdfCost costs[] = {{7, 1}, {1025, 1}, {0, 1},  {~0u, 1},
                                     {8, 0}, {8, 11},   {8, ~0u}};
    for (const auto& cost : costs) {
        CAPTURE(cost.memoryMib);
        CAPTURE(cost.passes);
        const auto key = crypto::argon2id(bytesOf("words"), counting(16), cost);
        REQUIRE_FALSE(key.ok());
        CHECK(key.error().code == ErrorCode::Malformed);
    }
    CHECK(crypto::KdfCost{8, 1}.inBounds());
    CHECK(crypto::KdfCost{1024, 10}.inBounds());
    CHECK(crypto::kKdfFloor.inBounds());
}

TEST_CASE("an empty or over-long passphrase is refused")
{
    for (const std::size_t size : {0u, 1025u}) {
        const auto key = crypto::argon2id(Bytes(size), counting(16), {8, 1});
        REQUIRE_FALSE(key.ok());
        CHECK(key.error().code == ErrorCode::Rejected);
    }
}

// A sanitiser's own memory does not fit under such a limit.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("a passphrase gives no key at all when the memory is not to be had")
{
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_AS, &before) == 0);
    rlimit tight = before;
    tight.rlim_cur = rlim_t{512} << 20;
    REQUIRE(setrlimit(RLIMIT_AS, &tight) == 0);
    const auto key = crypto::argon2id(bytesOf("words"), counting(16), {1024, 1});
    REQUIRE(setrlimit(RLIMIT_AS, &before) == 0);
    REQUIRE_FALSE(key.ok());
    CHECK(key.error().code == ErrorCode::Internal);
}
#endif

TEST_CASE("each purpose has the derived key it has always had")
{
    // From Python: hashlib.blake2b(purpose, digest_size=32, key=bytes(range(32))).
    const std::pair<const char*, const char*> pinned[] = {
        {"page", "6f2ecd158102e0143808f0ae0bb697b22f425c610e6662de7577f3262b540607"},
        {"wal", "3c6efaaeb78a220bd8db755e30d90e52e094a84516e3be184cd51c9efbda38c6"},
        {"anchor", "42a5fdaf1dcbee111aca184660873fd49502aef26065524e1258339ece391c37"},
        {"root", "092de0b0f8cf274908ee5dfec84257fd50d78248a5dae6f7a5053dddd788c6a9"},
    };
    for (const auto& [purpose, hex] : pinned)
        CHECK(toHex(crypto::deriveKey(counting(32), purpose).view()) == hex);
}

TEST_CASE("a box opens for the owner of its key alone")
{
    const auto keys = crypto::BoxKeyPair::fromSeed(counting(32));
    // From Python: X25519 of the first half of SHA-512(seed).
    CHECK(keys.publicKey().hex() ==
          "4701d08488451f545a409fb58ae3e58581ca40ac3f7f114698cd71deac73ca01");
    CHECK(equal(keys.seed(), counting(32)));
    const auto sealed = crypto::sealTo(keys.publicKey(), bytesOf("unsent"));
    REQUIRE(sealed.ok());
    CHECK(sealed->size() == 6 + crypto::kBoxOverhead);
    CHECK(textOf(*crypto::openSealed(keys, *sealed)) == "unsent");
    CHECK(*crypto::sealTo(keys.publicKey(), bytesOf("unsent")) != *sealed);

    SeededRandom random(4);
    const auto stranger = crypto::BoxKeyPair::generate(random);
    REQUIRE(stranger.ok());
    CHECK_FALSE(crypto::openSealed(*stranger, *sealed).ok());
    NoRandom nothing;
    CHECK_FALSE(crypto::BoxKeyPair::generate(nothing).ok());
}

TEST_CASE("a box with a flipped bit or a missing end is Corrupt")
{
    const auto keys = crypto::BoxKeyPair::fromSeed(counting(32));
    const auto sealed = crypto::sealTo(keys.publicKey(), bytesOf("unsent"));
    REQUIRE(sealed.ok());
    for (std::size_t bit = 0; bit < 8 * sealed->size(); ++bit) {
        auto changed = *sealed;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        CAPTURE(bit);
        CHECK_FALSE(crypto::openSealed(keys, changed).ok());
    }
    for (std::size_t size = 0; size < sealed->size(); ++size) {
        const auto opened = crypto::openSealed(keys, ByteView(*sealed).first(size));
        REQUIRE_FALSE(opened.ok());
        CHECK(opened.error().code == ErrorCode::Corrupt);
    }
}

TEST_CASE("nothing is sealed to a public key that anyone could open")
{
    const auto sealed = crypto::sealTo(crypto::BoxPublicKey{}, bytesOf("unsent"));
    REQUIRE_FALSE(sealed.ok());
    CHECK(sealed.error().code == ErrorCode::Rejected);
}

TEST_CASE("HMAC-SHA-256 gives the codes of RFC 4231 for short and over-long keys")
{
    CHECK(crypto::hmacSha256(Bytes(20, 0x0b), bytesOf("Hi There")).hex() ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(crypto::hmacSha256(bytesOf("Jefe"), bytesOf("what do ya want for nothing?")).hex() ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(crypto::hmacSha256(Bytes(131, 0xaa), bytesOf("Test Using Larger Than Block-Size Key - "
                                                       "Hash Key First"))
              .hex() == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("secrets are the same only when every byte and the length are")
{
    CHECK(crypto::sameSecret(counting(32), counting(32)));
    CHECK(crypto::sameSecret({}, {}));
    CHECK_FALSE(crypto::sameSecret(counting(32), counting(31)));
    for (std::size_t i = 0; i < 32; ++i) {
        auto other = counting(32);
        other[i] ^= 0x80;
        CHECK_FALSE(crypto::sameSecret(counting(32), other));
    }
}
