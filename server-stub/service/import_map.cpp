#include "server-stub/service/import_map.h"

#include "server-stub/service/import_lines.h"

#include <algorithm>

namespace lapwing::hub {

namespace {
constexpr std::size_t kMapBytesMax = 32u << 10;
constexpr std::string_view kBlanks = " \t\r";

std::string_view withoutBlanks(std::string_view text)
{
    const auto begin = std::min(text.find_first_not_of(kBlanks), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

Error badMapLine(std::size_t line, std::string_view why)
{
    return fail(ErrorCode::Malformed,
                "Line " + std::to_string(line) + " of the map " + std::string(why) + ".");
}

bool isBareKey(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
}

/// Takes a quoted text, or a bare key, from the front of `rest`.
std::optional<std::string> takeText(std::string_view& rest, bool mayBeBare)
{
    if (!rest.starts_with('"')) {
        const auto end = std::min(rest.find_first_of(" \t="), rest.size());
        const auto key = rest.substr(0, end);
        if (!mayBeBare || !isBareKey(key)) return std::nullopt;
        rest.remove_prefix(end);
        return std::string(key);
    }
    std::string text;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return text;
        }
        if (rest[i] == '\\') {
            ++i;
            if (i == rest.size() || (rest[i] != '"' && rest[i] != '\\')) return std::nullopt;
        }
        text += rest[i];
    }
    return std::nullopt;
}

struct MapEntry {
    std::string key, value;
};

std::optional<MapEntry> entryOf(std::string_view line)
{
    MapEntry entry;
    const auto key = takeText(line, true);
    line = withoutBlanks(line);
    if (!key || !line.starts_with('=')) return std::nullopt;
    line = withoutBlanks(line.substr(1));
    const auto value = takeText(line, false);
    line = withoutBlanks(line);
    if (!value || (!line.empty() && line[0] != '#')) return std::nullopt;
    return MapEntry{*key, *value};
}
} // namespace

std::string columnWord(std::string_view text)
{
    const auto begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    text.remove_prefix(begin);
    std::string word(text.substr(0, text.find_last_not_of(" \t\r\n") + 1));
    for (auto& c : word) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == ' ' || c == '-' || c == '\n' || c == '\r' || c == '\t') c = '_';
    }
    return word;
}

Result<ImportMap> importMapOf(std::string_view bytes)
{
    if (bytes.size() > kMapBytesMax) return fail(ErrorCode::TooLarge, "The map is over 32 KiB.");
    LAPWING_ASSIGN(const auto decoded, importText(bytes));
    std::string_view text = decoded;
    ImportMap map;
    std::string section;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = withoutBlanks(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line[0] == '#') continue;
        if (line == "[columns]" || line == "[always]") {
            section = line;
            continue;
        }
        const auto entry = entryOf(line);
        if (!entry) return badMapLine(number, "is not \"HEAD\" = \"FIELD\"");
        if (section.empty()) return badMapLine(number, "stands before [columns] or [always]");
        if (section == "[columns]") {
            if (!map.columns.emplace(columnWord(entry->key), columnWord(entry->value)).second)
                return badMapLine(number, "names a column for the second time");
            continue;
        }
        const auto field = columnWord(entry->key);
        if (entry->value.empty()) return badMapLine(number, "says nothing");
        if (std::ranges::find(map.always, field, &decltype(map.always)::value_type::first) !=
            map.always.end())
            return badMapLine(number, "says for the second time what every row says");
        map.always.emplace_back(field, entry->value);
    }
    return map;
}

} // namespace lapwing::hub
