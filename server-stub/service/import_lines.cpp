#include "server-stub/service/import_lines.h"

#include "server-stub/service/import_sheet.h"
#include "server-stub/service/workbook.h"
#include "shared/base/bytes.h"
#include "shared/schema/text.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <unistr.h>
#include <vector>

namespace lapwing::hub {

namespace {
using nlohmann::json;
constexpr int kJsonDepthMax = 4;
constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";

Error notText()
{
    return fail(ErrorCode::Malformed, "The file is not text in UTF-8 or UTF-16. Save it as "
                                      "\"CSV UTF-8\", and import that.");
}

Result<std::string> fromUtf16(std::string_view bytes, bool bigFirst)
{
    if (bytes.size() % 2 != 0) return notText();
    std::vector<std::uint16_t> units(bytes.size() / 2);
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto first = static_cast<std::uint8_t>(bytes[2 * i]);
        const auto second = static_cast<std::uint8_t>(bytes[2 * i + 1]);
        units[i] = static_cast<std::uint16_t>(bigFirst ? first << 8 | second : second << 8 | first);
    }
    std::size_t size = 0;
    const std::unique_ptr<std::uint8_t, decltype(&std::free)> text(
        u16_to_u8(units.data(), units.size(), nullptr, &size), &std::free);
    if (!text || std::ranges::find(units, 0) != units.end()) return notText();
    return std::string(textOf({text.get(), size}));
}

/// One object, refusing a key told twice: which of the two was meant is not ours to guess.
Result<json> parseObject(std::string_view line)
{
    if (line.size() > kImportLineBytesMax)
        return fail(ErrorCode::TooLarge, "The line is over 1 MiB.");
    std::vector<std::set<std::string>> keys;
    bool twice = false;
    bool deep = false;
    const auto watch = [&](int depth, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::object_start) keys.emplace_back();
        if (event == json::parse_event_t::object_end) keys.pop_back();
        if (event == json::parse_event_t::key)
            twice = !keys.back().insert(parsed.get<std::string>()).second || twice;
        deep = deep || depth > kJsonDepthMax;
        return !deep;
    };
    auto parsed = json::parse(line.begin(), line.end(), watch, false);
    if (deep) return fail(ErrorCode::Rejected, "The line is nested too deeply.");
    if (parsed.is_discarded() || !parsed.is_object())
        return fail(ErrorCode::Malformed, "The line is not a JSON object.");
    if (twice) return fail(ErrorCode::Rejected, "The line names the same key twice.");
    return parsed;
}

Error notForJson()
{
    return fail(ErrorCode::Rejected, "A map is for sheets, and this file has JSON lines.");
}

bool isBlankLine(std::string_view line)
{
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}
} // namespace

Result<std::string> importText(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xfe")) return fromUtf16(bytes.substr(2), false);
    if (bytes.starts_with("\xfe\xff")) return fromUtf16(bytes.substr(2), true);
    if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
    if (!schema::isUtf8(bytes) || bytes.find('\0') != std::string_view::npos) return notText();
    return std::string(bytes);
}

Result<void> eachImportLine(std::string_view file, const ImportLine& take, const ImportMap* map)
{
    if (isWorkbook(file)) {
        LAPWING_ASSIGN(const auto rows, rowsOfWorkbook(file));
        eachSheetRow(rows, take, map);
        return {};
    }
    LAPWING_ASSIGN(const auto decoded, importText(file));
    std::string_view text = decoded;
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin != std::string_view::npos && text[begin] != '{') {
        eachSheetRow(text, take, map);
        return {};
    }
    if (map) return notForJson();
    for (std::uint64_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.size() <= kImportLineBytesMax && isBlankLine(line)) continue;
        if (!take(number, parseObject(line))) break;
    }
    return {};
}

Result<std::vector<std::string>> importHeads(std::string_view file)
{
    std::vector<std::string> heads;
    if (isWorkbook(file)) {
        LAPWING_ASSIGN(auto rows, rowsOfWorkbook(file));
        if (!rows.empty()) heads = std::move(rows.front().cells);
    } else {
        LAPWING_ASSIGN(const auto text, importText(file));
        if (text.starts_with('{')) return notForJson();
        heads = headsOfSheet(text);
    }
    while (!heads.empty() && heads.back().empty()) heads.pop_back();
    if (heads.empty()) return fail(ErrorCode::Rejected, "The sheet has no head row.");
    return heads;
}

} // namespace lapwing::hub
