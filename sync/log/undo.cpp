#include "sync/log/undo.h"

#include "shared/schema/validate.h"
#include "sync/log/merge.h"

namespace lapwing {

namespace {
/// What one register displayed, as a value that can be written there again.
std::optional<Value> valueBefore(const DisplayedRecord& before, const schema::Field& field,
                                 const Bytes& key)
{
    const auto token = before.read(field.wire(), key);
    const auto stood = readRegister(field, token.shown());
    if (field.policy == schema::MergePolicy::Append || stood.newer || stood.distinct.size() > 1)
        return std::nullopt;
    auto value = field.isSet() ? Value::integer(0) : Value::cleared();
    for (const auto& only : stood.distinct) {
        if (only.redacted) return std::nullopt;
        value = only.value;
    }
    if (!schema::validate(field, value).ok()) return std::nullopt;
    return value;
}
} // namespace

std::optional<std::vector<FieldWrite>> undoing(const DisplayedRecord& before,
                                               const DisplayedRecord& written)
{
    if (before.isNew()) return std::nullopt;
    std::vector<FieldWrite> writes;
    for (const auto& [place, siblings] : written.registers()) {
        const auto* field = schema::findField(place.first).field;
        if (!field) return std::nullopt;
        auto value = valueBefore(before, *field, place.second);
        if (!value) return std::nullopt;
        writes.push_back({written.read(place.first, place.second), std::move(*value), {}});
    }
    return writes;
}

} // namespace lapwing
