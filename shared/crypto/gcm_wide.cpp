#include "shared/crypto/gcm.h"

#include "shared/crypto/mac.h"
#include "shared/crypto/secret.h"

#ifdef LAPWING_HAS_IPSEC_MB
#include <intel-ipsec-mb.h>
#endif

#include <array>

namespace lapwing::crypto {

#ifdef LAPWING_HAS_IPSEC_MB

namespace {

struct Free {
    void operator()(IMB_MGR* library) const { free_mb_mgr(library); }
};
using Library = std::unique_ptr<IMB_MGR, Free>;

/// Null unless this processor has what makes the library worth using.
Library load()
{
    Library library(alloc_mb_mgr(0));
    if (!library) return {};
    init_mb_mgr_auto(library.get(), nullptr);
    constexpr auto kWide = IMB_FEATURE_VAES | IMB_FEATURE_VPCLMULQDQ | IMB_FEATURE_AVX512_SKX;
    if ((library->features & kWide) != kWide) return {};
    return library;
}

class WideGcm final : public Gcm {
public:
    explicit WideGcm(const IMB_MGR& library) : m_library(library) {}
    ~WideGcm() override
    {
        wipe({reinterpret_cast<std::uint8_t*>(&m_key), sizeof m_key});
        wipe({reinterpret_cast<std::uint8_t*>(&m_context), sizeof m_context});
    }
    WideGcm(const WideGcm&) = delete;
    WideGcm& operator=(const WideGcm&) = delete;

    bool seal(const Under& under, ByteView plain, std::span<std::uint8_t> out,
              std::span<std::uint8_t> tag16) override
    {
        m_library.gcm256_pre(under.key32.data(), &m_key);
        m_library.gcm256_enc(&m_key, &m_context, out.data(), plain.data(), plain.size(),
                             under.nonce12.data(), under.ad.data(), under.ad.size(), tag16.data(),
                             tag16.size());
        return true;
    }

    Opened open(const Under& under, ByteView sealed, ByteView tag16,
                std::span<std::uint8_t> out) override
    {
        std::array<std::uint8_t, 16> tag{};
        m_library.gcm256_pre(under.key32.data(), &m_key);
        m_library.gcm256_dec(&m_key, &m_context, out.data(), sealed.data(), sealed.size(),
                             under.nonce12.data(), under.ad.data(), under.ad.size(), tag.data(),
                             tag.size());
        return sameSecret(tag, tag16) ? Opened::Yes : Opened::WrongTag;
    }

private:
    const IMB_MGR& m_library; // its functions work on what they are given alone
    gcm_key_data m_key{};
    gcm_context_data m_context{};
};

} // namespace

std::unique_ptr<Gcm> wideGcm()
{
    static const Library kLibrary = load();
    if (!kLibrary) return {};
    return std::make_unique<WideGcm>(*kLibrary);
}

#else

std::unique_ptr<Gcm> wideGcm() { return {}; }

#endif

} // namespace lapwing::crypto
