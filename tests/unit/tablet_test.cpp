#include "client/work/tablet.h"

#include "shared/crypto/box.h"
#include "shared/schema/schema.h"
#include "sync/log/run.h"
#include "tests/support/vault_files.h"

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;

namespace {
const bool kReady = crypto::initialise();

/// A vault set up by no hub, with one strand that its person may write.
struct SetUp {
    Site site;
    crypto::BoxKeyPair hubBox = crypto::BoxKeyPair::generate(site.random).value();
    CaseId caseId = site.random.id<CaseId>().value();

    SetUp()
    {
        auto vault = Vault::create(site.at(), secret("five good words"), kCheap).value();
        REQUIRE(vault.renewLease(kHubTime, kHubTime + 72 * kHour).ok());
        const auto key = [&] { return crypto::SigningKey::generate(site.random).value(); };
        Identity identity{"https://127.0.0.1:1", key(), key(), key(), {}, {}, {}, {}, {}, {}, {},
                          access::Role::Idva, "Amara Ode"};
        identity.hubKey.id = 1;
        identity.hubKey.boxKey.bytes = hubBox.publicKey().bytes;
        identity.device.key = identity.deviceKey.publicKey();
        REQUIRE(storeIdentity(vault.database(), identity).ok());
    }
    Tablet open()
    {
        return Tablet::open(site.at(), secret("five good words"), Vault::Purpose::Use).value();
    }
    void addStrand(Tablet& tablet)
    {
        store::Strand strand;
        strand.id = site.random.id<StrandId>().value();
        strand.caseId = caseId;
        strand.compartment = schema::Compartment::Core;
        strand.panel = schema::Panel::DaMarac;
        strand.rights = 7;
        REQUIRE(tablet.replica().strands().addStrand(strand).ok());
    }
    Result<store::Saved> save(Tablet& tablet, const std::string& text)
    {
        const auto* type = schema::findType("action");
        const auto form = tablet.replica().newRecord(type->number).value();
        const auto wire = type->find("text")->wire();
        return tablet.replica().save(form, caseId, {{form.read(wire), Value::text(text), {}}});
    }
};
} // namespace

TEST_CASE("a tablet remembers who it is")
{
    SetUp s;
    const auto tablet = s.open();
    CHECK(tablet.identity().person == "Amara Ode");
    CHECK(tablet.identity().hubUrl == "https://127.0.0.1:1");
    CHECK(tablet.identity().roles == access::HeldRoles(access::Role::Idva));
    const auto certificate = tablet.identity().certificateOf(ActorKind::Vault);
    CHECK(verify(certificate, tablet.identity().deviceKey.publicKey()));
    CHECK(certificate.actor() == actorOf(tablet.identity().vaultActor.publicKey()));
}

TEST_CASE("a vault that was made but not set up says what to do")
{
    Site site;
    site.set();
    const auto opened = Tablet::open(site.at(), secret("five good words"), Vault::Purpose::Use);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().text().find("Run setup again") != std::string::npos);
}

TEST_CASE("a save is journalled, anchored and sealed before it is told as saved")
{
    SetUp s;
    auto tablet = s.open();
    s.addStrand(tablet);
    const auto seq = tablet.vault().journal().seq().value();
    REQUIRE(s.save(tablet, "Ring the landlord").ok());
    CHECK(tablet.vault().journal().seq().value() == seq + 1);
    const auto& anchor = tablet.vault().anchorState();
    CHECK(anchor.journalSeq == seq + 1);
    CHECK(anchor.ownSeq == 1);
    CHECK_FALSE(anchor.ownHead.isZero());
    CHECK(anchor.vaultActor == actorOf(tablet.identity().vaultActor.publicKey()));

    const auto& entries = tablet.vault().cargo().entries();
    REQUIRE(entries.size() == 1);
    const auto record = tablet.vault().cargo().read(entries.front()).value();
    const auto outside = store::readCargo(record).value();
    const auto opened = crypto::openSealed(s.hubBox, outside.box).value();
    const auto inside = store::decodeCargo(outside.kind, opened).value();
    CHECK(inside.certificates.size() == 2);
    const auto run = decodeRun(inside.content).value();
    CHECK(run.actor == anchor.vaultActor);
    CHECK(run.firstCtr == 1);
}

TEST_CASE("cargo that is missing is sealed again when the vault opens, and what is there is not")
{
    SetUp s;
    {
        auto tablet = s.open();
        s.addStrand(tablet);
        REQUIRE(s.save(tablet, "One").ok());
        REQUIRE(s.save(tablet, "Two").ok());
        REQUIRE(tablet.close().ok());
    }
    {
        auto tablet = s.open();
        CHECK(tablet.vault().cargo().entries().size() == 2);
        REQUIRE(tablet.close().ok());
    }
    std::filesystem::remove(s.site.path("cargo"));
    {
        auto tablet = s.open();
        CHECK(tablet.vault().cargo().entries().size() == 2);
        REQUIRE(tablet.close().ok());
    }
    auto tablet = s.open();
    CHECK(tablet.vault().cargo().entries().size() == 2);
    REQUIRE(tablet.keeper().release().ok());
    CHECK(tablet.vault().cargo().entries().empty());
}

TEST_CASE("a crash before the note of it was kept seals a change twice at most, and loses none")
{
    SetUp s;
    {
        auto tablet = s.open();
        s.addStrand(tablet);
        REQUIRE(s.save(tablet, "One").ok());
        REQUIRE(s.save(tablet, "Two").ok());
    }
    auto tablet = s.open();
    CHECK(tablet.vault().cargo().entries().size() == 3);
}
