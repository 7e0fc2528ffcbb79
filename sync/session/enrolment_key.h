#pragma once

#include "shared/crypto/kdf.h"
#include "shared/crypto/mac.h"
#include "shared/crypto/sign.h"
#include "shared/wire/enrolment_messages.h"

#include <string_view>

/// What tablet and hub compute alike while a tablet is set up: the key K of a one-time code and
/// the proofs made with it. A man in the middle shows the tablet another server key, so his K is
/// another, and the proof he is given tells him nothing that he can test in time.
/// Pure functions; any thread. Source: docs/wire-format.md "Enrolment".
namespace lapwing {

/// The public first part of a code, by which the hub finds it; the rest is the secret.
inline constexpr std::size_t kLocatorLength = 2;
/// The same on both sides whatever the machine, or they would not meet.
inline constexpr crypto::KdfCost kEnrolmentCost = crypto::kKdfFloor;

/// K = Argon2id(code, salt = first 16 bytes of the hub's spkiHash). `code` is normalised.
/// Blocks for a fraction of a second and takes 64 MiB.
[[nodiscard]] Result<crypto::Secret> codeKey(std::string_view code, const Hash& hubSpki);

/// HMAC(K, "tablet" ‖ device key): the tablet knows the code.
[[nodiscard]] Hash tabletProof(const crypto::Secret& key, const crypto::PublicKey& device);
/// HMAC(K, "hub" ‖ device key): so does the hub, and its server key is the one the tablet saw.
[[nodiscard]] Hash hubProof(const crypto::Secret& key, const crypto::PublicKey& device);
/// HMAC(K, "request" ‖ device key ‖ the message's bytes before its mac).
[[nodiscard]] Hash requestMac(const crypto::Secret& key, const crypto::PublicKey& device,
                              const wire::EnrolRequest& request);
/// HMAC(K, "answer" ‖ device key ‖ the message's bytes before its mac).
[[nodiscard]] Hash answerMac(const crypto::Secret& key, const crypto::PublicKey& device,
                             const wire::EnrolAnswer& answer);

} // namespace lapwing
