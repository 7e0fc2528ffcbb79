#include "shared/schema/bound.h"
#include "tests/support/field_named.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing;
using lapwing::test::fieldNamed;
using schema::boundTo;
using schema::subjectsOf;

namespace {
std::vector<std::string_view> names(const std::vector<const schema::Field*>& fields)
{
    std::vector<std::string_view> all;
    for (const auto* f : fields) all.push_back(f->name);
    return all;
}
} // namespace

TEST_CASE("what is said of a number, an address or a visit's address is bound to it")
{
    CHECK(names(boundTo(fieldNamed("contact_point", "value"))) ==
          std::vector<std::string_view>{"safe", "leave_message", "withheld_number_required",
                                        "say_we_are", "best_times", "never_times", "who_may_answer",
                                        "verified_by", "verified_at"});
    CHECK(names(boundTo(fieldNamed("address", "postcode"))) ==
          std::vector<std::string_view>{"kind", "known_to_perpetrator", "licence_approved"});
    CHECK(names(subjectsOf(fieldNamed("address", "kind"))) ==
          std::vector<std::string_view>{"lines", "postcode"});
    CHECK(boundTo(fieldNamed("contact_point", "safe")).empty());
    CHECK(subjectsOf(fieldNamed("contact_point", "value")).empty());
}

TEST_CASE("each bound field can be written with what says nothing, in its subject's own change")
{
    std::size_t seen = 0;
    for (const auto& type : schema::types())
        for (const auto& bound : type.fields)
            for (const auto* subject : subjectsOf(bound)) {
                CAPTURE(bound.name);
                ++seen;
                CHECK(bound.compartment == subject->compartment);
                CHECK_FALSE(subject->isSet());
                CHECK(bound.policy != schema::MergePolicy::Append);
                CHECK((bound.flags & schema::kRequired) == 0);
                // A word that guards somebody is never just emptied: that would read as no answer.
                const bool guards = bound.policy == schema::MergePolicy::Protective;
                CHECK(guards == (schema::unsaid(bound).kind == ValueKind::Code));
                const auto back = boundTo(*subject);
                CHECK(std::ranges::find(back, &bound) != back.end());
            }
    CHECK(seen == 15);
}
