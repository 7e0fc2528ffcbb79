#include "shared/domain/person.h"
#include "shared/rules/date.h"
#include "shared/rules/same_person.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/person_fields.h"

#include <chrono>
#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::rules;

namespace {
RecordId record(std::uint8_t n) { return RecordId{{n}}; }

PersonFacts person(std::uint8_t n, std::string name, std::int64_t born)
{
    PersonFacts facts;
    facts.record = record(n);
    facts.names = {std::move(name)};
    facts.births = {born};
    return facts;
}

/// As somebody types it, folded.
PersonFacts typed(const char* name, std::int64_t born)
{
    PersonFacts facts;
    domain::addClue(facts, schema::person::legalName.field, Value::text(name));
    domain::addClue(facts, schema::person::dob.field, Value::day(born));
    return facts;
}
using Clues = std::vector<Clue>;
} // namespace

TEST_CASE("a name and a birth day together, or one number, tell a person")
{
    const auto her = person(1, "hale una", 5000);
    CHECK(isSamePerson(her, person(2, "hale una", 5000)));
    CHECK_FALSE(isSamePerson(her, person(2, "hale una", 5001)));
    CHECK_FALSE(isSamePerson(her, person(2, "ada hale", 5000)));
    auto married = person(2, "brown una", 1);
    auto numbered = her;
    married.identifiers = numbered.identifiers = {{Identifier::Nhs, "9434765919"}};
    CHECK(isSamePerson(numbered, married));
    married.identifiers = numbered.identifiers = {{Identifier::Pnc, "12/345678a"}};
    CHECK(isSamePerson(numbered, married));
    married.identifiers = numbered.identifiers = {{Identifier::Custody, "12/345678a"}};
    CHECK_FALSE(isSamePerson(numbered, married));
    married.identifiers = {{Identifier::Crn, "9434765919"}};
    numbered.identifiers = {{Identifier::Nhs, "9434765919"}};
    CHECK_FALSE(isSamePerson(numbered, married));
}

TEST_CASE("what is not known of two people is not in common, and any version counts")
{
    auto one = person(1, "hale una", 5000);
    auto other = person(2, "hale una", 5000);
    one.births.clear();
    other.births.clear();
    CHECK_FALSE(isSamePerson(one, other));
    one.births = {4000, 5000};
    other.births = {5000};
    CHECK(isSamePerson(one, other));
}

TEST_CASE("records are one person through others, in whatever order they are given")
{
    auto a = person(3, "hale una", 5000);
    auto b = person(2, "hale una", 5000);
    auto c = person(1, "brown una", 1);
    b.identifiers = c.identifiers = {{Identifier::Nhs, "9434765919"}};
    const auto d = person(4, "ada hale", 5000);
    for (const auto& people :
         {std::vector{a, b, c, d}, std::vector{d, c, a, b}, std::vector{a, c, d, b}}) {
        const auto stands = onePersonEach(people);
        for (const auto n : {1, 2, 3})
            CHECK(stands.at(record(static_cast<std::uint8_t>(n))) == record(1));
        CHECK(stands.at(record(4)) == record(4));
    }
}

TEST_CASE("what somebody said of two records counts beside what they tell, and a yes before a no")
{
    const std::vector people{person(1, "hale una", 5000), person(2, "brown una", 1),
                             person(3, "hale una", 5000)};
    const SaidOfTwo same{record(2), record(1), true};
    const SaidOfTwo notSame{record(1), record(2), false};
    const SaidOfTwo namesake{record(3), record(1), false};
    CHECK(onePersonEach(people).at(record(2)) == record(2));
    CHECK(onePersonEach(people, std::vector{same}).at(record(2)) == record(1));
    // Two people disagree: a warning that the one would give is not lost for the other.
    CHECK(onePersonEach(people, std::vector{notSame, same}).at(record(2)) == record(1));
    CHECK(onePersonEach(people).at(record(3)) == record(1));
    CHECK(onePersonEach(people, std::vector{namesake}).at(record(3)) == record(3));
}

TEST_CASE("who may be the same is told by names in any order, one letter off, and birth days")
{
    const auto una = typed("Una O’Brien-Hale", 5000);
    CHECK(cluesOf(una, typed("hale, una obrien", 5000), false) == Clues{Clue::NameAndBirth});
    CHECK(cluesOf(una, typed("Una O'Brien-Hale", 5001), false) == Clues{Clue::NameNearBirth});
    CHECK(cluesOf(una, typed("Una O'Brien-Hale", 4999), false) == Clues{Clue::NameNearBirth});
    CHECK(cluesOf(una, typed("Una O'Brien-Hale", 5002), false) == Clues{Clue::Name});
    CHECK(cluesOf(una, typed("Una O'Brian-Hale", 5000), false) == Clues{Clue::SlipAndBirth});
    CHECK(cluesOf(una, typed("Una Brown", 5000), false) == Clues{Clue::PartAndBirth});
    CHECK(cluesOf(una, typed("Una Brown", 5001), false).empty());
    CHECK(cluesOf(una, typed("Una O'Brian-Hale", 5001), false).empty());
    CHECK(cluesOf(una, typed("Ada Brown", 5000), false).empty());
}

TEST_CASE("day and month changed with each other are near, where that is a day")
{
    const auto march4 = dayOf(std::chrono::year(1988) / 3 / 4);
    const auto april3 = dayOf(std::chrono::year(1988) / 4 / 3);
    const auto march14 = dayOf(std::chrono::year(1988) / 3 / 14);
    CHECK(nearBirths(march4) == std::vector{march4 - 1, march4 + 1, april3});
    CHECK(nearBirths(april3) == std::vector{april3 - 1, april3 + 1, march4});
    CHECK(nearBirths(march14) == std::vector{march14 - 1, march14 + 1});
    CHECK(cluesOf(typed("Una Hale", march4), typed("Una Hale", april3), false) ==
          Clues{Clue::NameNearBirth});
}

TEST_CASE("a number or an address is a clue across cases, not in one household")
{
    PersonFacts one = typed("Una Hale", 5000), other = typed("Ed Brown", 1);
    domain::addClue(one, schema::contact::value.field, Value::text("07700 900123 (mum)"));
    domain::addClue(other, schema::contact::value.field, Value::text("+44 7700 900123"));
    CHECK(cluesOf(one, other, false) == Clues{Clue::Number});
    CHECK(cluesOf(one, other, true).empty());
    domain::addAddress(one, "4 Reed Street", "SE15 4QX");
    domain::addAddress(other, "4, reed street", "se154qx");
    CHECK(cluesOf(one, other, false) == Clues{Clue::Number, Clue::Address});
}
