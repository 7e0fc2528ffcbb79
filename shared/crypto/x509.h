#pragma once

#include "shared/base/result.h"
#include "shared/crypto/sign.h"

#include <span>
#include <string>

/// The private certificates of one installation: a root made at set-up, the hub's server
/// certificate, and one client certificate for each device. Ed25519 only, DER throughout, made from
/// the same seed as a SigningKey, so that a device's signing key is its TLS key.
/// Thread: pure functions, any thread.
/// Errors: Malformed for bytes that do not decode, Rejected for a request that does not hold.
/// Source: RFC 5280, RFC 8410 (Ed25519), RFC 2986 (requests).
namespace lapwing::crypto {

inline constexpr std::size_t kCertificateBytesMax = 4096;

/// Both ends of a certificate's life as "YYYYMMDDHHMMSSZ". Neither end of a connection judges
/// them (a wrong clock must not cut off a tablet), so they are fixed and wide.
struct Validity {
    std::string notBefore = "20000101000000Z";
    std::string notAfter = "99991231235959Z";
};

/// Who signs a certificate: the root's key and its certificate. Borrowed for the call.
struct Issuer {
    const SigningKey& key;
    ByteView certificate;
};

/// A root for `name` (1 … 64 bytes), signed by its own key, that can sign leaves only.
[[nodiscard]] Result<Bytes> selfSignedCa(const SigningKey& key, std::string_view name,
                                         std::uint64_t serial, const Validity& validity = {});
/// A server certificate for `key` under `names`: host names or IP addresses, 1 … 32 of them.
[[nodiscard]] Result<Bytes> issueServer(const Issuer& issuer, const PublicKey& key,
                                        std::span<const std::string> names, std::uint64_t serial,
                                        const Validity& validity = {});
/// A request for a client certificate, which proves that its sender holds `key`.
[[nodiscard]] Result<Bytes> makeCsr(const SigningKey& key);
/// A client certificate for the key of a request that its own signature proves. The subject is
/// the device id of that key; nothing else that the request says is believed.
[[nodiscard]] Result<Bytes> issueClient(const Issuer& issuer, ByteView csr, std::uint64_t serial,
                                        const Validity& validity = {});

/// The key of a certificate, whatever signed it.
[[nodiscard]] Result<PublicKey> certificateKey(ByteView certificate);
/// H("lapwing.spki.1", SubjectPublicKeyInfo) of a certificate: what a tablet pins, and the salt of
/// the enrolment proof.
[[nodiscard]] Result<Hash> spkiHash(ByteView certificate);

[[nodiscard]] std::string pemOf(ByteView certificate);
[[nodiscard]] Result<Bytes> derOf(std::string_view pem);

} // namespace lapwing::crypto
