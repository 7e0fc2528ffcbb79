#include "shared/crypto/secret.h"

#include "shared/base/check.h"

#include <sodium.h>

#include <algorithm>

namespace lapwing::crypto {

Secret::Secret(std::size_t size)
{
    check(initialise(), "libsodium did not start");
    m_data.reset(static_cast<std::uint8_t*>(sodium_malloc(size)));
    m_size = size;
    check(m_data != nullptr, "no guarded memory for a key");
    // sodium_malloc() locks too, but does not say whether it could; twice is as good as once.
    m_locked = sodium_mlock(m_data.get(), size) == 0;
    std::fill_n(m_data.get(), size, std::uint8_t{0});
}

Secret Secret::copyOf(ByteView bytes)
{
    Secret secret(bytes.size());
    std::ranges::copy(bytes, secret.m_data.get());
    return secret;
}

void Secret::Free::operator()(std::uint8_t* data) const { sodium_free(data); }

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }
bool initialise() { return sodium_init() >= 0; }

} // namespace lapwing::crypto
