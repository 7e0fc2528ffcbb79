#include "shared/crypto/tls.h"

#include "shared/crypto/hash.h"
#include "shared/crypto/openssl.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <algorithm>

namespace lapwing::crypto {

namespace {

using Store = std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>>;
using Verification = std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>>;

constexpr std::size_t kPinsMax = 4;
constexpr long kChainBytesMax = 16 * 1024;

bool tls13Only(SSL_CTX* context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_max_cert_list(context, kChainBytesMax);
    return SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
           SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1;
}

/// A store that trusts one root whatever the date.
Store storeOf(X509* ca)
{
    Store store(X509_STORE_new());
    if (!store || X509_STORE_add_cert(store.get(), ca) != 1 ||
        X509_STORE_set_flags(store.get(), X509_V_FLAG_NO_CHECK_TIME) != 1)
        return nullptr;
    return store;
}

/// True for the alerts by which a server says that it does not take our certificate.
bool saysRefused(int alert)
{
    switch (alert) {
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_REVOKED:
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_UNKNOWN_CA:
    case SSL_AD_ACCESS_DENIED:
    case SSL_AD_CERTIFICATE_REQUIRED:
        return true;
    default:
        return false;
    }
}

} // namespace

void ServerTls::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

Result<ServerTls> ServerTls::make(const SigningKey& key, ByteView certificate, ByteView ca)
{
    const auto own = parseCertificate(certificate);
    const auto root = parseCertificate(ca);
    if (!own || !root) return opensslError(ErrorCode::Malformed, "the hub's certificates");
    ServerTls tls(SSL_CTX_new(TLS_server_method()));
    auto* context = tls.native();
    auto store = storeOf(root.get());
    if (context == nullptr || !store || !tls13Only(context) ||
        SSL_CTX_set_num_tickets(context, 0) != 1)
        return opensslError(ErrorCode::Internal, "a TLS context");
    const auto pair = evpKey(key);
    if (!pair || SSL_CTX_use_certificate(context, own.get()) != 1 ||
        SSL_CTX_use_PrivateKey(context, pair.get()) != 1 || SSL_CTX_check_private_key(context) != 1)
        return opensslError(ErrorCode::Rejected, "the hub's key is not its certificate's");
    SSL_CTX_set_cert_store(context, store.release());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    return tls;
}

ssl_ctx_st* sharedContext(const ServerTls& tls)
{
    SSL_CTX_up_ref(tls.native());
    return tls.native();
}

std::optional<PublicKey> verifiedPeerKey(const ssl_st* connection)
{
    auto* certificate = SSL_get0_peer_certificate(connection);
    if (certificate == nullptr || SSL_get_verify_result(connection) != X509_V_OK)
        return std::nullopt;
    const auto key = rawKey(X509_get0_pubkey(certificate));
    return key ? std::optional(*key) : std::nullopt;
}

struct ClientTls::State {
    Store trusted; // null: first contact
    std::vector<Hash> pins;
    X509Cert certificate;
    EvpKey key;
    Seen seen;

    bool chains(X509_STORE_CTX* shown) const
    {
        const Verification ours(X509_STORE_CTX_new());
        return ours &&
               X509_STORE_CTX_init(ours.get(), trusted.get(), X509_STORE_CTX_get0_cert(shown),
                                   X509_STORE_CTX_get0_untrusted(shown)) == 1 &&
               X509_STORE_CTX_set_default(ours.get(), "ssl_server") == 1 &&
               X509_verify_cert(ours.get()) == 1;
    }

    bool accepts(X509_STORE_CTX* shown)
    {
        seen.hubKey = spkiHashOf(X509_STORE_CTX_get0_cert(shown));
        if (!trusted && pins.empty()) pins.push_back(*seen.hubKey);
        const bool pinned = std::ranges::find(pins, *seen.hubKey) != pins.end();
        seen.wrongHub = !pinned || (trusted && !chains(shown));
        return !seen.wrongHub;
    }

    /// Instead of OpenSSL's own verification, whose store the caller's library may replace.
    static int verify(X509_STORE_CTX* shown, void* state)
    {
        const bool accepted = static_cast<State*>(state)->accepts(shown);
        ERR_clear_error();
        X509_STORE_CTX_set_error(shown,
                                 accepted ? X509_V_OK : X509_V_ERR_APPLICATION_VERIFICATION);
        return accepted ? 1 : 0;
    }

    static void listen(int written, int, int kind, const void* message, std::size_t size, SSL*,
                       void* state)
    {
        // An alert is two bytes: level, description (RFC 8446 §6).
        if (written != 0 || kind != SSL3_RT_ALERT || size != 2) return;
        if (saysRefused(static_cast<const unsigned char*>(message)[1]))
            static_cast<State*>(state)->seen.refused = true;
    }
};

ClientTls::ClientTls(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ClientTls::ClientTls(ClientTls&&) noexcept = default;
ClientTls::~ClientTls() = default;

Result<ClientTls> ClientTls::pinned(ByteView ca, std::vector<Hash> pins)
{
    check(!pins.empty() && pins.size() <= kPinsMax, "a hub needs 1 to 4 pins");
    const auto root = parseCertificate(ca);
    if (!root) return opensslError(ErrorCode::Malformed, "the root certificate");
    auto state = std::make_unique<State>();
    state->trusted = storeOf(root.get());
    if (!state->trusted) return opensslError(ErrorCode::Internal, "a certificate store");
    state->pins = std::move(pins);
    return ClientTls(std::move(state));
}

ClientTls ClientTls::firstContact() { return ClientTls(std::make_unique<State>()); }

Result<void> ClientTls::identify(const SigningKey& key, ByteView certificate)
{
    auto parsed = parseCertificate(certificate);
    if (!parsed) return opensslError(ErrorCode::Malformed, "the device's certificate");
    auto pair = evpKey(key);
    if (!pair || X509_check_private_key(parsed.get(), pair.get()) != 1)
        return opensslError(ErrorCode::Rejected, "the device's key is not its certificate's");
    m_state->certificate = std::move(parsed);
    m_state->key = std::move(pair);
    return {};
}

bool ClientTls::checksName() const { return m_state->trusted != nullptr; }

bool ClientTls::configure(ssl_ctx_st* context) const
{
    if (!tls13Only(context)) return false;
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(context, &State::verify, m_state.get());
    SSL_CTX_set_msg_callback(context, &State::listen);
    SSL_CTX_set_msg_callback_arg(context, m_state.get());
    if (!m_state->certificate) return true;
    return SSL_CTX_use_certificate(context, m_state->certificate.get()) == 1 &&
           SSL_CTX_use_PrivateKey(context, m_state->key.get()) == 1;
}

const ClientTls::Seen& ClientTls::seen() const { return m_state->seen; }

void ClientTls::startAgain()
{
    m_state->seen.wrongHub = false;
    m_state->seen.refused = false;
}

} // namespace lapwing::crypto
