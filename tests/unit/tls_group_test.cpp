// Which key exchange a hub and a tablet agree on, by what the library underneath knows.
#include "tests/support/office.h"

#include <openssl/ssl.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Connection = std::unique_ptr<SSL, decltype(&SSL_free)>;

constexpr long kIdMask = 0xffff;         // a group that has no NID is told by its id
constexpr long kX25519MlKem768 = 0x11ec; // draft-ietf-tls-ecdhe-mlkem

bool knowsHybrid(SSL_CTX* context)
{
    return SSL_CTX_set1_groups_list(context, "X25519MLKEM768") == 1;
}

/// Both ends in this thread, over a pipe in memory. The group, or 0 when they did not agree.
long agreedGroup(SSL_CTX* server, SSL_CTX* client)
{
    const Connection hub(SSL_new(server), SSL_free), tablet(SSL_new(client), SSL_free);
    BIO *hubEnd = nullptr, *tabletEnd = nullptr;
    REQUIRE(BIO_new_bio_pair(&hubEnd, 0, &tabletEnd, 0) == 1);
    SSL_set_bio(hub.get(), hubEnd, hubEnd);
    SSL_set_bio(tablet.get(), tabletEnd, tabletEnd);
    for (int turn = 0; turn < 20; ++turn) {
        const int there = SSL_connect(tablet.get());
        const int here = SSL_accept(hub.get());
        if (there == 1 && here == 1) return SSL_get_negotiated_group(hub.get());
    }
    return 0;
}

Context tabletContext(const crypto::ClientTls& tls)
{
    Context context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    REQUIRE(tls.configure(context.get()));
    return context;
}

} // namespace

TEST_CASE("hub and tablet agree on X25519 with ML-KEM where the library has it, else on X25519")
{
    const Office office;
    const auto server = office.serverTls();
    const auto tls = office.deviceTls(keyOf(9));
    const auto group = agreedGroup(server.native(), tabletContext(tls).get());
    if (knowsHybrid(tabletContext(tls).get()))
        CHECK((group & kIdMask) == kX25519MlKem768);
    else
        CHECK(group == NID_X25519);
}

TEST_CASE("a tablet that knows no ML-KEM and a hub agree on X25519, and the other way round")
{
    const Office office;
    const auto server = office.serverTls();
    const auto tls = office.deviceTls(keyOf(9));
    const auto older = tabletContext(tls);
    REQUIRE(SSL_CTX_set1_groups_list(older.get(), "X25519") == 1);
    CHECK(agreedGroup(server.native(), older.get()) == NID_X25519);

    const auto olderHub = office.serverTls();
    REQUIRE(SSL_CTX_set1_groups_list(olderHub.native(), "X25519") == 1);
    CHECK(agreedGroup(olderHub.native(), tabletContext(tls).get()) == NID_X25519);
}
