#include "server-stub/service/workbook_writer.h"

#include "shared/schema/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>
#include <memory>
#include <utility>
#include <zip.h>

namespace lapwing::hub {

namespace {
using NamedPart = std::pair<const char*, std::string>;
constexpr std::string_view kXmlHead = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                                      "\n";
constexpr const char* kTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package)"
    R"(.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-)"
    R"(officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-)"
    R"(officedocument.spreadsheetml.styles+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.)"
    R"(openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>)";
constexpr const char* kPackageLinks =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/)"
    R"(relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr const char* kBook =
    R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>)"
    R"(<sheet name="Cases" sheetId="1" r:id="rId1"/></sheets></workbook>)";
constexpr const char* kBookLinks =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/)"
    R"(relationships/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/)"
    R"(relationships/styles" Target="styles.xml"/></Relationships>)";
/// Style 1 is 49, "@": a text, whatever is typed into it.
constexpr const char* kStyles =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
    R"(<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill>)"
    R"(<fill><patternFill patternType="gray125"/></fill></fills>)"
    R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>)"
    R"(</cellStyleXfs><cellXfs count="2">)"
    R"(<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)"
    R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)"
    R"(</cellXfs></styleSheet>)";

/// "_x0041_" would be read as "A": its first sign is told by its number.
bool beginsEscape(std::string_view text)
{
    return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
           std::ranges::all_of(text.substr(2, 4), [](unsigned char c) { return std::isxdigit(c); });
}

Result<std::string> inXml(std::string_view text)
{
    if (!schema::isUtf8(text)) return fail(ErrorCode::Malformed, {}, "a cell that is no UTF-8");
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isControl = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
        if (isControl) return fail(ErrorCode::Malformed, {}, "a cell with a control character");
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '_' && beginsEscape(text.substr(i)))
            out += "_x005F_";
        else
            out += c;
    }
    return out;
}

/// Column 0 is "A", 27 is "AB".
std::string lettersOf(std::size_t column)
{
    std::string letters;
    for (auto left = column + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    return letters;
}

Result<std::string> sheetOf(std::span<const SheetRow> rows)
{
    std::string xml =
        R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
        "<sheetData>";
    for (const auto& row : rows) {
        const auto number = std::to_string(row.number);
        xml += R"(<row r=")" + number + "\">";
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (row.cells[i].empty()) continue;
            LAPWING_ASSIGN(const auto text, inXml(row.cells[i]));
            xml += R"(<c r=")" + lettersOf(i) + number +
                   R"(" s="1" t="inlineStr"><is><t xml:space="preserve">)" + text + "</t></is></c>";
        }
        xml += "</row>";
    }
    return xml + "</sheetData></worksheet>";
}

/// Packs the parts in memory.
Result<std::string> zipped(std::span<const NamedPart> parts)
{
    constexpr auto kNoMemory = "no memory for a workbook";
    auto* raw = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> buffer(raw, &zip_source_free);
    if (!buffer) return fail(ErrorCode::Internal, {}, kNoMemory);
    zip_source_keep(buffer.get()); // the archive lets go of one
    auto* zip = zip_open_from_source(buffer.get(), ZIP_TRUNCATE, nullptr);
    if (!zip) {
        zip_source_free(buffer.get());
        return fail(ErrorCode::Internal, {}, kNoMemory);
    }
    constexpr time_t kNoTime = 315'532'800; // 1980, the first that a ZIP file can tell
    for (const auto& [name, text] : parts) {
        auto* part = zip_source_buffer(zip, text.data(), text.size(), 0);
        const auto at = part ? zip_file_add(zip, name, part, ZIP_FL_ENC_UTF_8) : -1;
        const bool isAdded =
            at >= 0 && zip_file_set_mtime(zip, static_cast<zip_uint64_t>(at), kNoTime, 0) == 0;
        if (isAdded) continue;
        if (part && at < 0) zip_source_free(part);
        zip_discard(zip);
        return fail(ErrorCode::Internal, {}, kNoMemory);
    }
    if (zip_close(zip) != 0) {
        zip_discard(zip);
        return fail(ErrorCode::Internal, {}, "a workbook that cannot be packed");
    }
    zip_stat_t told;
    zip_stat_init(&told);
    if (zip_source_stat(buffer.get(), &told) != 0 || zip_source_open(buffer.get()) != 0)
        return fail(ErrorCode::Internal, {}, "a workbook that cannot be read back");
    std::string bytes(told.size, '\0');
    const auto got = zip_source_read(buffer.get(), bytes.data(), bytes.size());
    zip_source_close(buffer.get());
    if (got < 0 || static_cast<std::size_t>(got) != bytes.size())
        return fail(ErrorCode::Internal, {}, "a workbook that cannot be read back");
    return bytes;
}
} // namespace

Result<std::string> workbookOf(std::span<const SheetRow> rows)
{
    LAPWING_ASSIGN(auto sheet, sheetOf(rows));
    std::array<NamedPart, 6> parts{NamedPart{"[Content_Types].xml", kTypes},
                                   {"_rels/.rels", kPackageLinks},
                                   {"xl/workbook.xml", kBook},
                                   {"xl/_rels/workbook.xml.rels", kBookLinks},
                                   {"xl/styles.xml", kStyles},
                                   {"xl/worksheets/sheet1.xml", std::move(sheet)}};
    for (auto& [name, text] : parts) text.insert(0, kXmlHead);
    return zipped(parts);
}

} // namespace lapwing::hub
