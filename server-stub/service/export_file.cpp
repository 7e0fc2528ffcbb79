#include "server-stub/service/export_file.h"

#include "server-stub/service/cell_text.h"
#include "server-stub/service/import_keys.h"
#include "server-stub/service/workbook_writer.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

namespace lapwing::hub {

namespace {
using nlohmann::json;
using SheetColumns = std::vector<std::string>;
constexpr std::array<std::string_view, 5> kLineColumns{
    line_key::kCase, line_key::kPanel, line_key::kRecord, line_key::kId, line_key::kConflict};
constexpr std::string_view kReasonColumn = ".why";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf"; ///< or Excel takes it for Windows-1252

std::string inNdjson(std::span<const json> lines)
{
    std::string text;
    for (const auto& line : lines) text += line.dump() + "\n";
    return text;
}

/// Fields in the order of the schema, as a person knows them; reasons behind their fields.
SheetColumns columnsOf(std::span<const json> lines)
{
    std::map<std::string, bool> used; // and whether with a reason
    for (const auto& line : lines) {
        for (const auto& [name, value] : line[line_key::kFields].items()) used.emplace(name, false);
        if (!line.contains(line_key::kWhy)) continue;
        for (const auto& [name, why] : line[line_key::kWhy].items()) used[name] = true;
    }
    SheetColumns columns(kLineColumns.begin(), kLineColumns.end());
    const auto take = [&](const std::string& name) {
        const auto at = used.find(name);
        if (at == used.end()) return;
        columns.push_back(name);
        if (at->second) columns.push_back(name + std::string(kReasonColumn));
        used.erase(at);
    };
    for (const auto& type : schema::types())
        for (const auto& field : type.fields) {
            take(std::string(field.name));
            take(std::string(type.name) + "." + std::string(field.name));
        }
    return columns;
}

const schema::Field* fieldOfColumn(const json& line, std::string_view column)
{
    const auto* type = schema::findType(line[line_key::kRecord].get_ref<const std::string&>());
    if (type && column.starts_with(type->name) && column.substr(type->name.size()).starts_with('.'))
        column.remove_prefix(type->name.size() + 1);
    return type ? type->find(column) : nullptr;
}

std::string textOfValue(const json& value)
{
    if (value.is_null()) return std::string(kEmptiedCell);
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump();
    std::string members;
    for (const auto& member : value)
        members += (members.empty() ? "" : ", ") + member.get<std::string>();
    return members;
}

/// A day or an instant comes back from any spreadsheet, and reads better without a guard.
bool isLeftAlone(const schema::Field* field)
{
    return field && (field->kind == ValueKind::Day || field->kind == ValueKind::Instant ||
                     field->kind == ValueKind::Integer);
}

std::string cellOf(const json& line, const std::string& column, ExportFormat format)
{
    const auto guard = [&](const schema::Field* field, const std::string& text) {
        return format == ExportFormat::Csv ? guardedCell(text) : guardedTextCell(field, text);
    };
    if (std::ranges::find(kLineColumns, column) != kLineColumns.end()) {
        const auto at = line.find(column);
        if (at == line.end()) return {};
        return at->is_string() ? guard(nullptr, at->get<std::string>()) : at->dump();
    }
    if (column.ends_with(kReasonColumn)) {
        const auto name = column.substr(0, column.size() - kReasonColumn.size());
        const auto why = line.value(line_key::kWhy, json::object()).value(name, std::string());
        return guard(nullptr, why);
    }
    const auto& fields = line[line_key::kFields];
    const auto at = fields.find(column);
    if (at == fields.end()) return {};
    const auto text = textOfValue(*at);
    const auto* field = fieldOfColumn(line, column);
    return at->is_null() || isLeftAlone(field) ? text : guard(field, text);
}

void addCsvCell(std::string& text, const std::string& cell)
{
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
    if (cell.find_first_not_of(kPlain) == std::string::npos) {
        text += cell;
        return;
    }
    text += '"';
    for (const char c : cell) {
        if (c == '"') text += '"';
        text += c;
    }
    text += '"';
}

std::string inCsv(std::span<const SheetRow> rows)
{
    std::string text(kByteOrderMark);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i > 0) text += ',';
            addCsvCell(text, row.cells[i]);
        }
        text += "\r\n";
    }
    return text;
}
} // namespace

Result<ExportFormat> exportFormatOf(std::string_view fileName)
{
    if (fileName.ends_with(".ndjson")) return ExportFormat::Ndjson;
    if (fileName.ends_with(".csv")) return ExportFormat::Csv;
    if (fileName.ends_with(".xlsx")) return ExportFormat::Xlsx;
    return fail(ErrorCode::Rejected, "The name of the file ends in .ndjson, .csv or .xlsx. Nothing "
                                     "was written. Choose one of them.");
}

Result<std::string> exportFile(std::span<const json> lines, ExportFormat format)
{
    if (format == ExportFormat::Ndjson) return inNdjson(lines);
    const auto columns = columnsOf(lines);
    if (columns.size() > kSheetColumnsMax)
        return fail(ErrorCode::TooLarge, "The sheet would have over 1,000 columns. Nothing was "
                                         "written. Export as .ndjson, or one case.");
    std::vector<SheetRow> rows{{1, columns}};
    for (const auto& line : lines) {
        auto& row = rows.emplace_back(SheetRow{rows.size() + 1, {}});
        for (const auto& column : columns) row.cells.push_back(cellOf(line, column, format));
    }
    if (format == ExportFormat::Xlsx) return workbookOf(rows);
    return inCsv(rows);
}

} // namespace lapwing::hub
