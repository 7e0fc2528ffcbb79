#pragma once

#include "shared/base/result.h"
#include "shared/crypto/sign.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

/// OpenSSL's objects with owners, for the source files of crypto/ and for nobody else.
namespace lapwing::crypto {

template <auto kFree>
struct FreeWith {
    template <typename T>
    void operator()(T* object) const
    {
        kFree(object);
    }
};
using EvpKey = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>>;
using X509Cert = std::unique_ptr<X509, FreeWith<X509_free>>;

/// The same key pair in OpenSSL's form, in its locked heap where the system allows one.
[[nodiscard]] EvpKey evpKey(const SigningKey& key);
/// A certificate of at most kCertificateBytesMax bytes with nothing after it; else null.
[[nodiscard]] X509Cert parseCertificate(ByteView der);
/// The Ed25519 key inside; NotFound for any other kind of key.
[[nodiscard]] Result<PublicKey> rawKey(EVP_PKEY* key);
/// H("lapwing.spki.1", SubjectPublicKeyInfo): what a pin holds.
[[nodiscard]] Hash spkiHashOf(X509* certificate);
/// A failure of `what` with OpenSSL's own reason in the detail; empties its error queue.
[[nodiscard]] Error opensslError(ErrorCode code, std::string_view what);

} // namespace lapwing::crypto
