#include "shared/crypto/hash.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace lapwing::crypto {

namespace {
std::array<std::uint8_t, 16> personal(std::string_view label)
{
    check(label.size() <= 16, "a hash label over 16 bytes");
    std::array<std::uint8_t, 16> padded{};
    std::ranges::copy(bytesOf(label), padded.begin());
    return padded;
}
} // namespace

Hash hash(std::string_view label, ByteView data)
{
    Hash out;
    const auto person = personal(label);
    crypto_generichash_blake2b_salt_personal(out.bytes.data(), out.bytes.size(), data.data(),
                                             data.size(), nullptr, 0, nullptr, person.data());
    return out;
}

Sum hash16(std::string_view label, ByteView data)
{
    return Sum::from(hash(label, data).view().first(16));
}

Head8 hash8(std::string_view label, ByteView data)
{
    return Head8::from(hash(label, data).view().first(8));
}

template <typename Out>
static Out keyed(ByteView key, ByteView data)
{
    check(key.size() >= 16 && key.size() <= 64, "a hash key of the wrong size");
    Out out;
    crypto_generichash_blake2b(out.bytes.data(), out.bytes.size(), data.data(), data.size(),
                               key.data(), key.size());
    return out;
}

Hash keyedHash(ByteView key, ByteView data) { return keyed<Hash>(key, data); }
Sum keyedHash16(ByteView key, ByteView data) { return keyed<Sum>(key, data); }

struct Hasher::State {
    crypto_generichash_blake2b_state blake;
};

Hasher::Hasher(std::string_view label) : m_state(std::make_unique<State>())
{
    const auto person = personal(label);
    crypto_generichash_blake2b_init_salt_personal(&m_state->blake, nullptr, 0, Hash::kSize,
                                                  nullptr, person.data());
}

Hasher::~Hasher() = default;

void Hasher::add(ByteView data)
{
    crypto_generichash_blake2b_update(&m_state->blake, data.data(), data.size());
}

Hash Hasher::finish()
{
    Hash out;
    crypto_generichash_blake2b_final(&m_state->blake, out.bytes.data(), out.bytes.size());
    return out;
}

Sum add(const Sum& a, const Sum& b)
{
    Sum out;
    unsigned carry = 0;
    for (std::size_t i = 0; i < Sum::kSize; ++i) {
        carry += unsigned{a.bytes[i]} + b.bytes[i];
        out.bytes[i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    return out;
}

Sum subtract(const Sum& a, const Sum& b)
{
    Sum out;
    int borrow = 0;
    for (std::size_t i = 0; i < Sum::kSize; ++i) {
        const int digit = int{a.bytes[i]} - b.bytes[i] - borrow;
        borrow = digit < 0 ? 1 : 0;
        out.bytes[i] = static_cast<std::uint8_t>(digit & 0xff);
    }
    return out;
}

} // namespace lapwing::crypto
