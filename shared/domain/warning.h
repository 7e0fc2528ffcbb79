#pragma once

#include "shared/schema/case_fields.h"
#include "shared/schema/person_fields.h"

/// What is a warning. Pure; any thread.
namespace lapwing::domain {

/// Whether a field guards somebody, so that a riskier word for it is told at once, also while it
/// waits for a person at the office. The colour of a case is the panel's decision, and no warning.
[[nodiscard]] inline bool isWarning(const schema::RecordType& type, const schema::Field& field)
{
    if (field.policy != schema::MergePolicy::Protective) return false;
    if (schema::casefile::colour.names(field) || schema::casefile::colourProvisional.names(field))
        return false;
    return schema::isKeptUntilConfirmed(type) || type.number == schema::person::type.number;
}

} // namespace lapwing::domain
