#include "server-stub/service/hub_enrolment.h"
#include "sync/session/enrolment.h"
#include "tests/support/hub.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {

/// A tablet's keys, and its side of the talk.
struct Tablet {
    explicit Tablet(std::uint64_t seed)
        : random(seed), device(seeded(random)), vault(seeded(random)), field(seeded(random))
    {
    }
    [[nodiscard]] Result<EnrolmentClient> with(std::string_view code, const Hash& spki) const
    {
        return EnrolmentClient::open(code, spki, device, vault.publicKey(), field.publicKey());
    }
    SeededRandom random;
    crypto::SigningKey device;
    crypto::SigningKey vault;
    crypto::SigningKey field;
};

struct Desk {
    HubSite site;
    PersonId person = site.staff(access::Role::Idva, "Zoë Brown");
    hub::MadeCode made = hub::madeCode(site.spki(), site.random).value();
    Tablet tablet{9};

    Desk() { REQUIRE(hub::offerCode(site.core, person, made).ok()); }
    [[nodiscard]] EnrolmentClient client() const
    {
        return tablet.with(made.code, site.spki()).value();
    }
};

/// A code that begins as `code` does, and is wrong.
std::string wrongCode(std::string code)
{
    code.back() = code.back() == 'A' ? 'B' : 'A';
    return code;
}
} // namespace

TEST_CASE("a tablet with the code is set up for its person, with all that she may have")
{
    Desk desk;
    const auto client = desk.client();
    const auto proof = hub::proveCode(desk.site.core, client.proofBody()).value();
    REQUIRE(proof);
    const auto answer =
        hub::certify(desk.site.core, client.requestBody(*proof).value()).value();
    REQUIRE(answer);
    const auto enrolled = client.finish(*answer);
    REQUIRE(enrolled.ok());
    CHECK(enrolled->person == "Zoë Brown");
    CHECK(enrolled->roles == access::HeldRoles(access::Role::Idva));
    CHECK(enrolled->root == desk.site.core.keys.root);
    CHECK(enrolled->hubEpoch == 7);
    CHECK(enrolled->device.person == desk.person);
    CHECK(crypto::certificateKey(enrolled->clientCertificate).value()
          == desk.tablet.device.publicKey());

    const auto id = deviceOf(desk.tablet.device.publicKey());
    const auto device = desk.site.core.registry.device(id).value();
    REQUIRE(device);
    CHECK(device->digestKey.view().size() == 32);
    CHECK(equal(device->digestKey.view(), enrolled->digestKey.view()));
    CHECK(desk.site.core.registry.holdings(id)->size()
          == desk.site.core.registry.membership(desk.person)->size());
    CHECK(desk.site.core.registry.holdings(id)->size() > 0);
    CHECK(desk.site.core.registry.vaultActorOf(id).value()->certificate.key
          == desk.tablet.vault.publicKey());
}

TEST_CASE("a code as people type it is the code")
{
    Desk desk;
    auto typed = desk.made.code;
    for (auto& c : typed) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    typed.insert(5, "-");
    const auto client = desk.tablet.with(typed, desk.site.spki()).value();
    CHECK(hub::proveCode(desk.site.core, client.proofBody()).value());
    CHECK_FALSE(desk.tablet.with("too short", desk.site.spki()).ok());
}

TEST_CASE("a code works once")
{
    Desk desk;
    const auto client = desk.client();
    const auto proof = hub::proveCode(desk.site.core, client.proofBody()).value();
    const auto request = client.requestBody(*proof).value();
    REQUIRE(hub::certify(desk.site.core, request).value());
    CHECK_FALSE(hub::certify(desk.site.core, request).value());
    CHECK_FALSE(hub::proveCode(desk.site.core, client.proofBody()).value());
}

TEST_CASE("five wrong codes use up the right one")
{
    Desk desk;
    const auto wrong = desk.tablet.with(wrongCode(desk.made.code), desk.site.spki()).value();
    for (int i = 0; i < 4; ++i)
        CHECK_FALSE(hub::proveCode(desk.site.core, wrong.proofBody()).value());
    CHECK(hub::proveCode(desk.site.core, desk.client().proofBody()).value());
    CHECK_FALSE(hub::proveCode(desk.site.core, wrong.proofBody()).value());
    CHECK_FALSE(hub::proveCode(desk.site.core, desk.client().proofBody()).value());
}

TEST_CASE("a request that the code's holder did not make costs a try and certifies nobody")
{
    Desk desk;
    const auto client = desk.client();
    const auto proof = hub::proveCode(desk.site.core, client.proofBody()).value();
    const auto good = client.requestBody(*proof).value();
    for (std::size_t i = 0; i < 4; ++i) {
        auto bad = good;
        bad[bad.size() - 1 - i * 40] ^= 1;
        const auto answer = hub::certify(desk.site.core, bad);
        CHECK((!answer.ok() || !*answer));
    }
    CHECK(desk.site.core.registry.devices()->empty());
    CHECK(hub::certify(desk.site.core, good).value());
}

TEST_CASE("a code is of no use after 15 minutes, nor to anybody before it was made")
{
    Desk desk;
    desk.site.clock.now += hub::kCodeLifeMs - 1;
    CHECK(hub::proveCode(desk.site.core, desk.client().proofBody()).value());
    desk.site.clock.now += 1;
    CHECK_FALSE(hub::proveCode(desk.site.core, desk.client().proofBody()).value());
}

TEST_CASE("a man in the middle neither passes the tablet's proof on nor answers for the hub")
{
    Desk desk;
    const Hash his = desk.site.random.id<Hash>().value();
    const auto client = desk.tablet.with(desk.made.code, his).value();
    // Passed on, the proof is of another key, and the hub counts it as a wrong try.
    CHECK_FALSE(hub::proveCode(desk.site.core, client.proofBody()).value());
    // What the hub tells one who has the code does not convince a tablet that saw another key.
    const auto honest = hub::proveCode(desk.site.core, desk.client().proofBody()).value();
    REQUIRE(honest);
    const auto told = client.requestBody(*honest);
    REQUIRE_FALSE(told.ok());
    CHECK(told.error().code == ErrorCode::Unauthorised);
    CHECK_FALSE(client.requestBody({}).ok());
}

TEST_CASE("an answer changed anywhere on the way sets no tablet up")
{
    Desk desk;
    const auto client = desk.client();
    const auto proof = hub::proveCode(desk.site.core, client.proofBody()).value();
    const auto answer =
        hub::certify(desk.site.core, client.requestBody(*proof).value()).value();
    REQUIRE(answer);
    for (std::size_t i = 0; i < answer->size(); i += 7) {
        auto changed = *answer;
        changed[i] ^= 0x20;
        CHECK_FALSE(client.finish(changed).ok());
    }
}

TEST_CASE("actors that the device did not certify are refused even with the right code")
{
    Desk desk;
    const auto client = desk.client();
    const auto proof = hub::proveCode(desk.site.core, client.proofBody()).value();
    auto request = wire::decodeMessage<wire::EnrolRequest>(client.requestBody(*proof).value())
                       .value();
    std::swap(request.vaultActor, request.fieldActor);
    const auto key = codeKey(desk.made.code, desk.site.spki()).value();
    request.mac = requestMac(key, desk.tablet.device.publicKey(), request);
    const auto answer = hub::certify(desk.site.core, wire::encodeMessage(request));
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == ErrorCode::Rejected);
}

TEST_CASE("two codes that begin alike are never on offer at the same time")
{
    Desk desk;
    CHECK(hub::offerCode(desk.site.core, desk.person, desk.made).error().code
          == ErrorCode::Conflict);
    desk.site.clock.now += hub::kCodeLifeMs + 1;
    CHECK(hub::offerCode(desk.site.core, desk.person, desk.made).ok());
    CHECK(hub::offerCode(desk.site.core, PersonId{}, desk.made).error().code
          == ErrorCode::NotFound);
}

TEST_CASE("bytes that are no message are told as such and cost no try")
{
    Desk desk;
    CHECK(hub::proveCode(desk.site.core, Bytes(10, 1)).error().code == ErrorCode::Malformed);
    CHECK(hub::certify(desk.site.core, Bytes(10, 1)).error().code == ErrorCode::Malformed);
    CHECK(desk.site.core.registry.code(desk.made.code.substr(0, 2)).value()->triesLeft
          == hub::kCodeTries);
}
