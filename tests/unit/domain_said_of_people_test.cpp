#include "shared/domain/said_of_people.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/referral_fields.h"
#include "shared/schema/relationship_fields.h"
#include "tests/support/domain_scene.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::domain;
using namespace lapwing::test;
namespace said = sc::same_person;
namespace person = sc::person;
using said::Answer;

namespace {
/// People of one case, and what is said of them.
struct People : Scene {
    RecordId una = one("Una Hale"), alsoUna = one("Una Hail"), third = one("U. Hale");

    RecordId one(const std::string& name)
    {
        const auto id = make(person::type, carol);
        put(id, person::legalName, name, carol);
        return id;
    }
    RecordId say(Answer answer, const RecordId& about, std::optional<RecordId> other,
                 const PersonId& by)
    {
        const auto id = make(said::type, by);
        put(id, said::about, about, by);
        put(id, said::answer, answer, by);
        if (other) put(id, said::other, *other, by);
        put(id, said::reason, std::string("Asked them."), by);
        return id;
    }
    [[nodiscard]] std::vector<SaidOfPersons> standing() const
    {
        return standingOf(all(said::type));
    }
    [[nodiscard]] KeptFor kept() const { return keptFor(standing()); }
    void setRole(const RecordId& id, person::CaseRole role)
    {
        at(id).add(person::caseRoles.wire(), sc::keyOf(role),
                   {Value::integer(1), carol, true, {idOf<ActorId>(7), 900}});
    }
};

/// A word as a change makes it.
std::optional<Objection> made(const Around& around, Answer answer, const RecordId& about,
                              std::optional<RecordId> other, const PersonId& by,
                              std::vector<access::Role> roles = {}, std::string why = "So.")
{
    const auto id = idOf<RecordId>(250);
    std::vector<Asked> ops{{id, &said::type, nullptr, {}, Value::code(said::type.number), true}};
    const auto put = [&](const auto& field, const auto& value) {
        ops.push_back({id, &said::type, &field.field, {}, sc::valueOf(value), true});
    };
    put(said::about, about);
    put(said::answer, answer);
    if (other) put(said::other, *other);
    if (!why.empty()) put(said::reason, why);
    return objectionTo(ops, {by, idOf<AgencyId>(1), sc::Panel::Iom, std::move(roles)}, around);
}
} // namespace

TEST_CASE("what was said of two people is of two people of the case, whole, and stays as it is")
{
    People p;
    CHECK(made(p, Answer::Same, p.una, p.alsoUna, p.amara) == std::nullopt);
    CHECK(made(p, Answer::Different, p.una, p.alsoUna, p.amara, {}, "") == std::nullopt);
    CHECK(made(p, Answer::Same, p.una, p.una, p.amara) == Objection::NotWhole);
    CHECK(made(p, Answer::Same, p.una, std::nullopt, p.amara) == Objection::NotWhole);
    CHECK(made(p, Answer::Merged, p.una, p.alsoUna, p.amara, {}, "") == Objection::NotWhole);
    CHECK(made(p, Answer::Same, p.una, idOf<RecordId>(99), p.amara) == Objection::NotYet);
    const auto marker = p.marker(sc::MarkerCode::WRSM);
    CHECK(made(p, Answer::Same, p.una, marker, p.amara) == Objection::NotYet);
    p.at(p.alsoUna).setGone(true);
    CHECK(made(p, Answer::Same, p.una, p.alsoUna, p.amara) == Objection::NotYet);
    const auto word = p.say(Answer::Same, p.una, p.third, p.amara);
    const Asked touch{word, &said::type, &said::answer.field, {}, sc::valueOf(Answer::Different),
                      false};
    CHECK(objectionTo(std::vector{touch}, {p.amara, {}, sc::Panel::Iom, {}}, p) ==
          Objection::NotTheirOwn);
}

TEST_CASE("who said it, or a coordinator, takes a word back with a reason; then it does not stand")
{
    People p;
    const auto word = p.say(Answer::Same, p.una, p.alsoUna, p.amara);
    CHECK(made(p, Answer::Withdrawn, word, {}, p.ben) == Objection::NotTheirOwn);
    CHECK(made(p, Answer::Withdrawn, word, {}, p.amara, {}, "") == Objection::NotWhole);
    CHECK(made(p, Answer::Withdrawn, word, {}, p.amara) == std::nullopt);
    CHECK(made(p, Answer::Withdrawn, word, {}, p.ben, {access::Role::IomCoordinator}) ==
          std::nullopt);
    CHECK(made(p, Answer::Withdrawn, p.una, {}, p.amara) == Objection::NotYet);
    CHECK(p.standing().size() == 1);
    const auto back = p.say(Answer::Withdrawn, word, {}, p.amara);
    CHECK(p.standing().empty());
    CHECK(made(p, Answer::Withdrawn, back, {}, p.amara) == Objection::NotYet);
}

TEST_CASE("a version that somebody else wrote into a word is not said by its author")
{
    People p;
    const auto word = p.say(Answer::Different, p.una, p.alsoUna, p.amara);
    p.also(word, said::answer, Answer::Merged, p.mallory);
    p.also(word, said::other, p.third, p.mallory);
    REQUIRE(p.standing().size() == 1);
    CHECK(p.standing()[0].answer == Answer::Different);
    CHECK(p.standing()[0].other == p.alsoUna);
    CHECK(p.kept().empty());
    // Its id was used twice: nobody's.
    p.at(word).add(sc::lifeField(said::type.home), {},
                   {Value::code(said::type.number), p.mallory, true, {idOf<ActorId>(8), 1}});
    CHECK(p.standing().empty());
}

TEST_CASE("merges made at once into each other, or in a ring, keep one record, the same for all")
{
    People p;
    p.say(Answer::Merged, p.una, p.alsoUna, p.amara);
    CHECK(p.kept() == KeptFor{{p.una, p.alsoUna}});
    p.say(Answer::Merged, p.alsoUna, p.una, p.ben);
    CHECK(p.kept() == KeptFor{{p.alsoUna, p.una}}); // the least id
    auto words = p.all(said::type);
    std::ranges::reverse(words);
    CHECK(keptFor(standingOf(words)) == p.kept());
    // It went into a third: that is the one which went into no other.
    p.say(Answer::Merged, p.una, p.third, p.carol);
    CHECK(p.kept() == KeptFor{{p.una, p.third}, {p.alsoUna, p.third}});
    p.say(Answer::Merged, p.third, p.alsoUna, p.carol);
    CHECK(p.kept() == KeptFor{{p.alsoUna, p.una}, {p.third, p.una}});
}

TEST_CASE("a merge that is taken back parts what only it joined")
{
    People p;
    const auto first = p.say(Answer::Merged, p.una, p.alsoUna, p.amara);
    p.say(Answer::Merged, p.third, p.alsoUna, p.amara);
    p.say(Answer::Withdrawn, first, {}, p.amara);
    CHECK(p.kept() == KeptFor{{p.third, p.alsoUna}});
    p.say(Answer::Different, p.una, p.alsoUna, p.ben);
    CHECK(p.kept() == KeptFor{{p.third, p.alsoUna}});
}

TEST_CASE("nobody at risk is merged with who may harm them, whichever record or version says so")
{
    using person::CaseRole;
    const auto merge = [](const People& p) {
        const auto there = made(p, Answer::Merged, p.una, p.alsoUna, p.amara);
        CHECK(there == made(p, Answer::Same, p.una, p.alsoUna, p.amara));
        CHECK(made(p, Answer::Different, p.una, p.alsoUna, p.amara) == std::nullopt);
        CHECK(made(p, Answer::NotSure, p.una, p.alsoUna, p.amara) == std::nullopt);
        CHECK(there == made(p, Answer::Merged, p.alsoUna, p.una, p.amara));
        return there;
    };
    People free;
    CHECK(merge(free) == std::nullopt);
    free.setRole(free.una, CaseRole::Victim);
    free.setRole(free.alsoUna, CaseRole::Victim);
    CHECK(merge(free) == std::nullopt);

    People roles;
    roles.setRole(roles.una, CaseRole::Victim);
    roles.setRole(roles.alsoUna, CaseRole::AllegedPerpetrator);
    CHECK(merge(roles) == Objection::OppositeSides);

    // Of two versions of who is at risk one is enough.
    People referred;
    const auto referral = referred.make(sc::referral::type, referred.carol);
    referred.put(referral, sc::referral::victim, referred.third, referred.carol);
    referred.also(referral, sc::referral::victim, referred.una, referred.ben);
    referred.at(referral).add(sc::referral::perpetrators.wire(), sc::keyOf(referred.alsoUna),
                              {Value::integer(1), referred.carol, true, {idOf<ActorId>(7), 901}});
    CHECK(merge(referred) == Objection::OppositeSides);

    People happened;
    const auto incident = happened.make(sc::incident::type, happened.carol);
    happened.put(incident, sc::incident::victim, happened.alsoUna, happened.carol);
    happened.at(incident).add(sc::incident::perpetrators.wire(), sc::keyOf(happened.una),
                              {Value::integer(1), happened.carol, true, {idOf<ActorId>(7), 902}});
    CHECK(merge(happened) == Objection::OppositeSides);

    People related;
    namespace r = sc::relationship;
    const auto bond = related.make(r::type, related.carol);
    related.put(bond, r::fromPerson, related.alsoUna, related.carol);
    related.put(bond, r::toPerson, related.una, related.carol);
    related.put(bond, r::kind, r::Relation::Sibling, related.carol);
    CHECK(merge(related) == std::nullopt);
    related.also(bond, r::kind, r::Relation::VictimOf, related.ben);
    CHECK(merge(related) == Objection::OppositeSides);
}

TEST_CASE("a group that together has somebody at risk and who may harm them is not shown as one")
{
    using person::CaseRole;
    People p;
    p.say(Answer::Merged, p.una, p.alsoUna, p.amara);
    p.say(Answer::Merged, p.third, p.alsoUna, p.ben);
    const auto other = p.one("Ed Brown");
    const auto also = p.one("E. Brown");
    p.say(Answer::Merged, also, other, p.ben);
    CHECK(keptUnopposed(p.standing(), p).size() == 3);
    p.setRole(p.una, CaseRole::Victim);
    CHECK(keptUnopposed(p.standing(), p).size() == 3);
    p.setRole(p.third, CaseRole::AllegedPerpetrator);
    CHECK(keptUnopposed(p.standing(), p) == KeptFor{{also, other}});
}
