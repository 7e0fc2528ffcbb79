#include "shared/domain/action.h"
#include "shared/domain/colour.h"
#include "shared/rules/date.h"
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

TEST_CASE("a removal frees nothing: what is written once stays so, and nothing begins again")
{
    PlannedVisit scene;
    const auto said = scene.say(scene.visit, "Seen.", scene.amara);
    for (const auto& id : {scene.second, said}) scene.at(id).setGone(true);
    const auto renamed = Trial{}.put(scene.second, sc::visit_officer::type,
                                     sc::visit_officer::staff, staffOf(scene.carol));
    CHECK(renamed.by(scene.amara, scene) == Objection::WrittenOnce);
    Trial again;
    again.make(said, sc::statement::type)
        .put(said, sc::statement::type, sc::statement::about, scene.visit, true)
        .put(said, sc::statement::type, sc::statement::text, std::string("No."), true);
    CHECK(again.by(scene.amara, scene) == Objection::NotTheirOwn);
    scene.at(scene.visit).setGone(true);
    const auto start = Trial{}.put(scene.visit, sc::visit::type, sc::visit::state, State::EnRoute);
    CHECK(start.by(scene.amara, scene) == Objection::NotYet);
}

TEST_CASE("nobody countersigns or approves what is their own, or what was said of their own visit")
{
    PlannedVisit scene;
    const auto said = scene.say(scene.visit, "Seen.", scene.amara);
    const auto view = scene.make(sc::statement::type, scene.carol);
    scene.put(view, sc::statement::about, scene.marker(sc::MarkerCode::STRG), scene.carol);
    for (const auto meaning : {Meaning::Countersigned, Meaning::Approved}) {
        const auto change = Trial{}.attest(meaning, said, scene.visit);
        CHECK(change.by(scene.amara, scene, kSupervisor) == Objection::TheirOwn);
        CHECK(change.by(scene.ben, scene, kSupervisor) == Objection::OnTheVisit);
        CHECK(change.by(scene.carol, scene, kSupervisor) == std::nullopt);
        CHECK(change.by(scene.carol, scene) == Objection::NotASupervisor);
        CHECK(Trial{}.attest(meaning, view, scene.visit).by(scene.carol, scene, kSupervisor) ==
              Objection::TheirOwn);
        CHECK(Trial{}.attest(meaning, view, scene.visit).by(scene.ben, scene, kSupervisor) ==
              std::nullopt);
    }
    // An id that two people used is the work of both.
    scene.at(said).add(sc::lifeField(sc::statement::type.home), {},
                       {Value::code(sc::statement::type.number), scene.carol});
    CHECK(Trial{}.attest(Meaning::Countersigned, said, scene.visit)
              .by(scene.carol, scene, kSupervisor) == Objection::TheirOwn);
}

namespace {
namespace file = sc::casefile;
using sc::Colour;
const std::vector kCoordinator{access::Role::IomCoordinator};
const std::vector kOfficer{access::Role::IomOfficer};

sc::Day reviewDay() { return {rules::dayOf(std::chrono::year(2026) / 6 / 24)}; }

/// A case of one colour, and a change of it.
struct Coloured : Scene {
    RecordId id = make(file::type, carol);
    explicit Coloured(Colour colour) { put(id, file::colour, colour, carol); }

    [[nodiscard]] Trial to(Colour colour) const
    {
        return Trial{}
            .put(id, file::type, file::colour, colour)
            .put(id, file::type, file::colourReason, std::string("Seen with the group."))
            .put(id, file::type, file::colourReviewDue, reviewDay());
    }
    [[nodiscard]] Trial until(Colour colour) const
    {
        return to(colour).put(id, file::type, file::colourProvisional, sc::YesNo::Yes);
    }
};
} // namespace

TEST_CASE("a colour is the panel's: until it meets, custody makes Blue and a supervisor makes Red")
{
    const Coloured scene(Colour::Amber);
    CHECK(scene.to(Colour::Green).by(scene.amara, scene, kCoordinator) == std::nullopt);
    for (const auto& roles : {kOfficer, kSupervisor})
        for (const auto colour : {Colour::Green, Colour::Red, Colour::Blue}) {
            const auto change = scene.to(colour);
            CHECK(change.by(scene.amara, scene, roles).has_value());
        }
    CHECK(scene.to(Colour::Green).by(scene.amara, scene, kOfficer) == Objection::PanelDecides);
    CHECK(scene.to(Colour::Red).by(scene.amara, scene, kSupervisor) == Objection::PanelDecides);
    CHECK(scene.until(Colour::Red).by(scene.amara, scene, kSupervisor) == std::nullopt);
    CHECK(scene.until(Colour::Red).by(scene.amara, scene, kOfficer) == Objection::PanelDecides);
    CHECK(scene.until(Colour::Green).by(scene.amara, scene, kSupervisor) ==
          Objection::PanelDecides);
    const auto blue = scene.until(Colour::Blue);
    CHECK(blue.by(scene.amara, scene, kOfficer) == Objection::NotWhole);
    auto dated = blue;
    dated.put(scene.id, file::type, file::custodyFrom, reviewDay());
    CHECK(dated.by(scene.amara, scene, kOfficer) == std::nullopt);
}

TEST_CASE("a change of colour says why and when it is looked at next, whoever makes it")
{
    const Coloured scene(Colour::Amber);
    const auto green = Trial{}.put(scene.id, file::type, file::colour, Colour::Green);
    CHECK(green.by(scene.amara, scene, kCoordinator) == Objection::NotWhole);
    auto why = green;
    why.put(scene.id, file::type, file::colourReason, std::string("Kept each appointment."));
    CHECK(why.by(scene.amara, scene, kCoordinator) == Objection::NotWhole);
    why.put(scene.id, file::type, file::colourReviewDue, reviewDay());
    CHECK(why.by(scene.amara, scene, kCoordinator) == std::nullopt);
    // What else is written of a case is no question of its colour.
    const auto title = Trial{}.put(scene.id, file::type, file::title, std::string("A name"));
    CHECK(title.by(scene.amara, scene) == std::nullopt);
}

TEST_CASE("who is out of custody has a date of release, and then the panel says which colour")
{
    Coloured scene(Colour::Blue);
    const auto amber = scene.to(Colour::Amber);
    CHECK(amber.by(scene.amara, scene, kCoordinator) == Objection::NotWhole);
    scene.put(scene.id, file::releaseDue, reviewDay(), scene.carol);
    CHECK(amber.by(scene.amara, scene, kCoordinator) == Objection::NotWhole);
    scene.put(scene.id, file::inCustody, sc::YesNoUnknown::No, scene.carol);
    CHECK(amber.by(scene.amara, scene, kCoordinator) == std::nullopt);
    CHECK(amber.by(scene.amara, scene, kOfficer) == Objection::PanelDecides);
}

TEST_CASE("what was set until the next panel stays so until the panel has spoken")
{
    Coloured scene(Colour::Red);
    scene.put(scene.id, file::colourProvisional, sc::YesNo::Yes, scene.carol);
    const auto firm = Trial{}.put(scene.id, file::type, file::colourProvisional, sc::YesNo::No);
    for (const auto& roles : {kOfficer, kSupervisor})
        CHECK(firm.by(scene.amara, scene, roles) == Objection::PanelDecides);
    CHECK(firm.by(scene.amara, scene, kCoordinator) == std::nullopt);
}

TEST_CASE("with two versions, a change of colour is judged by the one that gives less leave")
{
    // Each register of the law's list, with a version that gives leave and one that does not.
    const auto judged = [](const auto& second) {
        Coloured scene(Colour::Amber);
        scene.put(scene.id, file::custodyFrom, reviewDay(), scene.carol);
        scene.put(scene.id, file::colourProvisional, sc::YesNo::Yes, scene.carol);
        scene.put(scene.id, file::colourReviewDue, reviewDay(), scene.carol);
        second(scene);
        return Trial{}
            .put(scene.id, file::type, file::colour, Colour::Blue)
            .put(scene.id, file::type, file::colourReason, std::string("Remanded."))
            .by(scene.amara, scene, kOfficer);
    };
    const sc::Day other{reviewDay().days + 1};
    CHECK(judged([](Coloured&) {}) == std::nullopt);
    CHECK(judged([&](Coloured& s) { s.also(s.id, file::custodyFrom, other, s.ben); }) ==
          Objection::NotWhole);
    CHECK(judged([&](Coloured& s) { s.also(s.id, file::colourReviewDue, other, s.ben); }) ==
          Objection::NotWhole);
    CHECK(judged([&](Coloured& s) {
              s.also(s.id, file::colourProvisional, sc::YesNo::No, s.ben);
          }) == Objection::PanelDecides);
    // To choose between what two people said is no change of colour; who may is asked elsewhere.
    CHECK(judged([&](Coloured& s) { s.also(s.id, file::colour, Colour::Blue, s.ben); }) ==
          std::nullopt);
    Coloured freed(Colour::Blue);
    freed.put(freed.id, file::releaseDue, reviewDay(), freed.carol);
    freed.put(freed.id, file::inCustody, sc::YesNoUnknown::No, freed.carol);
    freed.also(freed.id, file::inCustody, sc::YesNoUnknown::Yes, freed.ben);
    CHECK(freed.to(Colour::Amber).by(freed.amara, freed, kCoordinator) == Objection::NotWhole);
    freed.put(freed.id, file::inCustody, sc::YesNoUnknown::No, freed.carol);
    freed.also(freed.id, file::releaseDue, other, freed.ben);
    CHECK(freed.to(Colour::Amber).by(freed.amara, freed, kCoordinator) == Objection::NotWhole);
}

TEST_CASE("the law of colours reads the fields of its list, and no other")
{
    std::set<std::uint32_t> read, listed;
    for (const auto& field : kColourReads) listed.insert(field.wire());
    Coloured scene(Colour::Amber);
    scene.put(scene.id, file::inCustody, sc::YesNoUnknown::No, scene.carol);
    auto facts = scene.at(scene.id);
    facts.watch(read);
    auto after = facts;
    after.drop(file::colour.wire());
    after.add(file::colour.wire(), {}, {sc::valueOf(Colour::Red), scene.amara});
    (void)objectionToColour(facts, after, true, {scene.amara, {}, sc::Panel::Iom, {}});
    CHECK(read == listed);
}
