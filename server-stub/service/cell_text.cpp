#include "server-stub/service/cell_text.h"

#include "shared/schema/meaning.h"
#include "shared/schema/person_fields.h"

#include <algorithm>
#include <array>

namespace lapwing::hub {

namespace {
constexpr char kGuard = '\'';
/// The signs that begin a formula, in their full width too.
constexpr std::array<std::string_view, 8> kFormulaSigns{"=",      "+",      "-",      "@",
                                                        "\uff1d", "\uff0b", "\uff0d", "\uff20"};
constexpr std::string_view kOfNumbers = "0123456789 .,/-:()+eE%";

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAllDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, isDigit);
}

/// What may stand behind a guard: only there is an apostrophe one.
bool mayBeGuarded(std::string_view text)
{
    if (text.empty()) return false;
    constexpr std::string_view kFirst = "#('";
    return isDigit(text[0]) || kFirst.find(text[0]) != std::string_view::npos ||
           std::ranges::any_of(kFormulaSigns,
                               [&](std::string_view sign) { return text.starts_with(sign); });
}

bool losesApostrophe(std::string_view text)
{
    return text.starts_with(kGuard) && mayBeGuarded(text.substr(1));
}

bool isTakenForAnother(std::string_view text)
{
    if (text.empty()) return false;
    if (text[0] == '#' || text == kEmptiedCell) return true;
    if (std::ranges::any_of(kFormulaSigns, [&](auto sign) { return text.starts_with(sign); }))
        return true;
    return isDigit(text[0]) && text.find_first_not_of(kOfNumbers) == std::string_view::npos;
}

std::string behindGuard(std::string_view text) { return kGuard + std::string(text); }
} // namespace

std::string guardedCell(std::string_view text)
{
    const bool guards = isTakenForAnother(text) || losesApostrophe(text);
    return guards ? behindGuard(text) : std::string(text);
}

std::string guardedTextCell(const schema::Field* field, std::string_view text)
{
    const bool isRefused = field && !spreadsheetHarm(*field, text).empty();
    const bool guards = isRefused || text == kEmptiedCell || losesApostrophe(text);
    return guards ? behindGuard(text) : std::string(text);
}

std::optional<std::string> textOfGuarded(std::string_view cell)
{
    if (!losesApostrophe(cell)) return std::nullopt;
    return std::string(cell.substr(1));
}

std::string_view spreadsheetHarm(const schema::Field& field, std::string_view cell)
{
    if (cell.starts_with('#') && (cell.ends_with('!') || cell.ends_with('?') || cell == "#N/A"))
        return "is an error of the spreadsheet";
    const bool isNumber = schema::isTelephone(field);
    const bool isNhs = schema::person::nhsNo.names(field);
    if ((!isNumber && !isNhs) || cell.empty() || !isDigit(cell[0])) return {};
    constexpr std::string_view lostZero =
        "has lost a leading 0 in the spreadsheet. Format the column as text";
    if (cell.find("E+") != std::string_view::npos && cell.find('@') == std::string_view::npos)
        return "was made a power of ten by the spreadsheet. Format the column as text";
    if (!isAllDigits(cell)) return {};
    if (isNumber && (cell.size() == 9 || cell.size() == 10) && cell[0] != '0') return lostZero;
    return isNhs && cell.size() == 9 ? lostZero : std::string_view{};
}

} // namespace lapwing::hub
