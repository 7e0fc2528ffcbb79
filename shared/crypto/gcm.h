#pragma once

#include "shared/base/bytes.h"

#include <memory>

namespace lapwing::crypto {

/// AES-256-GCM with a new key for every message. Allocates nothing per message; in place allowed.
/// Private to crypto/ and its tests.
/// Thread: one at a time.
class Gcm {
public:
    /// What a message is sealed under.
    struct Under {
        ByteView key32;
        ByteView nonce12;
        ByteView ad;
    };
    enum class Opened : unsigned char { Yes, WrongTag, Failed };

    virtual ~Gcm() = default;
    /// False when the library fails: the output is then worthless.
    [[nodiscard]] virtual bool seal(const Under& under, ByteView plain,
                                    std::span<std::uint8_t> out,
                                    std::span<std::uint8_t> tag16) = 0;
    /// Unless Yes, what is in `out` must not be looked at.
    [[nodiscard]] virtual Opened open(const Under& under, ByteView sealed, ByteView tag16,
                                      std::span<std::uint8_t> out) = 0;
};

/// OpenSSL's, for every processor.
[[nodiscard]] std::unique_ptr<Gcm> opensslGcm();
/// Intel's multi-buffer library's, which does a page in a third of the time; null where it was
/// not installed when this was built, or the processor has no wide AES (VAES with AVX-512).
[[nodiscard]] std::unique_ptr<Gcm> wideGcm();

} // namespace lapwing::crypto
