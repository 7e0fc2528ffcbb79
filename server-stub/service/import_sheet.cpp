#include "server-stub/service/import_sheet.h"

#include "shared/base/civil.h"
#include "shared/schema/contact_fields.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/referral_fields.h"
#include "shared/schema/validate.h"
#include "shared/schema/visit_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>
#include <vector>

namespace lapwing::hub {

namespace {
using nlohmann::json;
using Cells = std::vector<std::string>;
constexpr std::size_t kColumnsMax = 200;
constexpr std::array<std::string_view, 3> kNeeded{"case", "panel", "record"};

Error bad(std::string why) { return fail(ErrorCode::Rejected, std::move(why)); }

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "In progress" as the word of a choice or the name of a column is written: in_progress.
std::string folded(std::string_view text)
{
    std::string word(trimmed(text));
    for (auto& c : word) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == ' ' || c == '-') c = '_';
    }
    return word;
}

/// Reads a sheet row by row. A row may go over several lines, inside quotes.
class SheetReader {
public:
    explicit SheetReader(std::string_view text) : m_rest(text)
    {
        constexpr std::string_view kSays = "sep=";
        auto head = m_rest.substr(0, m_rest.find('\n'));
        if (head.starts_with(kSays) && head.size() > kSays.size()) {
            m_comma = head[kSays.size()];
            line();
            return;
        }
        for (const char candidate : {';', '\t'})
            if (std::ranges::count(head, candidate) > std::ranges::count(head, m_comma))
                m_comma = candidate;
    }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    /// Where the row read last began.
    [[nodiscard]] std::uint64_t row() const { return m_row; }

    [[nodiscard]] Result<Cells> next()
    {
        m_row = m_line;
        Cells cells;
        std::size_t bytes = 0;
        for (bool more = true; more;) {
            LAPWING_ASSIGN(auto cell, readCell(more));
            bytes += cell.size();
            if (bytes > kImportLineBytesMax) return lost(ErrorCode::TooLarge, "is over 1 MiB");
            if (cells.size() == kColumnsMax) return lost(ErrorCode::TooLarge, "has over 200 cells");
            cells.push_back(std::move(cell));
        }
        return cells;
    }

private:
    /// A row that cannot be followed: so neither can those after it.
    [[nodiscard]] Error lost(ErrorCode code, std::string_view why)
    {
        m_rest = {};
        return fail(code, "The row " + std::string(why) + ".");
    }
    void line()
    {
        m_rest.remove_prefix(std::min(m_rest.find('\n'), m_rest.size() - 1) + 1);
        ++m_line;
    }
    /// The text up to the next cell or row; `more` is whether another cell of the row follows.
    [[nodiscard]] Result<std::string> readCell(bool& more)
    {
        const auto blanks = std::min(m_rest.find_first_not_of(' '), m_rest.size());
        if (m_rest.substr(blanks).starts_with('"')) return readQuoted(blanks + 1, more);
        const char ends[] = {m_comma, '\n', '\0'};
        const auto end = std::min(m_rest.find_first_of(ends), m_rest.size());
        std::string cell(trimmed(m_rest.substr(0, end)));
        leave(end, more);
        return cell;
    }
    [[nodiscard]] Result<std::string> readQuoted(std::size_t at, bool& more)
    {
        std::string cell;
        for (;; at += 2) {
            const auto end = m_rest.find('"', at);
            if (end == std::string_view::npos)
                return lost(ErrorCode::Malformed, "has a quotation mark that nothing closes");
            cell += m_rest.substr(at, end - at);
            at = end;
            if (!m_rest.substr(end + 1).starts_with('"')) break;
            cell += '"';
        }
        m_line += static_cast<std::uint64_t>(std::ranges::count(m_rest.substr(0, at), '\n'));
        const auto rest = m_rest.substr(at + 1);
        const auto after = std::min(rest.find_first_not_of(" \r"), rest.size());
        if (after < rest.size() && rest[after] != m_comma && rest[after] != '\n')
            return lost(ErrorCode::Malformed, "has text after a closing quotation mark");
        leave(at + 1 + after, more);
        return std::string(trimmed(cell));
    }
    void leave(std::size_t end, bool& more)
    {
        more = end < m_rest.size() && m_rest[end] == m_comma;
        if (end < m_rest.size() && !more) ++m_line;
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
    }

    std::string_view m_rest;
    char m_comma = ',';
    std::uint64_t m_line = 1;
    std::uint64_t m_row = 1;
};

Result<Cells> readHead(Cells cells)
{
    for (auto& cell : cells) cell = folded(cell);
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    for (const auto needed : kNeeded)
        if (std::ranges::find(cells, needed) == cells.end())
            return bad("The head row has no \"" + std::string(needed) +
                       "\" column. It names case, panel, record and the fields.");
    auto sorted = cells;
    std::ranges::sort(sorted);
    const auto twice = std::ranges::adjacent_find(sorted);
    if (twice != sorted.end()) return bad("The head row names \"" + *twice + "\" twice.");
    return cells;
}

/// Digits that a spreadsheet took for a number, and what it did to them.
std::string_view harmTo(const schema::Field& field, std::string_view cell)
{
    if (cell.starts_with('#') && (cell.ends_with('!') || cell.ends_with('?') || cell == "#N/A"))
        return "is an error of the spreadsheet";
    const bool isNumber = schema::contact::value.names(field) ||
                          schema::visit::checkInPhone.names(field) ||
                          schema::referral::contactPhone.names(field);
    const bool isNhs = schema::person::nhsNo.names(field);
    if (!isNumber && !isNhs) return {};
    if (cell.find("E+") != std::string_view::npos && cell.find('@') == std::string_view::npos)
        return "was made a power of ten by the spreadsheet. Format the column as text";
    if (isNumber && isDigits(cell) && (cell.size() == 9 || cell.size() == 10) && cell[0] != '0')
        return "has lost a leading 0 in the spreadsheet. Format the column as text";
    if (isNhs && isDigits(cell) && cell.size() == 9)
        return "has lost a leading 0 in the spreadsheet. Format the column as text";
    return {};
}

/// 4/3/1988, as a sheet of this country shows it, as 1988-03-04.
std::optional<std::string> isoDay(std::string_view cell)
{
    if (const auto time = cell.find(" 00:00"); time != std::string_view::npos)
        cell = cell.substr(0, time);
    std::array<int, 3> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto end = i == 2 ? cell.size() : std::min(cell.find('/'), cell.size());
        const auto part = cell.substr(0, end);
        if (!isDigits(part) || part.size() > (i == 2 ? 4u : 2u) || (i == 2 && part.size() != 4))
            return std::nullopt;
        std::from_chars(part.data(), part.data() + part.size(), parts[i]);
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    using namespace std::chrono;
    const year_month_day day(year(parts[2]), month(static_cast<unsigned>(parts[1])),
                             std::chrono::day(static_cast<unsigned>(parts[0])));
    if (!day.ok()) return std::nullopt;
    return formatDay(sys_days(day).time_since_epoch().count());
}

json members(const schema::Field& field, std::string_view cell)
{
    auto all = json::array();
    while (!cell.empty()) {
        const auto end = std::min(cell.find(','), cell.size());
        const auto member = trimmed(cell.substr(0, end));
        if (!member.empty()) all.push_back(field.vocabulary ? folded(member) : std::string(member));
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return all;
}

Result<json> said(const schema::Field& field, std::string_view cell)
{
    if (const auto harm = harmTo(field, cell); !harm.empty()) return schema::refused(field, harm);
    if (field.isSet()) return members(field, cell);
    if (field.vocabulary && !field.vocabulary->find(cell)) return json(folded(cell));
    if (field.kind == ValueKind::Day && isDigits(cell))
        return schema::refused(field, "is a number. Format the column as a date, or as text "
                                      "like 1988-03-14");
    if (field.kind == ValueKind::Day) return json(isoDay(cell).value_or(std::string(cell)));
    std::int64_t number = 0;
    if (field.kind == ValueKind::Integer) {
        const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), number);
        if (read.ec != std::errc{} || read.ptr != cell.data() + cell.size())
            return schema::refused(field, "is not a whole number");
        return json(number);
    }
    return json(std::string(cell));
}

/// A field that the record's type does not have is left to the import, which names it.
const schema::Field* fieldOf(std::string_view record, std::string_view column)
{
    const auto* type = schema::findType(record);
    if (!type) return nullptr;
    if (column.starts_with(record) && column.substr(record.size()).starts_with('.'))
        column.remove_prefix(record.size() + 1);
    return type->find(column);
}

Result<json> readRow(const Cells& head, const Cells& cells)
{
    const auto at = std::ranges::find(head, "record") - head.begin();
    const auto record = static_cast<std::size_t>(at) < cells.size()
                            ? folded(cells[static_cast<std::size_t>(at)])
                            : std::string();
    auto line = json::object();
    auto fields = json::object();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty()) continue;
        if (i >= head.size() || head[i].empty())
            return bad("Cell " + std::to_string(i + 1) + " of the row is under no column's name.");
        if (head[i] == "record" || head[i] == "panel")
            line[head[i]] = folded(cells[i]);
        else if (head[i] == "case" || head[i] == "id")
            line[head[i]] = cells[i];
        else if (const auto* field = fieldOf(record, head[i])) {
            LAPWING_ASSIGN(fields[head[i]], said(*field, cells[i]));
        } else
            fields[head[i]] = cells[i];
    }
    line["fields"] = std::move(fields);
    return line;
}

/// Rows in their order, of which the first that says anything is the head.
class RowsSaid {
public:
    explicit RowsSaid(const ImportLine& take) : m_take(take) {}
    /// False when no more are wanted.
    [[nodiscard]] bool add(std::uint64_t number, Result<Cells> cells)
    {
        if (!cells.ok()) return m_take(number, cells.error());
        if (std::ranges::all_of(*cells, &std::string::empty)) return true;
        if (!m_head.empty()) return m_take(number, readRow(m_head, *cells));
        auto head = readHead(std::move(*cells));
        if (head.ok())
            m_head = std::move(*head);
        else
            m_take(number, head.error());
        return !m_head.empty();
    }

private:
    const ImportLine& m_take;
    Cells m_head;
};
} // namespace

void eachSheetRow(std::string_view text, const ImportLine& take)
{
    SheetReader reader(text);
    RowsSaid said(take);
    while (!reader.atEnd()) {
        auto cells = reader.next();
        if (!said.add(reader.row(), std::move(cells))) return;
    }
}

void eachSheetRow(std::span<const SheetRow> rows, const ImportLine& take)
{
    RowsSaid said(take);
    for (const auto& row : rows) {
        auto cells = row.cells;
        for (auto& cell : cells) cell = trimmed(cell);
        if (!said.add(row.number, std::move(cells))) return;
    }
}

} // namespace lapwing::hub
