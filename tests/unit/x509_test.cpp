#include "shared/crypto/x509.h"
#include "tests/support/office.h"

using namespace lapwing;
using namespace lapwing::test;

TEST_CASE("a device's certificate carries its signing key, and the request's key only")
{
    const Office office;
    const auto device = keyOf(9);
    const auto certificate = office.deviceCertificate(device);
    CHECK(crypto::certificateKey(certificate).value() == device.publicKey());
    CHECK(certificate.size() < 500);
    CHECK(crypto::issueClient({office.rootKey, office.root}, crypto::makeCsr(keyOf(8)).value(), 3)
              .value() != certificate);
}

TEST_CASE("the same keys and serial make the same certificate, byte for byte")
{
    CHECK(Office().hub == Office().hub);
    CHECK(Office().deviceCertificate(keyOf(9)) == Office().deviceCertificate(keyOf(9)));
}

TEST_CASE("a request with any one byte changed gets no certificate for another key")
{
    const Office office;
    const auto device = keyOf(9);
    const auto request = crypto::makeCsr(device).value();
    for (std::size_t at = 0; at < request.size(); ++at) {
        auto changed = request;
        changed[at] ^= 1;
        CAPTURE(at);
        CHECK_FALSE(crypto::issueClient({office.rootKey, office.root}, changed, 3).ok());
    }
    auto longer = request;
    longer.push_back(0);
    CHECK_FALSE(crypto::issueClient({office.rootKey, office.root}, longer, 3).ok());
    CHECK_FALSE(crypto::issueClient({office.rootKey, office.root}, {}, 3).ok());
}

TEST_CASE("a root key that is not the root certificate's signs nothing")
{
    const Office office;
    const auto request = crypto::makeCsr(keyOf(9)).value();
    const auto issued = crypto::issueClient({keyOf(7), office.root}, request, 3);
    REQUIRE_FALSE(issued.ok());
    CHECK(issued.error().code == ErrorCode::Rejected);
}

TEST_CASE("a server name that would smuggle in another is refused")
{
    const Office office;
    for (const char* name : {"hub,DNS:bank.example", "", "hub example", "hub\n"}) {
        const std::vector<std::string> names{name};
        const auto made = crypto::issueServer({office.rootKey, office.root},
                                              office.hubKey.publicKey(), names, 2);
        CAPTURE(name);
        REQUIRE_FALSE(made.ok());
        CHECK(made.error().code == ErrorCode::Rejected);
    }
}

TEST_CASE("the pin is of the key, so a renewed certificate keeps it and another key does not")
{
    const Office office;
    const std::vector<std::string> names{"elsewhere.example"};
    const crypto::Issuer issuer{office.rootKey, office.root};
    const auto renewed = crypto::issueServer(issuer, office.hubKey.publicKey(), names, 77).value();
    const auto other = crypto::issueServer(issuer, keyOf(8).publicKey(), names, 77).value();
    CHECK(crypto::spkiHash(renewed).value() == crypto::spkiHash(office.hub).value());
    CHECK(crypto::spkiHash(other).value() != crypto::spkiHash(office.hub).value());
}

TEST_CASE("PEM carries a certificate there and back, and other text is refused")
{
    const Office office;
    const auto pem = crypto::pemOf(office.root);
    CHECK(pem.starts_with("-----BEGIN CERTIFICATE-----\n"));
    CHECK(crypto::derOf(pem).value() == office.root);
    CHECK_FALSE(crypto::derOf("-----BEGIN CERTIFICATE-----\nAAAA").ok());
    CHECK_FALSE(crypto::derOf(std::string(1 << 20, 'A')).ok());
}

TEST_CASE("certificates cut short or run on are Malformed, and an oversized one is not read")
{
    const Office office;
    for (std::size_t size = 0; size < office.hub.size(); ++size)
        CHECK_FALSE(crypto::certificateKey(ByteView(office.hub).first(size)).ok());
    auto longer = office.hub;
    longer.push_back(0);
    CHECK(crypto::spkiHash(longer).error().code == ErrorCode::Malformed);
    longer.resize(crypto::kCertificateBytesMax + 1);
    CHECK(crypto::spkiHash(longer).error().code == ErrorCode::Malformed);
}

TEST_CASE("a hub does not start with a key that is not its certificate's")
{
    const Office office;
    CHECK(crypto::ServerTls::make(keyOf(9), office.hub, office.root).error().code ==
          ErrorCode::Rejected);
    CHECK(crypto::ServerTls::make(office.hubKey, Bytes{1, 2, 3}, office.root).error().code ==
          ErrorCode::Malformed);
    auto tls = office.strangerTls();
    CHECK(tls.identify(keyOf(8), office.deviceCertificate(keyOf(9))).error().code ==
          ErrorCode::Rejected);
}
