#include "server-stub/service/import_sheet.h"

#include "server-stub/service/cell_text.h"
#include "server-stub/service/import_keys.h"
#include "server-stub/service/written_day.h"
#include "shared/base/civil.h"
#include "shared/schema/person_fields.h"
#include "shared/schema/validate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>
#include <vector>

namespace lapwing::hub {

namespace {
using nlohmann::json;
using SheetCells = std::vector<std::string>;
constexpr std::array<std::string_view, 3> kNeeded{line_key::kCase, line_key::kPanel,
                                                  line_key::kRecord};
constexpr std::array<std::string_view, 5> kOfLine{
    line_key::kCase, line_key::kPanel, line_key::kRecord, line_key::kId, line_key::kConflict};
constexpr std::string_view kReasonEnd = ".why";
constexpr std::string_view kLeftOut = "-"; ///< no column is called so: columnWord() has "_"

Error badSheet(std::string why) { return fail(ErrorCode::Rejected, std::move(why)); }

std::string_view trimmedCell(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

bool isDigitsOnly(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
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
        // Rows of nothing may stand before the one that names the columns.
        const auto said = std::min(m_rest.find_first_not_of(" ,;\t\r\n\""), m_rest.size());
        const auto begin = m_rest.rfind('\n', said) + 1; // 0 when there is none before
        head = m_rest.substr(begin, m_rest.find('\n', said) - begin);
        for (const char candidate : {';', '\t'})
            if (std::ranges::count(head, candidate) > std::ranges::count(head, m_comma))
                m_comma = candidate;
    }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    /// Where the row read last began.
    [[nodiscard]] std::uint64_t row() const { return m_row; }

    [[nodiscard]] Result<SheetCells> next()
    {
        m_row = m_line;
        SheetCells cells;
        std::size_t bytes = 0;
        for (bool more = true; more;) {
            LAPWING_ASSIGN(auto cell, readCell(more));
            bytes += cell.size();
            if (bytes > kImportLineBytesMax) return lost(ErrorCode::TooLarge, "is over 1 MiB");
            if (cells.size() == kSheetColumnsMax)
                return lost(ErrorCode::TooLarge, "has over 1,000 cells");
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
        std::string cell(trimmedCell(m_rest.substr(0, end)));
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
        return std::string(trimmedCell(cell));
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

Result<std::string> columnMeant(const std::string& head, const ImportMap& map)
{
    const auto word = columnWord(head);
    const auto at = map.columns.find(word);
    if (at != map.columns.end()) return at->second.empty() ? std::string(kLeftOut) : at->second;
    if (word.empty() || std::ranges::find(kOfLine, word) != kOfLine.end()) return word;
    return badSheet("The map has no line for the column \"" + head.substr(0, 60) +
                    "\". Add one; with \"\" the column is left out.");
}

/// The names of the sheet's columns, and behind them those that every row says.
Result<SheetCells> readHead(SheetCells cells, const ImportMap* map)
{
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    if (map)
        for (const auto& [head, field] : map->columns)
            if (std::ranges::find(cells, head, columnWord) == cells.end())
                return badSheet("The sheet has no column \"" + head + "\", which the map names.");
    for (auto& cell : cells) {
        if (map) {
            LAPWING_ASSIGN(cell, columnMeant(cell, *map));
        } else {
            cell = columnWord(cell);
        }
    }
    if (map)
        for (const auto& [field, text] : map->always) cells.push_back(field);
    for (const auto needed : kNeeded)
        if (std::ranges::find(cells, needed) == cells.end())
            return badSheet("The head row has no \"" + std::string(needed) +
                            "\" column. It names case, panel, record and the fields; a map can say "
                            "what every row has.");
    auto sorted = cells;
    std::erase(sorted, kLeftOut);
    std::ranges::sort(sorted);
    const auto twice = std::ranges::adjacent_find(sorted);
    if (twice != sorted.end()) return badSheet("The head row names \"" + *twice + "\" twice.");
    return cells;
}

/// 4/3/1988 or 4 March 1988, as a sheet of this country shows it, as 1988-03-04.
std::optional<std::string> isoDay(std::string_view cell)
{
    if (const auto time = cell.find(" 00:00"); time != std::string_view::npos)
        cell = cell.substr(0, time);
    const auto day = writtenDay(cell);
    if (!day) return std::nullopt;
    return formatDay(*day);
}

json members(const schema::Field& field, std::string_view cell)
{
    auto all = json::array();
    while (!cell.empty()) {
        const auto end = std::min(cell.find(','), cell.size());
        const auto member = trimmedCell(cell.substr(0, end));
        const bool isOther = field.vocabulary && !field.vocabulary->find(member);
        if (!member.empty()) all.push_back(isOther ? columnWord(member) : std::string(member));
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return all;
}

Result<json> cellSaid(const schema::Field& field, std::string_view cell)
{
    if (const auto guarded = textOfGuarded(cell)) {
        if (field.isSet()) return members(field, *guarded);
        return json(*guarded);
    }
    if (const auto harm = spreadsheetHarm(field, cell); !harm.empty())
        return schema::refused(field, harm);
    if (field.isSet()) return members(field, cell);
    if (field.vocabulary && !field.vocabulary->find(cell)) return json(columnWord(cell));
    const bool isYear = schema::person::dob.names(field) && cell.size() == 4;
    if (field.kind == ValueKind::Day && isDigitsOnly(cell) && !isYear)
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

std::string cellUnder(std::string_view column, const SheetCells& head, const SheetCells& cells)
{
    const auto at = static_cast<std::size_t>(std::ranges::find(head, column) - head.begin());
    return at < cells.size() ? cells[at] : std::string();
}

/// What a row says of its line, besides the fields; false for a column of a field.
Result<bool> readPlace(json& line, const std::string& column, const std::string& cell)
{
    if (column == line_key::kRecord || column == line_key::kPanel)
        line[column] = columnWord(cell);
    else if (column == line_key::kCase || column == line_key::kId)
        line[column] = textOfGuarded(cell).value_or(cell);
    else if (column == line_key::kConflict) {
        if (!isDigitsOnly(cell) || cell.size() > 4) return badSheet("\"conflict\" takes a number.");
        line[column] = std::stoul(cell);
    } else if (column.ends_with(kReasonEnd))
        line[line_key::kWhy][column.substr(0, column.size() - kReasonEnd.size())] =
            textOfGuarded(cell).value_or(cell);
    else
        return false;
    return true;
}

Result<json> readRow(const SheetCells& head, const SheetCells& cells)
{
    const auto record = columnWord(cellUnder(line_key::kRecord, head, cells));
    const bool isOfConflict = !cellUnder(line_key::kConflict, head, cells).empty();
    auto line = json::object();
    auto fields = json::object();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty() || (i < head.size() && head[i] == kLeftOut)) continue;
        if (i >= head.size() || head[i].empty())
            return badSheet("Cell " + std::to_string(i + 1) +
                            " of the row is under no column's name.");
        LAPWING_ASSIGN(const bool isOfLine, readPlace(line, head[i], cells[i]));
        if (isOfLine) continue;
        if (isOfConflict && cells[i] == kEmptiedCell)
            fields[head[i]] = nullptr;
        else if (const auto* field = fieldOf(record, head[i])) {
            LAPWING_ASSIGN(fields[head[i]], cellSaid(*field, cells[i]));
        } else
            fields[head[i]] = cells[i];
    }
    line[line_key::kFields] = std::move(fields);
    return line;
}

/// Rows in their order, of which the first that says anything is the head.
class RowsSaid {
public:
    RowsSaid(const ImportLine& take, const ImportMap* map) : m_take(take), m_map(map) {}
    /// False when no more are wanted.
    [[nodiscard]] bool add(std::uint64_t number, Result<SheetCells> cells)
    {
        if (!cells.ok()) return m_take(number, cells.error());
        if (std::ranges::all_of(*cells, &std::string::empty)) return true;
        if (!m_head.empty()) return m_take(number, readMapped(std::move(*cells)));
        auto head = readHead(std::move(*cells), m_map);
        if (head.ok())
            m_head = std::move(*head);
        else
            m_take(number, head.error());
        return !m_head.empty();
    }

private:
    [[nodiscard]] Result<json> readMapped(SheetCells cells) const
    {
        if (!m_map) return readRow(m_head, cells);
        const auto own = m_head.size() - m_map->always.size();
        while (cells.size() > own && cells.back().empty()) cells.pop_back();
        if (cells.size() > own)
            return badSheet("Cell " + std::to_string(own + 1) +
                            " of the row is under no column's name.");
        cells.resize(own);
        for (const auto& [field, text] : m_map->always) cells.push_back(text);
        return readRow(m_head, cells);
    }

    const ImportLine& m_take;
    const ImportMap* m_map;
    SheetCells m_head;
};
} // namespace

void eachSheetRow(std::string_view text, const ImportLine& take, const ImportMap* map)
{
    SheetReader reader(text);
    RowsSaid said(take, map);
    while (!reader.atEnd()) {
        auto cells = reader.next();
        if (!said.add(reader.row(), std::move(cells))) return;
    }
}

void eachSheetRow(std::span<const SheetRow> rows, const ImportLine& take, const ImportMap* map)
{
    RowsSaid said(take, map);
    for (const auto& row : rows) {
        auto cells = row.cells;
        for (auto& cell : cells) cell = trimmedCell(cell);
        if (!said.add(row.number, std::move(cells))) return;
    }
}

std::vector<std::string> headsOfSheet(std::string_view text)
{
    SheetReader reader(text);
    while (!reader.atEnd()) {
        auto cells = reader.next();
        if (!cells.ok()) return {};
        if (!std::ranges::all_of(*cells, &std::string::empty)) return std::move(*cells);
    }
    return {};
}

} // namespace lapwing::hub
