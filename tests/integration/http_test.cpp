#include "tests/support/office.h"

#include <atomic>

using namespace lapwing;
using namespace lapwing::test;
using namespace std::chrono_literals;

namespace {

/// Answers with the key of the client's certificate in hex, or "nobody".
void whoAmI(const http::Request& request, const http::Reply& reply)
{
    const auto name = request.clientKey ? request.clientKey->hex() : "nobody";
    reply(answerOf(Bytes(name.begin(), name.end())));
}

} // namespace

TEST_CASE("the hub knows a tablet by the key of its certificate")
{
    const Office office;
    const auto device = keyOf(9);
    const auto listener = listen(office, whoAmI);
    const auto tablet = reach(listener->port(), office.deviceTls(device));
    const auto answer = tablet->post("/v1/sync", bytesOf("hello"));
    REQUIRE(answer.ok());
    CHECK(answer->status == 200);
    CHECK(textOf(answer->body) == device.publicKey().hex());
}

TEST_CASE("a tablet without a certificate is let in, as nobody")
{
    const Office office;
    const auto listener = listen(office, whoAmI);
    const auto answer = reach(listener->port(), office.strangerTls())->post("/v1/enrol", {});
    REQUIRE(answer.ok());
    CHECK(textOf(answer->body) == "nobody");
}

TEST_CASE("a tablet of another office is refused in the handshake, and told so")
{
    const Office office;
    const Office other(20);
    const auto listener = listen(office, whoAmI);
    auto tls = office.strangerTls();
    const auto device = keyOf(9);
    REQUIRE(tls.identify(device, other.deviceCertificate(device)).ok());
    const auto answer = reach(listener->port(), std::move(tls))->post("/v1/sync", {});
    REQUIRE(codeOf(answer) == ErrorCode::Unauthorised);
    CHECK(answer.error().message.find("did not accept this tablet") != std::string::npos);
}

TEST_CASE("a certificate made for a hub does not pass as a tablet's, nor a tablet's as a hub's")
{
    const Office office;
    const auto listener = listen(office, whoAmI);
    auto asHub = office.strangerTls();
    REQUIRE(asHub.identify(office.hubKey, office.hub).ok());
    CHECK(codeOf(reach(listener->port(), std::move(asHub))->post("/v1/sync", {})) ==
          ErrorCode::Unauthorised);

    const auto device = keyOf(9);
    const auto certificate = office.deviceCertificate(device);
    const auto tls = crypto::ServerTls::make(device, certificate, office.root).value();
    const auto impostor = http::Listener::start({}, tls, whoAmI).value();
    auto trusting =
        crypto::ClientTls::pinned(office.root, {crypto::spkiHash(certificate).value()}).value();
    CHECK(codeOf(reach(impostor->port(), std::move(trusting))->post("/v1/sync", {})) ==
          ErrorCode::Unauthorised);
}

TEST_CASE("a hub with another key is not spoken to, even when the same root signed it")
{
    const Office office;
    std::atomic<int> asked = 0;
    const auto listener = listen(office, [&](http::Request r, http::Reply reply) {
        ++asked;
        echo(std::move(r), reply);
    });
    auto tls = crypto::ClientTls::pinned(office.root, {Hash{}}).value();
    const auto tablet = reach(listener->port(), std::move(tls));
    const auto answer = tablet->post("/v1/sync", bytesOf("secret"));
    REQUIRE(codeOf(answer) == ErrorCode::Unauthorised);
    CHECK(answer.error().message.find("not the office's hub") != std::string::npos);
    CHECK(tablet->traffic().bytesUp == 0);
    CHECK(asked == 0);
}

TEST_CASE("the backup pin is as good as the first, but neither stands in for the root or the name")
{
    const Office office;
    const auto pin = crypto::spkiHash(office.hub).value();
    const auto listener = listen(office, echo);
    auto backup = crypto::ClientTls::pinned(office.root, {Hash{}, pin}).value();
    CHECK(reach(listener->port(), std::move(backup))->post("/", {}).ok());

    auto otherRoot = crypto::ClientTls::pinned(Office(20).root, {pin}).value();
    CHECK(codeOf(reach(listener->port(), std::move(otherRoot))->post("/", {})) ==
          ErrorCode::Unauthorised);

    Office moved;
    const std::vector<std::string> names{"elsewhere.example"};
    moved.hub = crypto::issueServer({moved.rootKey, moved.root}, moved.hubKey.publicKey(), names, 5)
                    .value();
    const auto elsewhere = listen(moved, echo);
    CHECK(codeOf(reach(elsewhere->port(), office.strangerTls())->post("/", {})) ==
          ErrorCode::Unauthorised);
}

TEST_CASE("first contact answers the key it saw, and takes no other key after it")
{
    const Office office;
    auto listener = listen(office, echo);
    const auto port = listener->port();
    const auto tablet = reach(port, crypto::ClientTls::firstContact());
    CHECK_FALSE(tablet->hubKey());
    REQUIRE(tablet->post("/v1/enrol", {}).ok());
    CHECK(tablet->hubKey() == crypto::spkiHash(office.hub).value());

    listener.reset();
    const auto impostor = listen(Office(20), echo, {}, port);
    CHECK(codeOf(tablet->post("/v1/enrol", {})) == ErrorCode::Unauthorised);
}

TEST_CASE("certificates whose dates are long past, or far to come, make no difference")
{
    for (const auto& life : {crypto::Validity{"19900101000000Z", "19991231235959Z"},
                             crypto::Validity{"29000101000000Z", "29991231235959Z"}}) {
        const Office office(1, life);
        const auto listener = listen(office, whoAmI);
        const auto tablet = reach(listener->port(), office.deviceTls(keyOf(9)));
        const auto answer = tablet->post("/v1/sync", {});
        REQUIRE(answer.ok());
        CHECK(textOf(answer->body) == keyOf(9).publicKey().hex());
    }
}

TEST_CASE("nobody listening is Offline")
{
    const Office office;
    auto listener = listen(office, echo);
    const auto port = listener->port();
    listener.reset();
    CHECK(codeOf(reach(port, office.strangerTls())->post("/", {})) == ErrorCode::Offline);
}

TEST_CASE("a hub that never answers is Offline after the time allowed")
{
    const Office office;
    Waiting waiting;
    const auto listener = listen(office, waiting.handler);
    transport::CurlOptions options;
    options.hubUrl = "https://127.0.0.1:" + std::to_string(listener->port());
    options.totalTimeout = 200ms;
    const auto tablet = transport::CurlTransport::open(options, office.strangerTls()).value();
    CHECK(codeOf(tablet->post("/", {})) == ErrorCode::Offline);
}

TEST_CASE("an address that is not https, or has more in it than a host, is refused")
{
    for (const char* url : {"http://127.0.0.1:1", "https://", "https://hub/v1", "https://a@b",
                            "file:///etc/passwd", "https://hub?x", "https://hub\r\nX: y"}) {
        transport::CurlOptions options;
        options.hubUrl = url;
        const auto opened =
            transport::CurlTransport::open(options, crypto::ClientTls::firstContact());
        CAPTURE(url);
        REQUIRE_FALSE(opened.ok());
        CHECK(opened.error().code == ErrorCode::Rejected);
    }
}

TEST_CASE("many posts go over one connection")
{
    const Office office;
    const auto listener = listen(office, echo);
    const auto tablet = reach(listener->port(), office.deviceTls(keyOf(9)));
    for (int i = 0; i < 20; ++i) {
        const auto body = std::to_string(i);
        const auto answer = tablet->post("/v1/sync", bytesOf(body));
        REQUIRE(answer.ok());
        CHECK(textOf(answer->body) == body);
    }
    CHECK(tablet->traffic().connections == 1);
    CHECK(tablet->traffic().roundTrips == 20);
}

TEST_CASE("a sync with nothing new, 120 bytes each way, is under 400 with its headers")
{
    const Office office;
    const auto listener = listen(office, echo);
    const auto tablet = reach(listener->port(), office.deviceTls(keyOf(9)));
    REQUIRE(tablet->post("/v1/sync", Bytes(120)).ok());
    const auto traffic = tablet->traffic();
    MESSAGE("bytes up ", traffic.bytesUp, ", down ", traffic.bytesDown);
    CHECK(traffic.bytesUp > 120);
    CHECK(traffic.bytesDown > 120);
    CHECK(traffic.bytesUp + traffic.bytesDown <= 400);
}

TEST_CASE("a full body of 4 MiB travels both ways, and one byte more is not sent")
{
    const Office office;
    const auto listener = listen(office, echo);
    const auto tablet = reach(listener->port(), office.deviceTls(keyOf(9)));
    Bytes body(transport::kBodyBytesMax);
    for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<std::uint8_t>(i * 31 >> 7);
    const auto answer = tablet->post("/v1/sync", body);
    REQUIRE(answer.ok());
    CHECK(answer->body == body);
    body.push_back(0);
    CHECK(codeOf(tablet->post("/v1/sync", body)) == ErrorCode::TooLarge);
    CHECK(tablet->traffic().roundTrips == 1);
}

TEST_CASE("an answer over the limit is given up as TooLarge, and the next one is read")
{
    const Office office;
    const auto listener = listen(office, [](const http::Request& r, const http::Reply& reply) {
        reply(answerOf(Bytes(r.path == "/large" ? 17u << 20 : 5u)));
    });
    const auto tablet = reach(listener->port(), office.strangerTls());
    CHECK(codeOf(tablet->post("/large", {})) == ErrorCode::TooLarge);
    CHECK(tablet->post("/small", {}).value().body.size() == 5);
}

TEST_CASE("a body over the hub's limit is answered 413, and a stranger's limit is lower")
{
    const Office office;
    http::Limits limits;
    limits.bodyBytes = 200'000;
    limits.strangerBodyBytes = 1'000;
    const auto listener = listen(office, echo, limits);
    const auto known = reach(listener->port(), office.deviceTls(keyOf(9)));
    const auto stranger = reach(listener->port(), office.strangerTls());
    CHECK(known->post("/", Bytes(200'000)).value().status == 200);
    const auto refused = known->post("/", Bytes(200'001)).value();
    CHECK(refused.status == 413);
    CHECK(textOf(refused.body).find("\"error\":\"too_large\"") != std::string_view::npos);
    CHECK(stranger->post("/", Bytes(1'000)).value().status == 200);
    CHECK(stranger->post("/", Bytes(1'001)).value().status == 413);
}

