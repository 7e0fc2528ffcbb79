#include "shared/schema/bound.h"

#include <algorithm>
#include <string_view>

namespace lapwing::schema {

namespace {
struct BoundRow {
    std::string_view type, bound, subject;
};
constexpr BoundRow kRows[] = {
    {"contact_point", "safe", "value"},
    {"contact_point", "leave_message", "value"},
    {"contact_point", "withheld_number_required", "value"},
    {"contact_point", "say_we_are", "value"},
    {"contact_point", "best_times", "value"},
    {"contact_point", "never_times", "value"},
    {"contact_point", "who_may_answer", "value"},
    {"contact_point", "verified_by", "value"},
    {"contact_point", "verified_at", "value"},
    {"address", "kind", "lines"},
    {"address", "kind", "postcode"},
    {"address", "known_to_perpetrator", "lines"},
    {"address", "known_to_perpetrator", "postcode"},
    {"address", "licence_approved", "lines"},
    {"address", "licence_approved", "postcode"},
};

const Field& named(const RecordType& type, std::string_view name)
{
    const auto* field = type.find(name);
    check(field != nullptr, "a bound field or its subject");
    return *field;
}

/// The other ends of the rows in which this field stands at one end.
std::vector<const Field*> across(const Field& field, std::string_view BoundRow::*here,
                                 std::string_view BoundRow::*there)
{
    const auto* type = findField(field.wire()).type;
    std::vector<const Field*> found;
    for (const auto& row : kRows)
        if (type && row.type == type->name && row.*here == field.name)
            found.push_back(&named(*type, row.*there));
    return found;
}
} // namespace

std::vector<const Field*> boundTo(const Field& subject)
{
    return across(subject, &BoundRow::subject, &BoundRow::bound);
}

std::vector<const Field*> subjectsOf(const Field& bound)
{
    return across(bound, &BoundRow::bound, &BoundRow::subject);
}

Value unsaid(const Field& bound)
{
    if (bound.isSet()) return Value::integer(0);
    if (bound.policy != MergePolicy::Protective || !bound.vocabulary) return Value::cleared();
    const auto* word = bound.vocabulary->find("unknown");
    return word ? Value::code(word->number) : Value::cleared();
}

} // namespace lapwing::schema
