#include "tests/support/domain_scene.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::domain;
using namespace lapwing::test;
using sc::attestation::Meaning;
using sc::visit::State;

namespace {
bool hasCurrent(const std::vector<AttestationStanding>& standings)
{
    return std::ranges::any_of(standings, &AttestationStanding::current);
}
} // namespace

TEST_CASE("a visit without warnings may be started by its officers and by nobody else")
{
    const PlannedVisit scene;
    CHECK(startBlock(scene.now(), scene.amara) == StartBlock::None);
    CHECK(startBlock(scene.now(), scene.ben) == StartBlock::None);
    CHECK(startBlock(scene.now(), scene.carol) == StartBlock::NotOnIt);
}

TEST_CASE("a marker with two codes at once, one of which asks for it, blocks the start and alerts")
{
    for (const bool dangerousFirst : {true, false}) {
        PlannedVisit scene;
        using enum sc::MarkerCode;
        const auto marker = scene.marker(dangerousFirst ? RVHR : STRG);
        scene.also(marker, sc::marker::code, dangerousFirst ? STRG : RVHR, scene.ben);
        CHECK(stageOf(scene.now()) == Stage::NeedsApproval);
        CHECK(startBlock(scene.now(), scene.amara) == StartBlock::NotApproved);
        scene.attest(Meaning::Approved, scene.visit, scene.visit, planOf(scene.now()),
                     scene.carol);
        CHECK(startBlock(scene.now(), scene.amara) == StartBlock::AlertsUnread);
        scene.attest(Meaning::Read, marker, scene.visit, markerAsRead(scene.at(marker)),
                     scene.amara);
        CHECK(startBlock(scene.now(), scene.amara) == StartBlock::None);
    }
}

TEST_CASE("an ALERT is read by each officer for themself, as it stands and for this visit")
{
    PlannedVisit scene;
    const auto marker = scene.marker(sc::MarkerCode::WRSM); // interrupts, and asks for no approval
    CHECK(startBlock(scene.now(), scene.amara) == StartBlock::AlertsUnread);
    const auto other = scene.make(sc::visit::type, scene.carol);
    scene.attest(Meaning::Read, marker, other, markerAsRead(scene.at(marker)), scene.amara);
    CHECK(startBlock(scene.now(), scene.amara) == StartBlock::AlertsUnread);
    scene.attest(Meaning::Read, marker, scene.visit, markerAsRead(scene.at(marker)), scene.amara);
    CHECK(startBlock(scene.now(), scene.amara) == StartBlock::None);
    CHECK(startBlock(scene.now(), scene.ben) == StartBlock::AlertsUnread);
    scene.put(marker, sc::marker::note, std::string("Two dogs now"), scene.ben);
    CHECK(startBlock(scene.now(), scene.amara) == StartBlock::AlertsUnread);
}

TEST_CASE("a marker from the victim's side is not shown at the door")
{
    PlannedVisit scene;
    const auto marker = scene.make(sc::marker::type, scene.carol);
    scene.put(marker, sc::marker::confidentialCode, sc::MarkerCode::RVHR, scene.carol);
    CHECK(doorMarkers(scene.now()).empty());
    scene.put(marker, sc::marker::code, sc::MarkerCode::STRG, scene.carol);
    CHECK(doorMarkers(scene.now()).size() == 1);
}

TEST_CASE("an approval by an officer of the visit counts for nothing")
{
    PlannedVisit scene;
    scene.marker(sc::MarkerCode::WEAP);
    scene.attest(Meaning::Approved, scene.visit, scene.visit, planOf(scene.now()), scene.ben);
    CHECK_FALSE(isApproved(scene.now()));
    scene.attest(Meaning::Approved, scene.visit, scene.visit, planOf(scene.now()), scene.carol);
    CHECK(isApproved(scene.now()));
    CHECK(stageOf(scene.now()) == Stage::Approved);
}

TEST_CASE("a plan that changed, in any part, is approved no more, and the part is named")
{
    PlannedVisit scene;
    scene.attest(Meaning::Approved, scene.visit, scene.visit, planOf(scene.now()), scene.carol);
    SUBCASE("the address")
    {
        scene.put(scene.visit, sc::visit::address, std::string("9 High Row"), scene.amara);
        const auto approvals = approvalsOf(scene.now());
        REQUIRE(approvals.size() == 1);
        CHECK(approvals[0].changed == std::vector<std::uint32_t>{sc::visit::address.wire()});
    }
    SUBCASE("one more officer")
    {
        scene.officer(scene.visit, scene.mallory, sc::visit_officer::Part::Support);
    }
    SUBCASE("an officer who stands down")
    {
        scene.put(scene.second, sc::visit_officer::stoodDown, sc::Permission::Yes, scene.ben);
    }
    SUBCASE("a new marker") { scene.marker(sc::MarkerCode::STRG); }
    SUBCASE("another version of the time, beside the one that was approved")
    {
        scene.also(scene.visit, sc::visit::expectedStart, sc::Instant{5}, scene.ben);
    }
    CHECK_FALSE(isApproved(scene.now()));
}

TEST_CASE("every field of the plan and of the record is covered, and each undoes what was signed")
{
    const auto touch = [](Scene& scene, const RecordId& record, const sc::Field& field) {
        scene.at(record).add(field.wire(), {}, {Value::text("x"), scene.ben, true,
                                                {idOf<ActorId>(8), field.number}});
    };
    for (const auto& field : planFields()) {
        PlannedVisit scene;
        scene.attest(Meaning::Approved, scene.visit, scene.visit, planOf(scene.now()), scene.carol);
        REQUIRE(isApproved(scene.now()));
        touch(scene, scene.visit, field);
        CHECK_FALSE(isApproved(scene.now()));
    }
    for (const auto& field : recordFields()) {
        PlannedVisit scene;
        scene.say(scene.visit, "Seen.", scene.amara);
        scene.attest(Meaning::Signed, scene.visit, scene.visit,
                     recordOf(scene.now(), scene.amara), scene.amara);
        REQUIRE(hasCurrent(signaturesOf(scene.now())));
        touch(scene, scene.visit, field);
        const auto signatures = signaturesOf(scene.now());
        CHECK_FALSE(hasCurrent(signatures));
        REQUIRE(signatures.size() == 1);
        CHECK(signatures[0].changed == std::vector<std::uint32_t>{field.wire()});
    }
}

TEST_CASE("how far the visit is changes no signature, nor does what another officer says")
{
    PlannedVisit scene;
    scene.set(State::Left);
    scene.say(scene.visit, "Seen.", scene.amara);
    scene.attest(Meaning::Signed, scene.visit, scene.visit, recordOf(scene.now(), scene.amara),
                 scene.amara);
    scene.set(State::Recorded);
    scene.say(scene.visit, "I saw the same.", scene.ben);
    CHECK(hasCurrent(signaturesOf(scene.now())));
}

TEST_CASE("a signature is its signer's, whoever wrote into its record and whoever goes now")
{
    PlannedVisit scene;
    scene.set(State::Left);
    const auto said = scene.say(scene.visit, "Seen.", scene.amara);
    const auto signature = scene.attest(Meaning::Signed, scene.visit, scene.visit,
                                        recordOf(scene.now(), scene.amara), scene.amara);
    scene.also(signature, sc::attestation::meaning, Meaning::Approved, scene.mallory);
    scene.also(signature, sc::attestation::digest, std::string("00"), scene.mallory);
    scene.put(scene.lead, sc::visit_officer::staff, staffOf(scene.mallory), scene.mallory);
    const auto signatures = signaturesOf(scene.now());
    REQUIRE(signatures.size() == 1);
    CHECK(signatures[0].attested.by == scene.amara);
    CHECK(signatures[0].current);
    CHECK(approvalsOf(scene.now()).empty());
    CHECK(scene.at(said).isMadeBy(scene.amara));
    CHECK(hasStatement(scene.now(), scene.amara));
    CHECK_FALSE(hasStatement(scene.now(), scene.mallory));
}

TEST_CASE("an attestation whose record two people made is nobody's")
{
    PlannedVisit scene;
    const auto approval = scene.attest(Meaning::Approved, scene.visit, scene.visit,
                                       planOf(scene.now()), scene.carol);
    scene.at(approval).add(sc::lifeField(sc::attestation::type.home), {},
                           {Value::code(sc::attestation::type.number), scene.mallory});
    CHECK_FALSE(isApproved(scene.now()));
}

TEST_CASE("what its own author withdrew counts no more, and nobody else withdraws it")
{
    PlannedVisit scene;
    const auto approval = scene.attest(Meaning::Approved, scene.visit, scene.visit,
                                       planOf(scene.now()), scene.carol);
    scene.attest(Meaning::Withdrawn, approval, scene.visit, {}, scene.mallory);
    CHECK(isApproved(scene.now()));
    scene.attest(Meaning::Withdrawn, approval, scene.visit, {}, scene.carol);
    CHECK_FALSE(isApproved(scene.now()));
}

TEST_CASE("a recorded visit is signed when every officer has, and countersigned by somebody else")
{
    PlannedVisit scene;
    scene.set(State::Recorded);
    CHECK(stageOf(scene.now()) == Stage::Recorded);
    for (const auto& person : {scene.amara, scene.ben}) {
        CHECK(stageOf(scene.now()) == Stage::Recorded);
        scene.say(scene.visit, "Seen.", person);
        scene.attest(Meaning::Signed, scene.visit, scene.visit, recordOf(scene.now(), person),
                     person);
    }
    CHECK(stageOf(scene.now()) == Stage::Signed);
    scene.attest(Meaning::Countersigned, scene.visit, scene.visit, wholeOf(scene.now()),
                 scene.ben);
    CHECK(stageOf(scene.now()) == Stage::Signed);
    scene.attest(Meaning::Countersigned, scene.visit, scene.visit, wholeOf(scene.now()),
                 scene.carol);
    CHECK(stageOf(scene.now()) == Stage::Countersigned);
    scene.put(scene.visit, sc::visit::roomsSeen, std::string("Kitchen"), scene.ben);
    CHECK(stageOf(scene.now()) == Stage::Recorded);
}

TEST_CASE("a visit is over only when every version says so, and one version is enough to stop it")
{
    PlannedVisit scene;
    scene.also(scene.visit, sc::visit::state, State::Recorded, scene.ben);
    CHECK_FALSE(isOver(scene.now().visit));
    CHECK_FALSE(isPlanned(scene.now().visit));
    CHECK(startBlock(scene.now(), scene.amara) == StartBlock::Over);
    scene.set(State::OnScene);
    scene.also(scene.visit, sc::visit::state, State::Recorded, scene.ben);
    CHECK(isUnderWay(scene.now().visit));
    CHECK(startBlock(scene.now(), scene.amara) == StartBlock::None);
    scene.set(static_cast<State>(2)); // a word that this version does not know
    CHECK(isUnderWay(scene.now().visit));
}
