#include "shared/rules/same_person.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::rules;

namespace {
RecordId record(std::uint8_t n) { return RecordId{{n}}; }

PersonFacts person(std::uint8_t n, std::string name, std::int64_t born)
{
    return {record(n), {std::move(name)}, {born}, {}, {}};
}
} // namespace

TEST_CASE("a name and a birth day together, or one number, tell a person")
{
    const auto her = person(1, "una hale", 5000);
    CHECK(isSamePerson(her, person(2, "una hale", 5000)));
    CHECK_FALSE(isSamePerson(her, person(2, "una hale", 5001)));
    CHECK_FALSE(isSamePerson(her, person(2, "ada hale", 5000)));
    auto married = person(2, "una brown", 1);
    auto numbered = her;
    married.nhs = numbered.nhs = {"9434765919"};
    CHECK(isSamePerson(numbered, married));
    married.nhs.clear();
    married.pnc = numbered.pnc = {"12/345678a"};
    CHECK(isSamePerson(numbered, married));
}

TEST_CASE("what is not known of two people is not in common, and any version counts")
{
    CHECK_FALSE(
        isSamePerson({record(1), {"una hale"}, {}, {}, {}}, {record(2), {"una hale"}, {}, {}, {}}));
    const PersonFacts twoDays{record(1), {"una hale"}, {4000, 5000}, {}, {}};
    CHECK(isSamePerson(twoDays, person(2, "una hale", 5000)));
}

TEST_CASE("records are one person through others, in whatever order they are given")
{
    auto a = person(3, "una hale", 5000);
    auto b = person(2, "una hale", 5000);
    auto c = person(1, "una brown", 1);
    b.nhs = c.nhs = {"9434765919"};
    const auto d = person(4, "ada hale", 5000);
    for (const auto& people :
         {std::vector{a, b, c, d}, std::vector{d, c, a, b}, std::vector{a, c, d, b}}) {
        const auto stands = onePersonEach(people);
        for (const auto n : {1, 2, 3})
            CHECK(stands.at(record(static_cast<std::uint8_t>(n))) == record(1));
        CHECK(stands.at(record(4)) == record(4));
    }
}
