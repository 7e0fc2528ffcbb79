#include "shared/crypto/system_random.h"
#include "shared/crypto/x509.h"
#include "shared/wire/frame.h"
#include "shared/wire/messages.h"
#include "sync/session/enrolment.h"
#include "sync/transport/curl_transport.h"
#include "tests/support/server.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {

/// A tablet's keys, and what it is set up with.
struct Tablet {
    crypto::SystemRandom random;
    bool ready = crypto::initialise();
    crypto::SigningKey device = crypto::SigningKey::generate(random).value();
    crypto::SigningKey vault = crypto::SigningKey::generate(random).value();
    crypto::SigningKey field = crypto::SigningKey::generate(random).value();
    std::optional<Enrolled> enrolled;
    Hash pin;

    static std::unique_ptr<transport::CurlTransport> reach(const Serving& serving,
                                                           crypto::ClientTls tls)
    {
        transport::CurlOptions options;
        options.hubUrl = serving.url;
        return transport::CurlTransport::open(options, std::move(tls)).value();
    }
    /// The statuses of the two steps; 0 where it was not taken.
    std::pair<int, int> enrol(const Serving& serving, const std::string& code)
    {
        const auto hub = reach(serving, crypto::ClientTls::firstContact());
        REQUIRE(hub->post("/healthz", {}).ok());
        pin = hub->hubKey().value();
        const auto client = EnrolmentClient::open(code, pin, device, vault.publicKey(),
                                                  field.publicKey())
                                .value();
        const auto proof = hub->post("/v1/enrol", client.proofBody()).value();
        if (proof.status != 200) return {proof.status, 0};
        const auto answer =
            hub->post("/v1/enrol/certify", client.requestBody(proof.body).value()).value();
        if (answer.status == 200) enrolled = client.finish(answer.body).value();
        return {proof.status, answer.status};
    }
    [[nodiscard]] transport::HttpAnswer sync(const Serving& serving) const
    {
        auto tls = crypto::ClientTls::pinned(enrolled->caCertificate, {pin}).value();
        REQUIRE(tls.identify(device, enrolled->clientCertificate).ok());
        wire::FrameWriter out;
        out.put(wire::FrameType::Hello, wire::encodeMessage(wire::Hello{}));
        return reach(serving, std::move(tls))->post("/v1/sync", out.take()).value();
    }
};

bool hasFrame(const transport::HttpAnswer& answer, wire::FrameType type)
{
    const auto frames = wire::readFrames(answer.body).value();
    return std::ranges::any_of(frames, [&](const auto& frame) { return frame.type == type; });
}

std::string codeFor(const Hub& hub)
{
    return hub.admin({"device", "add"}, {"--staff", hub.staff(hub.agency())}).json()["code"];
}
} // namespace

TEST_CASE("a tablet is set up with a code over TLS, syncs, and only pushes once it is stopped")
{
    const Hub hub;
    const auto code = codeFor(hub);
    Serving serving(hub);
    Tablet tablet;
    REQUIRE(tablet.enrol(serving, code) == std::pair(200, 200));
    CHECK(tablet.enrolled->person == "Ada");

    const auto first = tablet.sync(serving);
    CHECK(first.status == 200);
    CHECK(hasFrame(first, wire::FrameType::GrantFrame));
    CHECK(hasFrame(first, wire::FrameType::SnapshotEnvelope));

    const auto devices = hub.admin({"device", "list"}).json()["devices"];
    REQUIRE(devices.size() == 1);
    CHECK(devices[0]["stopped"] == false);
    const std::string id = devices[0]["device"];
    CHECK(hub.admin({"device", "stop"}, {"--device", id}).status == 0);
    const auto stopped = tablet.sync(serving);
    CHECK(stopped.status == 200);
    CHECK(hasFrame(stopped, wire::FrameType::Retract));
    CHECK_FALSE(hasFrame(stopped, wire::FrameType::SnapshotEnvelope));
}

TEST_CASE("a code is refused in the same words when it is wrong and when it is used")
{
    const Hub hub;
    const auto code = codeFor(hub);
    Serving serving(hub);
    auto wrong = code;
    wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
    CHECK(Tablet().enrol(serving, wrong) == std::pair(403, 0));
    Tablet tablet;
    REQUIRE(tablet.enrol(serving, code) == std::pair(200, 200));
    CHECK(Tablet().enrol(serving, code) == std::pair(403, 0));
}

TEST_CASE("an address that tries codes too often has to wait")
{
    const Hub hub;
    Serving serving(hub);
    const auto stranger = Tablet::reach(serving, crypto::ClientTls::firstContact());
    for (int i = 0; i < 5; ++i) CHECK(stranger->post("/v1/enrol", Bytes(3))->status == 400);
    CHECK(stranger->post("/v1/enrol", Bytes(3))->status == 429);
}

TEST_CASE("a tablet stays known over a restart of the hub")
{
    const Hub hub;
    const auto code = codeFor(hub);
    Tablet tablet;
    {
        Serving serving(hub);
        REQUIRE(tablet.enrol(serving, code) == std::pair(200, 200));
        CHECK(serving.program.end(SIGKILL) == -SIGKILL);
    }
    Serving serving(hub);
    CHECK(tablet.sync(serving).status == 200);
}
