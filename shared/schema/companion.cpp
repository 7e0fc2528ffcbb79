#include "shared/schema/companion.h"

namespace lapwing::schema {

namespace {
struct Row {
    std::string_view type, changed, companion, word;
};
constexpr Row kRows[] = {{"contact_point", "value", "safe", "unknown"}};
} // namespace

std::optional<Companion> companionOf(const RecordType& type, const Field& changed)
{
    for (const auto& row : kRows) {
        if (row.type != type.name || row.changed != changed.name) continue;
        const auto* field = type.find(row.companion);
        check(field && field->vocabulary, "a companion that is no word");
        const auto* word = field->vocabulary->find(row.word);
        check(word != nullptr, "a companion's word");
        return Companion{field, Value::code(word->number)};
    }
    return std::nullopt;
}

} // namespace lapwing::schema
