#include "shared/domain/action.h"
#include "tests/support/domain_scene.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::domain;
using namespace lapwing::test;
using sc::attestation::Meaning;
using sc::visit::State;

namespace {
/// A change being made: what each op writes, and what the laws say of it.
struct Trial {
    std::vector<Asked> ops;

    template <class T>
    Trial& put(const RecordId& record, const sc::RecordType& type, const sc::Handle<T>& field,
               const T& value, bool creates = false)
    {
        ops.push_back({record, &type, type.find(field.name()), {}, sc::valueOf(value), creates});
        return *this;
    }
    Trial& make(const RecordId& record, const sc::RecordType& type)
    {
        ops.push_back({record, &type, nullptr, {}, Value::code(type.number), true});
        return *this;
    }
    Trial& attest(Meaning meaning, const RecordId& about, const RecordId& visit)
    {
        namespace a = sc::attestation;
        const auto id = idOf<RecordId>(240);
        return make(id, a::type)
            .put(id, a::type, a::about, about, true)
            .put(id, a::type, a::meaning, meaning, true)
            .put(id, a::type, a::digest, std::string("00"), true)
            .put(id, a::type, a::within, visit, true);
    }
    Trial& say(const RecordId& visit, sc::statement::Kind kind = sc::statement::Kind::Saw)
    {
        namespace s = sc::statement;
        const auto id = idOf<RecordId>(241);
        return make(id, s::type)
            .put(id, s::type, s::about, visit, true)
            .put(id, s::type, s::kind, kind, true)
            .put(id, s::type, s::text, std::string("Seen."), true);
    }
    [[nodiscard]] std::optional<Objection> by(const PersonId& person, const Around& around,
                                              std::vector<access::Role> roles = {}) const
    {
        return objectionTo(ops, {person, idOf<AgencyId>(1), sc::Panel::Iom, std::move(roles)},
                           around);
    }
};
const std::vector kSupervisor{access::Role::IomSupervisor};
} // namespace

TEST_CASE("nobody, not even its author, writes into a statement or a signature that is made")
{
    PlannedVisit scene;
    const auto said = scene.say(scene.visit, "Seen.", scene.amara);
    const auto change =
        Trial{}.put(said, sc::statement::type, sc::statement::text, std::string("Not seen."));
    CHECK(change.by(scene.mallory, scene) == Objection::NotTheirOwn);
    CHECK(change.by(scene.amara, scene) == Objection::NotTheirOwn);
    Trial again; // the same id made once more
    again.make(said, sc::statement::type)
        .put(said, sc::statement::type, sc::statement::about, scene.visit, true)
        .put(said, sc::statement::type, sc::statement::text, std::string("No."), true);
    CHECK(again.by(scene.ben, scene) == Objection::NotTheirOwn);
    Trial removal;
    removal.ops.push_back({said, &sc::statement::type, nullptr, {}, {ValueKind::Retired, Bytes{}}});
    CHECK(removal.by(scene.amara, scene) == Objection::NotTheirOwn);
}

TEST_CASE("only an officer says what was seen on a visit; others give a view")
{
    const PlannedVisit scene;
    CHECK(Trial{}.say(scene.visit).by(scene.amara, scene) == std::nullopt);
    CHECK(Trial{}.say(scene.visit).by(scene.carol, scene) == Objection::NotOnTheVisit);
    CHECK(Trial{}.say(scene.visit, sc::statement::Kind::View).by(scene.carol, scene)
          == std::nullopt);
}

TEST_CASE("a statement is whole when it is made")
{
    const PlannedVisit scene;
    const auto id = idOf<RecordId>(241);
    const auto bare = Trial{}.make(id, sc::statement::type)
                          .put(id, sc::statement::type, sc::statement::about, scene.visit, true);
    CHECK(bare.by(scene.amara, scene) == Objection::NotYet);
}

TEST_CASE("an officer signs a visit that has begun, once they have said what they saw")
{
    PlannedVisit scene;
    const auto change = Trial{}.attest(Meaning::Signed, scene.visit, scene.visit);
    CHECK(change.by(scene.carol, scene) == Objection::NotOnTheVisit);
    CHECK(change.by(scene.amara, scene) == Objection::NotYet);
    scene.set(State::Left);
    CHECK(change.by(scene.amara, scene) == Objection::NotYet);
    scene.say(scene.visit, "Seen.", scene.ben);
    CHECK(change.by(scene.amara, scene) == Objection::NotYet);
    scene.say(scene.visit, "Seen.", scene.amara);
    CHECK(change.by(scene.amara, scene) == std::nullopt);
    // Both in one save.
    CHECK(Trial{}.say(scene.visit).attest(Meaning::Signed, scene.visit, scene.visit)
              .by(scene.ben, scene)
          == std::nullopt);
}

TEST_CASE("a supervisor of the panel who is not going approves, before the visit begins")
{
    PlannedVisit scene;
    const auto change = Trial{}.attest(Meaning::Approved, scene.visit, scene.visit);
    CHECK(change.by(scene.carol, scene) == Objection::NotASupervisor);
    CHECK(change.by(scene.carol, scene, {access::Role::IomOfficer}) == Objection::NotASupervisor);
    CHECK(change.by(scene.carol, scene, kSupervisor) == std::nullopt);
    CHECK(change.by(scene.ben, scene, kSupervisor) == Objection::OnTheVisit);
    scene.put(scene.second, sc::visit_officer::stoodDown, sc::Permission::Yes, scene.ben);
    scene.also(scene.second, sc::visit_officer::stoodDown, sc::Permission::No, scene.amara);
    CHECK(change.by(scene.ben, scene, kSupervisor) == Objection::OnTheVisit);
    scene.set(State::OnScene);
    CHECK(change.by(scene.carol, scene, kSupervisor) == Objection::Over);
}

TEST_CASE("a supervisor countersigns what every officer has signed")
{
    PlannedVisit scene;
    scene.set(State::Recorded);
    const auto change = Trial{}.attest(Meaning::Countersigned, scene.visit, scene.visit);
    CHECK(change.by(scene.carol, scene, kSupervisor) == Objection::NotYet);
    for (const auto& person : {scene.amara, scene.ben}) {
        scene.say(scene.visit, "Seen.", person);
        scene.attest(Meaning::Signed, scene.visit, scene.visit, recordOf(scene.now(), person),
                     person);
    }
    CHECK(change.by(scene.carol, scene) == Objection::NotASupervisor);
    CHECK(change.by(scene.ben, scene, kSupervisor) == Objection::OnTheVisit);
    CHECK(change.by(scene.carol, scene, kSupervisor) == std::nullopt);
}

TEST_CASE("a marker is read for a visit by somebody who goes on it")
{
    PlannedVisit scene;
    const auto marker = scene.marker(sc::MarkerCode::RVHR);
    const auto change = Trial{}.attest(Meaning::Read, marker, scene.visit);
    CHECK(change.by(scene.amara, scene) == std::nullopt);
    CHECK(change.by(scene.carol, scene) == Objection::NotOnTheVisit);
}

TEST_CASE("nobody withdraws what another person gave")
{
    PlannedVisit scene;
    const auto approval = scene.attest(Meaning::Approved, scene.visit, scene.visit,
                                       planOf(scene.now()), scene.carol);
    const auto change = Trial{}.attest(Meaning::Withdrawn, approval, scene.visit);
    CHECK(change.by(scene.carol, scene) == std::nullopt);
    CHECK(change.by(scene.amara, scene) == Objection::NotTheirOwn);
}

TEST_CASE("which person goes on which visit is written once")
{
    const PlannedVisit scene;
    namespace o = sc::visit_officer;
    CHECK(Trial{}.put(scene.lead, o::type, o::staff, staffOf(scene.mallory)).by(scene.carol, scene)
          == Objection::WrittenOnce);
    CHECK(Trial{}.put(scene.lead, o::type, o::visit, scene.visit).by(scene.carol, scene)
          == Objection::WrittenOnce);
    CHECK(Trial{}.put(scene.lead, o::type, o::part, o::Part::Support).by(scene.carol, scene)
          == std::nullopt);
}

TEST_CASE("setting off and arriving ask what has to come first, whatever program writes it")
{
    PlannedVisit scene;
    const auto marker = scene.marker(sc::MarkerCode::RVHR);
    for (const auto state : {State::EnRoute, State::OnScene}) {
        const auto change =
            Trial{}.put(scene.visit, sc::visit::type, sc::visit::state, state);
        CHECK(change.by(scene.amara, scene) == Objection::NotYet);
        CHECK(change.by(scene.carol, scene) == Objection::NotOnTheVisit);
    }
    scene.attest(Meaning::Approved, scene.visit, scene.visit, planOf(scene.now()), scene.carol);
    scene.attest(Meaning::Read, marker, scene.visit, markerAsRead(scene.at(marker)), scene.amara);
    const auto start =
        Trial{}.put(scene.visit, sc::visit::type, sc::visit::state, State::OnScene);
    CHECK(start.by(scene.amara, scene) == std::nullopt);
    CHECK(start.by(scene.ben, scene) == Objection::NotYet);
    // A change of the plan in the same breath was approved by nobody.
    CHECK(Trial{}.put(scene.visit, sc::visit::type, sc::visit::address, std::string("9 High Row"))
              .put(scene.visit, sc::visit::type, sc::visit::state, State::OnScene)
              .by(scene.amara, scene)
          == Objection::NotYet);
    scene.set(State::Recorded);
    CHECK(start.by(scene.amara, scene) == Objection::Over);
}

TEST_CASE("how far an action is changes by its owner, their agency or a coordinator")
{
    Scene scene;
    namespace a = sc::action;
    const auto action = scene.make(a::type, scene.carol);
    const auto mine = RecordId::from(idOf<AgencyId>(1).view());
    const auto theirs = RecordId::from(idOf<AgencyId>(2).view());
    const auto change = Trial{}.put(action, a::type, a::status, a::Status::Completed);
    CHECK(change.by(scene.amara, scene) == std::nullopt); // nobody's yet
    scene.put(action, a::ownerAgency, theirs, scene.carol);
    CHECK(change.by(scene.amara, scene) == Objection::NotTheOwner);
    CHECK(change.by(scene.amara, scene, {access::Role::MaracCoordinator}) == std::nullopt);
    CHECK(Trial{}.put(action, a::type, a::evidence, std::string("Rang.")).by(scene.amara, scene)
          == std::nullopt);
    scene.also(action, a::ownerAgency, mine, scene.carol);
    CHECK(change.by(scene.amara, scene) == Objection::NotTheOwner); // while two say otherwise
    CHECK(change.by(scene.amara, scene, {access::Role::MaracCoordinator}) == std::nullopt);
    scene.put(action, a::ownerAgency, mine, scene.carol);
    CHECK(change.by(scene.amara, scene) == std::nullopt);
    scene.put(action, a::ownerAgency, theirs, scene.carol);
    scene.put(action, a::ownerPerson, staffOf(scene.amara), scene.carol);
    CHECK(change.by(scene.amara, scene) == std::nullopt);
    scene.also(action, a::ownerPerson, staffOf(scene.ben), scene.carol);
    CHECK(change.by(scene.amara, scene) == Objection::NotTheOwner);
}
