#include "shared/crypto/x509.h"

#include "shared/crypto/hash.h"
#include "shared/crypto/openssl.h"

#include <openssl/asn1.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace lapwing::crypto {

namespace {

using X509Req = std::unique_ptr<X509_REQ, FreeWith<X509_REQ_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, FreeWith<GENERAL_NAMES_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;

constexpr std::size_t kSecureHeapBytes = 256 * 1024;
constexpr std::size_t kServerNamesMax = 32;

/// The DER of anything OpenSSL knows how to write.
template <typename T>
Result<Bytes> derOfObject(int (*write)(const T*, unsigned char**), const T* object)
{
    const int size = write(object, nullptr);
    if (size <= 0) return opensslError(ErrorCode::Internal, "encoding DER");
    Bytes out(static_cast<std::size_t>(size));
    auto* end = out.data();
    write(object, &end);
    return out;
}

bool addExtension(X509* certificate, X509* issuer, int nid, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// A name as an IP address if it reads as one, else as a host name. Built as objects, because a
/// comma in OpenSSL's text form would smuggle in another name.
GENERAL_NAME* generalName(const std::string& name)
{
    auto* made = GENERAL_NAME_new();
    if (made == nullptr) return nullptr;
    if (auto* address = a2i_IPADDRESS(name.c_str())) {
        GENERAL_NAME_set0_value(made, GEN_IPADD, address);
        return made;
    }
    ERR_clear_error();
    auto* host = ASN1_IA5STRING_new();
    if (host == nullptr || ASN1_STRING_set(host, name.data(), static_cast<int>(name.size())) != 1) {
        ASN1_IA5STRING_free(host);
        GENERAL_NAME_free(made);
        return nullptr;
    }
    GENERAL_NAME_set0_value(made, GEN_DNS, host);
    return made;
}

bool plainName(const std::string& name)
{
    return !name.empty() && name.size() <= 253 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '.' || c == ':';
    });
}

Result<void> addNames(X509* certificate, std::span<const std::string> names)
{
    const Names list(GENERAL_NAMES_new());
    for (const auto& name : names) {
        auto* entry = generalName(name);
        if (!list || entry == nullptr || sk_GENERAL_NAME_push(list.get(), entry) <= 0) {
            GENERAL_NAME_free(entry);
            return opensslError(ErrorCode::Internal, "a server name");
        }
    }
    if (X509_add1_ext_i2d(certificate, NID_subject_alt_name, list.get(), 0, X509V3_ADD_DEFAULT) !=
        1)
        return opensslError(ErrorCode::Internal, "the server names");
    return {};
}

/// Everything a certificate has before its extensions and its signature.
struct Subject {
    std::string_view name;
    EVP_PKEY* key;
    std::uint64_t serial;
    const Validity& validity;
};

Result<X509Cert> blank(const Subject& subject, const X509* issuer)
{
    X509Cert made(X509_new());
    const auto* name = reinterpret_cast<const unsigned char*>(subject.name.data());
    if (!made || X509_set_version(made.get(), X509_VERSION_3) != 1 ||
        ASN1_INTEGER_set_uint64(X509_get_serialNumber(made.get()), subject.serial) != 1 ||
        X509_set_pubkey(made.get(), subject.key) != 1)
        return opensslError(ErrorCode::Internal, "a new certificate");
    if (subject.name.empty() ||
        X509_NAME_add_entry_by_NID(X509_get_subject_name(made.get()), NID_commonName,
                                   MBSTRING_UTF8, name, static_cast<int>(subject.name.size()), -1,
                                   0) != 1)
        return opensslError(ErrorCode::Rejected, "the name in a certificate");
    if (ASN1_TIME_set_string_X509(X509_getm_notBefore(made.get()),
                                  subject.validity.notBefore.c_str()) != 1 ||
        ASN1_TIME_set_string_X509(X509_getm_notAfter(made.get()),
                                  subject.validity.notAfter.c_str()) != 1)
        return opensslError(ErrorCode::Rejected, "the dates of a certificate");
    const auto* signer = issuer != nullptr ? issuer : made.get();
    if (X509_set_issuer_name(made.get(), X509_get_subject_name(signer)) != 1)
        return opensslError(ErrorCode::Internal, "the issuer of a certificate");
    return made;
}

/// Ed25519 hashes for itself, so the digest is null.
Result<Bytes> signedBy(X509* certificate, EVP_PKEY* key)
{
    if (X509_sign(certificate, key, nullptr) <= 0)
        return opensslError(ErrorCode::Internal, "signing a certificate");
    return derOfObject<X509>(i2d_X509, certificate);
}

/// A leaf for one purpose ("serverAuth", "clientAuth"), so that neither can stand for the other.
Result<Bytes> issueLeaf(const Issuer& issuer, const Subject& subject, const char* purpose,
                        std::span<const std::string> names)
{
    const auto root = parseCertificate(issuer.certificate);
    if (!root) return opensslError(ErrorCode::Malformed, "the root certificate");
    const auto key = evpKey(issuer.key);
    if (!key || X509_check_private_key(root.get(), key.get()) != 1)
        return opensslError(ErrorCode::Rejected, "the root key is not its certificate's");
    LAPWING_ASSIGN(auto leaf, blank(subject, root.get()));
    if (!addExtension(leaf.get(), root.get(), NID_basic_constraints, "critical,CA:FALSE") ||
        !addExtension(leaf.get(), root.get(), NID_key_usage, "critical,digitalSignature") ||
        !addExtension(leaf.get(), root.get(), NID_ext_key_usage, purpose) ||
        !addExtension(leaf.get(), root.get(), NID_authority_key_identifier, "keyid:always"))
        return opensslError(ErrorCode::Internal, "the extensions of a certificate");
    if (!names.empty()) LAPWING_TRY(addNames(leaf.get(), names));
    return signedBy(leaf.get(), key.get());
}

} // namespace

EvpKey evpKey(const SigningKey& key)
{
    // Made once for the process: OpenSSL keeps private keys there, locked and out of core files.
    // Where the system refuses to lock memory its ordinary heap serves, and keys are wiped still.
    [[maybe_unused]] static const int kSecureHeap =
        CRYPTO_secure_malloc_init(kSecureHeapBytes, 32);
    return EvpKey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, key.seed().data(),
                                               key.seed().size()));
}

X509Cert parseCertificate(ByteView der)
{
    if (der.empty() || der.size() > kCertificateBytesMax) return nullptr;
    const auto* at = der.data();
    X509Cert parsed(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    return at == der.data() + der.size() ? std::move(parsed) : nullptr;
}

Result<PublicKey> rawKey(EVP_PKEY* key)
{
    PublicKey out;
    std::size_t size = PublicKey::kSize;
    if (key == nullptr || EVP_PKEY_get_id(key) != EVP_PKEY_ED25519 ||
        EVP_PKEY_get_raw_public_key(key, out.bytes.data(), &size) != 1 ||
        size != PublicKey::kSize)
        return opensslError(ErrorCode::Malformed, "not an Ed25519 key");
    return out;
}

Hash spkiHashOf(X509* certificate)
{
    const auto spki = derOfObject<X509_PUBKEY>(i2d_X509_PUBKEY, X509_get_X509_PUBKEY(certificate));
    check(spki.ok(), "a parsed certificate without a key");
    return hash("lapwing.spki.1", *spki);
}

Error opensslError(ErrorCode code, std::string_view what)
{
    std::string detail(what);
    if (const auto* reason = ERR_reason_error_string(ERR_peek_last_error()))
        detail += std::string(": ") + reason;
    ERR_clear_error();
    return fail(code, {}, std::move(detail));
}

Result<Bytes> selfSignedCa(const SigningKey& key, std::string_view name, std::uint64_t serial,
                           const Validity& validity)
{
    const auto pair = evpKey(key);
    if (!pair) return opensslError(ErrorCode::Internal, "the root key");
    LAPWING_ASSIGN(auto root, blank({name, pair.get(), serial, validity}, nullptr));
    if (!addExtension(root.get(), root.get(), NID_basic_constraints,
                      "critical,CA:TRUE,pathlen:0") ||
        !addExtension(root.get(), root.get(), NID_key_usage, "critical,keyCertSign") ||
        !addExtension(root.get(), root.get(), NID_subject_key_identifier, "hash"))
        return opensslError(ErrorCode::Internal, "the extensions of a root");
    return signedBy(root.get(), pair.get());
}

Result<Bytes> issueServer(const Issuer& issuer, const PublicKey& key,
                          std::span<const std::string> names, std::uint64_t serial,
                          const Validity& validity)
{
    if (names.empty() || names.size() > kServerNamesMax || !std::ranges::all_of(names, plainName))
        return fail(ErrorCode::Rejected,
                    "The hub needs 1 to 32 host names or addresses, of letters, digits, dots, "
                    "colons and hyphens. Nothing was made. Correct the names and try again.");
    const EvpKey subject(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                                     key.bytes.data(), key.bytes.size()));
    if (!subject) return opensslError(ErrorCode::Rejected, "the server key");
    return issueLeaf(issuer, {"Lapwing hub", subject.get(), serial, validity}, "serverAuth", names);
}

Result<Bytes> makeCsr(const SigningKey& key)
{
    const auto pair = evpKey(key);
    const X509Req request(X509_REQ_new());
    if (!pair || !request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 ||
        X509_REQ_set_pubkey(request.get(), pair.get()) != 1 ||
        X509_REQ_sign(request.get(), pair.get(), nullptr) <= 0)
        return opensslError(ErrorCode::Internal, "a certificate request");
    return derOfObject<X509_REQ>(i2d_X509_REQ, request.get());
}

Result<Bytes> issueClient(const Issuer& issuer, ByteView csr, std::uint64_t serial,
                          const Validity& validity)
{
    if (csr.empty() || csr.size() > kCertificateBytesMax)
        return fail(ErrorCode::Malformed, {}, "a certificate request of the wrong size");
    const auto* at = csr.data();
    const X509Req request(d2i_X509_REQ(nullptr, &at, static_cast<long>(csr.size())));
    if (!request || at != csr.data() + csr.size())
        return opensslError(ErrorCode::Malformed, "a certificate request");
    auto* key = X509_REQ_get0_pubkey(request.get());
    LAPWING_ASSIGN(const auto device, rawKey(key));
    if (X509_REQ_verify(request.get(), key) != 1)
        return opensslError(ErrorCode::Rejected, "a request that its own key did not sign");
    const auto name = hash16("lapwing.device.1", device.view()).hex();
    return issueLeaf(issuer, {name, key, serial, validity}, "clientAuth", {});
}

Result<PublicKey> certificateKey(ByteView certificate)
{
    const auto parsed = parseCertificate(certificate);
    if (!parsed) return opensslError(ErrorCode::Malformed, "a certificate");
    return rawKey(X509_get0_pubkey(parsed.get()));
}

Result<Hash> spkiHash(ByteView certificate)
{
    const auto parsed = parseCertificate(certificate);
    if (!parsed) return opensslError(ErrorCode::Malformed, "a certificate");
    return spkiHashOf(parsed.get());
}

std::string pemOf(ByteView certificate)
{
    const Bio out(BIO_new(BIO_s_mem()));
    const bool written = out && PEM_write_bio(out.get(), PEM_STRING_X509, "", certificate.data(),
                                              static_cast<long>(certificate.size())) > 0;
    check(written, "out of memory for PEM");
    char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

Result<Bytes> derOf(std::string_view pem)
{
    if (pem.size() > 2 * kCertificateBytesMax)
        return fail(ErrorCode::TooLarge, {}, "a PEM certificate over the limit");
    const Bio in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    unsigned char* data = nullptr;
    long size = 0;
    if (!in || PEM_bytes_read_bio(&data, &size, nullptr, PEM_STRING_X509, in.get(), nullptr,
                                  nullptr) != 1)
        return opensslError(ErrorCode::Malformed, "a PEM certificate");
    const Bytes der(data, data + size);
    OPENSSL_free(data);
    return der;
}

} // namespace lapwing::crypto
