#include "sync/store/listed_row.h"

#include "shared/schema/json.h"
#include "shared/schema/validate.h"

#include <algorithm>

namespace lapwing::store {

std::vector<std::string_view> ListedRow::each(const schema::Field& field) const
{
    check((field.flags & schema::kListed) != 0, "a listed field");
    std::vector<std::string_view> found;
    const auto at = stored.find(field.wire());
    if (at == stored.end()) return found;
    for (std::string_view rest = at->second;;) {
        const auto end = rest.find(kBetweenListed);
        found.push_back(rest.substr(0, end));
        if (end == std::string_view::npos) return found;
        rest.remove_prefix(end + 1);
    }
}

std::optional<Value> ListedRow::valueOf(const schema::Field& field, std::string_view text)
{
    if (text.empty() || text == kUnreadableListed || text == kTakenOutListed) return std::nullopt;
    auto value = schema::readText(field, text);
    return value.ok() ? std::optional(std::move(*value)) : std::nullopt;
}

std::string listedText(const schema::Field& field, const Reading& reading)
{
    const bool isHidden = std::ranges::any_of(
        reading.distinct, [](const SiblingView& d) { return d.redacted || d.newer; });
    if (reading.value && !isHidden) return schema::valueText(field, *reading.value);
    std::string all;
    bool first = true;
    for (const auto& d : reading.distinct) {
        if (!first) all += kBetweenListed;
        first = false;
        if (d.redacted)
            all += kTakenOutListed;
        else if (d.newer)
            all += kUnreadableListed;
        else
            all += schema::valueText(field, d.value);
    }
    return all;
}

} // namespace lapwing::store
