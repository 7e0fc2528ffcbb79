#include "sync/store/seal/page_sealer.h"

#include "shared/base/mutant.h"
#include "shared/crypto/kdf.h"

#include <algorithm>
#include <cstring>

namespace lapwing::store {

namespace {

constexpr std::size_t kNonceAt = kPageSize - kReservedSize;
constexpr std::size_t kTagAt = kNonceAt + crypto::kSealNonceSize;
constexpr std::size_t kEpochAt = kTagAt + crypto::kSealTagSize;
constexpr std::size_t kPoolSize = 170 * crypto::kSealNonceSize;

/// A sealer under the key of one purpose, which is nowhere else for longer than this takes.
crypto::Sealer sealerFor(const SealKey& key, std::string_view purpose)
{
    std::array<std::uint8_t, 32> derived{};
    crypto::deriveKeyInto(derived, key.dataKey.view(), purpose);
    auto sealer = crypto::Sealer::withKey(derived);
    crypto::wipe(derived);
    return sealer;
}

template <typename Number>
void putLittle(std::uint8_t* at, Number value)
{
    for (std::size_t i = 0; i < sizeof value; ++i)
        at[i] = static_cast<std::uint8_t>(value >> (8 * i));
}

/// epoch ‖ format ‖ zero, as they end every sealed page.
std::array<std::uint8_t, 8> tailOf(std::uint32_t epoch)
{
    std::array<std::uint8_t, 8> tail{};
    putLittle(tail.data(), epoch);
    putLittle(tail.data() + 4, kSealFormat);
    return tail;
}

} // namespace

PageSealer::PageSealer(const SealKey& key, std::string_view purpose, Random& random)
    : m_sealer(sealerFor(key, purpose)), m_uuid(key.uuid), m_epoch(key.epoch), m_random(random)
{
}

std::array<std::uint8_t, PageSealer::kAdSize> PageSealer::associated(const SealPlace& place) const
{
    std::array<std::uint8_t, kAdSize> ad{'L', 'W', 'P', '1'};
    if (!mutant("uuid-unbound"))
        std::memcpy(ad.data() + 4, m_uuid.bytes.data(), m_uuid.bytes.size());
    ad[20] = static_cast<std::uint8_t>(place.kind);
    if (!mutant("place-unbound")) putLittle(ad.data() + 21, place.index);
    std::memcpy(ad.data() + 29, place.salts.data(), place.salts.size());
    putLittle(ad.data() + 37, m_epoch);
    putLittle(ad.data() + 41, kSealFormat);
    return ad;
}

Result<void> PageSealer::takeNonce(std::span<std::uint8_t> nonce)
{
    if (m_poolUsed == m_pool.size()) {
        m_pool.resize(kPoolSize);
        m_poolUsed = kPoolSize; // should the filling fail
        const auto filled = m_random.fill(m_pool);
        if (!filled.ok() && !mutant("nonce-unfilled")) return filled.error();
        m_poolUsed = 0;
    }
    const auto next = std::span(m_pool).subspan(m_poolUsed, crypto::kSealNonceSize);
    std::ranges::copy(next, nonce.begin());
    crypto::wipe(next);
    if (!mutant("nonce-repeats")) m_poolUsed += crypto::kSealNonceSize;
    return {};
}

Result<void> PageSealer::sealPage(const SealPlace& place, ByteView plain,
                                  std::span<std::uint8_t> out)
{
    check(plain.size() == kPageSize && out.size() == kPageSize, "a page of the wrong size");
    constexpr std::array<std::uint8_t, kReservedSize> kUnused{};
    if (std::memcmp(plain.data() + kNonceAt, kUnused.data(), kReservedSize) != 0)
        return fail(ErrorCode::Internal, {}, "a page with its reserved bytes in use");
    const auto nonce = out.subspan(kNonceAt, crypto::kSealNonceSize);
    LAPWING_TRY(takeNonce(nonce));
    std::ranges::copy(tailOf(m_epoch), out.subspan(kEpochAt).begin());
    auto sealed = m_sealer.seal(out.first(kNonceAt), out.subspan(kTagAt, crypto::kSealTagSize),
                                nonce, associated(place), plain.first(kNonceAt));
    if (mutant("seals-nothing")) std::ranges::copy(plain.first(kNonceAt), out.begin());
    return sealed;
}

Result<void> PageSealer::openPage(const SealPlace& place, ByteView sealed,
                                  std::span<std::uint8_t> page)
{
    check(sealed.size() == kPageSize && page.size() == kPageSize, "a page of the wrong size");
    if (!std::ranges::equal(sealed.subspan(kEpochAt), tailOf(m_epoch))) {
        std::ranges::fill(page, std::uint8_t{0});
        return fail(ErrorCode::Corrupt, {}, "a page of another epoch or format");
    }
    if (mutant("seals-nothing")) {
        std::ranges::copy(sealed, page.begin());
        std::ranges::fill(page.subspan(kNonceAt), std::uint8_t{0});
        return {};
    }
    auto opened =
        m_sealer.open(page.first(kNonceAt), sealed.first(kNonceAt),
                      sealed.subspan(kTagAt, crypto::kSealTagSize),
                      sealed.subspan(kNonceAt, crypto::kSealNonceSize), associated(place));
    std::ranges::fill(page.subspan(kNonceAt), std::uint8_t{0});
    return opened;
}

Result<void> PageSealer::sealSmall(const SealPlace& place, ByteView plain,
                                   std::span<std::uint8_t> out)
{
    check(out.size() == plain.size() + crypto::kSealOverhead, "a sealed piece of the wrong size");
    const auto nonce = out.first(crypto::kSealNonceSize);
    LAPWING_TRY(takeNonce(nonce));
    return m_sealer.seal(out.subspan(crypto::kSealOverhead),
                         out.subspan(crypto::kSealNonceSize, crypto::kSealTagSize), nonce,
                         associated(place), plain);
}

Result<void> PageSealer::openSmall(const SealPlace& place, ByteView sealed,
                                   std::span<std::uint8_t> plain)
{
    check(sealed.size() == plain.size() + crypto::kSealOverhead,
          "a sealed piece of the wrong size");
    return m_sealer.open(plain, sealed.subspan(crypto::kSealOverhead),
                         sealed.subspan(crypto::kSealNonceSize, crypto::kSealTagSize),
                         sealed.first(crypto::kSealNonceSize), associated(place));
}

} // namespace lapwing::store
