#include "shared/domain/may_write.h"

#include "shared/schema/attestation_fields.h"
#include "shared/schema/statement_fields.h"

namespace lapwing::domain {

namespace {
bool isOwnWord(const schema::RecordType& type)
{
    return type.number == schema::statement::type.number ||
           type.number == schema::attestation::type.number;
}

/// A statement or an attestation is whole when it is made, and nobody touches it after.
std::optional<Objection> ownWordsOnly(const Asked& asked)
{
    if (!asked.type || !isOwnWord(*asked.type) || asked.creates) return std::nullopt;
    return Objection::NotTheirOwn;
}
} // namespace

std::optional<Objection> objectionTo(std::span<const Asked> change, const Author&, const Around&)
{
    for (const auto& asked : change)
        if (const auto objection = ownWordsOnly(asked)) return objection;
    return std::nullopt;
}

} // namespace lapwing::domain
