#pragma once

#include "shared/domain/facts.h"
#include "shared/rules/same_person.h"

/// Who a person record is about. Pure; any thread.
namespace lapwing::domain {

/// What tells it, by every version, folded so that the rule can compare it.
[[nodiscard]] rules::PersonFacts identityOf(const Facts& person);

/// Adds what one value of a person record, or of a contact point of theirs, tells; others nothing.
void addClue(rules::PersonFacts& facts, const schema::Field& field, const Value& value);
/// A line of an address is the same only with its postcode.
void addAddress(rules::PersonFacts& facts, std::string_view lines, std::string_view postcode);
/// Each pair of versions of an address's lines and postcode.
void addAddress(rules::PersonFacts& facts, const Facts& address);

/// Where to look for those who may be the same: an expression for the index of words, and the type
/// of the records that it is about. Who is found is compared by the rule; it finds everybody
/// whom the rule would.
struct Lookup {
    std::string expression;
    std::uint16_t type = 0;
};
[[nodiscard]] std::vector<Lookup> lookupsFor(const rules::PersonFacts& facts);

} // namespace lapwing::domain
