#include "shared/domain/person.h"

#include "shared/schema/meaning.h"
#include "shared/schema/person_fields.h"

namespace lapwing::domain {

rules::PersonFacts identityOf(const Facts& of)
{
    namespace person = schema::person;
    rules::PersonFacts facts{of.record(), {}, {}, {}, {}};
    for (const auto& name : of[person::legalName].each())
        facts.names.push_back(schema::nameMeaning(name.value));
    for (const auto& born : of[person::dob].each()) facts.births.push_back(born.value.days);
    for (const auto& number : of[person::nhsNo].each())
        facts.nhs.push_back(schema::referenceMeaning(number.value));
    for (const auto& number : of[person::pncId].each())
        facts.pnc.push_back(schema::referenceMeaning(number.value));
    return facts;
}

} // namespace lapwing::domain
