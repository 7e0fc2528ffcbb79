#pragma once

#include "shared/base/result.h"
#include "shared/crypto/sign.h"

#include <memory>
#include <optional>
#include <vector>

struct ssl_ctx_st; // OpenSSL's SSL_CTX and SSL, named here so that no caller needs its headers
struct ssl_st;

/// TLS 1.3, nothing older (RFC 8446), between devices and hub that hold certificates of one private
/// root. Validity dates are not judged: trust is the chain, the pinned key, the hub's deny-list and
/// the grant. No session tickets and no early data: every connection proves both keys afresh.
namespace lapwing::crypto {

/// The hub's side. A client may come without a certificate (enrolment has none); one that shows a
/// certificate of another root fails the handshake.
/// Thread: made once, then read by any thread.
class ServerTls {
public:
    /// Malformed or Rejected when the certificate, the key and the root do not fit together.
    [[nodiscard]] static Result<ServerTls> make(const SigningKey& key, ByteView certificate,
                                                ByteView ca);
    /// Borrowed; take a reference of one's own to keep it.
    [[nodiscard]] ssl_ctx_st* native() const { return m_context.get(); }

private:
    struct Free {
        void operator()(ssl_ctx_st* context) const;
    };
    explicit ServerTls(ssl_ctx_st* context) : m_context(context) {}
    std::unique_ptr<ssl_ctx_st, Free> m_context;
};

/// One more owner of a context, for a library that frees the one it was given.
[[nodiscard]] ssl_ctx_st* sharedContext(const ServerTls& tls);
/// The key of the certificate that the other end of a finished handshake showed and that was
/// verified; none if it showed none.
[[nodiscard]] std::optional<PublicKey> verifiedPeerKey(const ssl_st* connection);

/// The tablet's side: what it trusts, who it is, and what the last handshake showed.
/// Thread: that of the transport which owns it.
class ClientTls {
public:
    /// Trusts a hub whose certificate `ca` signed and whose key has one of the `pins` (spkiHash;
    /// current and backup, 1 … 4).
    [[nodiscard]] static Result<ClientTls> pinned(ByteView ca, std::vector<Hash> pins);
    /// For enrolment, before there is anything to trust: accepts the key of the first hub it
    /// meets, then that key only. The enrolment proof decides whether it was the right one.
    [[nodiscard]] static ClientTls firstContact();
    ClientTls(ClientTls&&) noexcept;
    ~ClientTls();

    /// Shows this certificate from the next connection on.
    [[nodiscard]] Result<void> identify(const SigningKey& key, ByteView certificate);
    /// True if the host name is to be checked besides the key.
    [[nodiscard]] bool checksName() const;
    /// Sets up a fresh context, which must not be used after this object has gone.
    [[nodiscard]] bool configure(ssl_ctx_st* context) const;

    struct Seen {
        std::optional<Hash> hubKey; ///< spkiHash of the hub of the last handshake
        bool wrongHub = false;      ///< its chain or its key was not the one expected
        bool refused = false;       ///< it did not accept our certificate
    };
    [[nodiscard]] const Seen& seen() const;
    /// Clears wrongHub and refused before another try.
    void startAgain();

private:
    struct State;
    explicit ClientTls(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace lapwing::crypto
