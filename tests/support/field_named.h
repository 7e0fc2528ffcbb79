#pragma once

#include "shared/schema/schema.h"
#include "tests/support/must.h"

namespace lapwing::test {

/// A field that the schema is sure to have.
inline const schema::Field& fieldNamed(std::string_view type, std::string_view name)
{
    const auto* found = schema::findType(type);
    check(found != nullptr, "a type of the schema");
    const auto* field = found->find(name);
    check(field != nullptr, "a field of the schema");
    return *field;
}

} // namespace lapwing::test
