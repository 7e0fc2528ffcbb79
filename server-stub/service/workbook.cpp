#include "server-stub/service/workbook.h"

#include "server-stub/service/number_format.h"

#include <algorithm>
#include <charconv>
#include <expat.h>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <zip.h>

namespace lapwing::hub {

namespace {
constexpr std::size_t kEscapeBytes = 7; ///< "_x0041_"
constexpr std::string_view kZipMark = "PK\x03\x04";
/// The compound file that a workbook with a password lies in, and workbooks of before 2007.
constexpr std::string_view kCompoundMark = "\xd0\xcf\x11\xe0";
constexpr const char* kSaveAsCsv = " Save the sheet as \"CSV UTF-8\", and import that.";

Error badBook(std::string why) { return fail(ErrorCode::Rejected, std::move(why)); }
Error brokenBook()
{
    return fail(ErrorCode::Malformed, std::string("The workbook cannot be read.") + kSaveAsCsv);
}

using Attributes = std::map<std::string_view, std::string_view>;

std::string_view givenIn(const Attributes& attributes, std::string_view name)
{
    const auto found = attributes.find(name);
    return found == attributes.end() ? std::string_view{} : found->second;
}

bool isOn(std::string_view value) { return value == "1" || value == "true"; }

int intOf(std::string_view text)
{
    int number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// What is heard of an XML part. Names come without their namespace's prefix.
struct Heard {
    std::function<void(std::string_view name, const Attributes& with)> begins;
    std::function<void(std::string_view name)> ends = [](std::string_view) {};
    std::function<void(std::string_view text)> says = [](std::string_view) {};
    XML_Parser parser = nullptr;
};

std::string_view localName(const char* name)
{
    const std::string_view full(name);
    const auto colon = full.rfind(':');
    return colon == std::string_view::npos ? full : full.substr(colon + 1);
}

void XMLCALL hearBegin(void* to, const XML_Char* name, const XML_Char** attributes)
{
    Attributes with;
    for (; attributes[0]; attributes += 2) with.emplace(localName(attributes[0]), attributes[1]);
    static_cast<Heard*>(to)->begins(localName(name), with);
}
void XMLCALL hearEnd(void* to, const XML_Char* name)
{
    static_cast<Heard*>(to)->ends(localName(name));
}
void XMLCALL hearText(void* to, const XML_Char* said, int size)
{
    static_cast<Heard*>(to)->says({said, static_cast<std::size_t>(size)});
}
void XMLCALL hearDoctype(void* to, const XML_Char*, const XML_Char*, const XML_Char*, int)
{
    // No workbook has one; what it may declare is of no use here.
    XML_StopParser(static_cast<Heard*>(to)->parser, XML_FALSE);
}

Result<void> hear(std::string_view xml, Heard heard)
{
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
        XML_ParserCreate(nullptr), &XML_ParserFree);
    if (!parser) return fail(ErrorCode::Internal, {}, "no memory for an XML reader");
    heard.parser = parser.get();
    XML_SetUserData(parser.get(), &heard);
    XML_SetElementHandler(parser.get(), hearBegin, hearEnd);
    XML_SetCharacterDataHandler(parser.get(), hearText);
    XML_SetStartDoctypeDeclHandler(parser.get(), hearDoctype);
    constexpr std::size_t kPiece = 1u << 20;
    for (bool more = true; more;) {
        const auto piece = xml.substr(0, kPiece);
        xml.remove_prefix(piece.size());
        more = !xml.empty();
        if (XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), more ? 0 : 1) !=
            XML_STATUS_OK)
            return brokenBook();
    }
    return {};
}

/// The packed parts of a workbook, which lies in memory.
class BookZip {
public:
    explicit BookZip(std::string_view bytes)
    {
        zip_error_t why;
        zip_error_init(&why);
        auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &why);
        if (source) m_zip.reset(zip_open_from_source(source, ZIP_RDONLY, &why));
        if (source && !m_zip) zip_source_free(source);
        zip_error_fini(&why);
    }
    [[nodiscard]] bool isOpen() const { return m_zip != nullptr; }

    /// Empty for a part that is not there.
    [[nodiscard]] Result<std::string> read(const std::string& name)
    {
        const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> part(
            zip_fopen(m_zip.get(), name.c_str(), 0), &zip_fclose);
        if (!part) return std::string();
        std::string all;
        std::string piece(1u << 16, '\0');
        for (;;) {
            const auto got = zip_fread(part.get(), piece.data(), piece.size());
            if (got < 0) return brokenBook();
            if (got == 0) return all;
            m_read += static_cast<std::size_t>(got);
            if (m_read > kWorkbookBytesMax)
                return fail(ErrorCode::TooLarge, "The workbook is over 256 MiB when unpacked. "
                                                 "Import it in parts.");
            all.append(piece, 0, static_cast<std::size_t>(got));
        }
    }

private:
    struct Close {
        void operator()(zip_t* zip) const { zip_discard(zip); }
    };
    std::unique_ptr<zip_t, Close> m_zip;
    std::size_t m_read = 0;
};

/// What all sheets of a workbook share.
struct BookParts {
    std::vector<std::string> strings;
    std::vector<std::string> formats; ///< by the style of a cell
    bool is1904 = false;
};

struct SheetPlace {
    std::string name, part;
};

Result<std::vector<std::string>> readStrings(std::string_view xml)
{
    std::vector<std::string> strings;
    bool isText = false;
    bool isReading = false; // how a word is read aloud is no part of it
    Heard heard;
    heard.begins = [&](std::string_view name, const Attributes&) {
        if (name == "si") strings.emplace_back();
        if (name == "rPh") isReading = true;
        isText = name == "t" && !isReading && !strings.empty();
    };
    heard.ends = [&](std::string_view name) {
        if (name == "rPh") isReading = false;
        isText = false;
    };
    heard.says = [&](std::string_view text) {
        if (isText) strings.back() += text;
    };
    if (!xml.empty()) LAPWING_TRY(hear(xml, heard));
    return strings;
}

Result<std::vector<std::string>> readFormats(std::string_view xml)
{
    std::map<int, std::string> own;
    std::vector<std::string> formats;
    bool isOfCells = false;
    Heard heard;
    heard.begins = [&](std::string_view name, const Attributes& with) {
        if (name == "numFmt") own[intOf(givenIn(with, "numFmtId"))] = givenIn(with, "formatCode");
        if (name == "cellXfs") isOfCells = true;
        if (name != "xf" || !isOfCells) return;
        const auto id = intOf(givenIn(with, "numFmtId"));
        const auto known = own.find(id);
        formats.emplace_back(known != own.end() ? known->second : std::string(builtInFormat(id)));
    };
    heard.ends = [&](std::string_view name) {
        if (name == "cellXfs") isOfCells = false;
    };
    if (!xml.empty()) LAPWING_TRY(hear(xml, heard));
    return formats;
}

/// The sheets that a person sees, in their order.
Result<std::vector<SheetPlace>> readSheets(BookZip& parts, BookParts& shared)
{
    LAPWING_ASSIGN(const auto book, parts.read("xl/workbook.xml"));
    LAPWING_ASSIGN(const auto links, parts.read("xl/_rels/workbook.xml.rels"));
    if (book.empty() || links.empty()) return brokenBook();
    std::map<std::string, std::string, std::less<>> targets;
    Heard told;
    told.begins = [&](std::string_view, const Attributes& with) {
        targets.emplace(givenIn(with, "Id"), givenIn(with, "Target"));
    };
    LAPWING_TRY(hear(links, told));
    std::vector<SheetPlace> sheets;
    Heard heard;
    heard.begins = [&](std::string_view name, const Attributes& with) {
        if (name == "workbookPr") shared.is1904 = isOn(givenIn(with, "date1904"));
        const auto state = givenIn(with, "state");
        if (name != "sheet" || (!state.empty() && state != "visible")) return;
        const auto target = targets.find(givenIn(with, "id"));
        if (target == targets.end()) return;
        const std::string_view part = target->second;
        sheets.push_back({std::string(givenIn(with, "name")), part.starts_with('/')
                                                                  ? std::string(part.substr(1))
                                                                  : "xl/" + std::string(part)});
    };
    LAPWING_TRY(hear(book, heard));
    return sheets;
}

/// "BC12" is column 54, from 0; none without letters.
std::optional<std::size_t> columnOf(std::string_view cell)
{
    std::size_t column = 0;
    for (const char c : cell) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
        if (column > 16384) return std::nullopt;
    }
    return column == 0 ? std::nullopt : std::optional(column - 1);
}

/// A text of a workbook with its escapes (_x0041_) read. Source: ECMA-376, part 1, 22.9.2.19.
std::string unescapedText(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const auto at = std::min(text.find("_x"), text.size());
        out += text.substr(0, at);
        text.remove_prefix(at);
        std::uint16_t unit = 0;
        const auto* digits = text.data() + 2;
        const bool isEscape = text.size() >= kEscapeBytes && text[kEscapeBytes - 1] == '_' &&
                              std::from_chars(digits, digits + 4, unit, 16).ptr == digits + 4;
        if (isEscape && unit != 0 && unit < 0x80) {
            out += static_cast<char>(unit);
            text.remove_prefix(kEscapeBytes);
        } else if (!text.empty()) {
            out += text[0];
            text.remove_prefix(1);
        }
    }
    return out;
}

/// Reads one sheet's XML, and remembers the first thing in it that nobody can mean.
class SheetReading {
public:
    explicit SheetReading(const BookParts& shared) : m_shared(shared) {}

    [[nodiscard]] Result<std::vector<SheetRow>> read(std::string_view xml)
    {
        Heard heard;
        heard.begins = [this](std::string_view name, const Attributes& with) { begin(name, with); };
        heard.ends = [this](std::string_view name) { end(name); };
        heard.says = [this](std::string_view text) {
            if (m_takes) m_text += text;
        };
        LAPWING_TRY(hear(xml, heard));
        if (!m_why.empty()) return badBook(m_why + kSaveAsCsv);
        return std::move(m_rows);
    }

private:
    void say(std::string why)
    {
        if (m_why.empty()) m_why = std::move(why);
    }
    void begin(std::string_view name, const Attributes& with)
    {
        if (name == "col" && isOn(givenIn(with, "hidden")))
            for (auto c = intOf(givenIn(with, "min")); c >= 1 && c <= intOf(givenIn(with, "max")) &&
                                                       c <= static_cast<int>(kSheetColumnsMax);
                 ++c)
                m_hidden.insert(static_cast<std::size_t>(c - 1));
        if (name == "mergeCell")
            say("The cells " + std::string(givenIn(with, "ref")) + " are merged: part them.");
        if (name == "row") beginRow(with);
        if (name == "c") beginCell(with);
        if (name == "v" || name == "t") m_takes = true;
        if (name == "rPh") m_isReading = true;
        if (m_isReading) m_takes = false;
    }
    void beginRow(const Attributes& with)
    {
        const auto number = intOf(givenIn(with, "r"));
        const auto before = m_rows.empty() ? 0 : m_rows.back().number;
        m_rows.push_back({number > 0 ? static_cast<std::uint64_t>(number) : before + 1, {}});
        m_rowHidden = isOn(givenIn(with, "hidden"));
    }
    void beginCell(const Attributes& with)
    {
        const auto told = columnOf(givenIn(with, "r"));
        m_column = told ? *told : (m_rows.empty() ? 0 : m_rows.back().cells.size());
        m_kind = givenIn(with, "t");
        m_style = intOf(givenIn(with, "s"));
        m_text.clear();
    }
    void end(std::string_view name)
    {
        if (name == "rPh") m_isReading = false;
        if (name == "v" || name == "t") m_takes = false;
        if (name == "c" && !m_text.empty() && !m_rows.empty()) take(shown());
    }
    void take(std::string cell)
    {
        auto& row = m_rows.back();
        if (cell.empty()) return;
        if (m_column >= kSheetColumnsMax) return say("The sheet has over 1,000 columns.");
        if (m_rowHidden)
            return say("Row " + std::to_string(row.number) + " is hidden: show it, or delete it.");
        if (m_hidden.contains(m_column))
            return say("Column " + std::to_string(m_column + 1) +
                       " is hidden: show it, or delete it.");
        if (row.cells.size() <= m_column) row.cells.resize(m_column + 1);
        row.cells[m_column] = std::move(cell);
    }
    [[nodiscard]] std::string shown() const
    {
        if (m_kind == "s") {
            const auto index = intOf(m_text);
            const bool known =
                index >= 0 && static_cast<std::size_t>(index) < m_shared.strings.size();
            return known ? unescapedText(m_shared.strings[static_cast<std::size_t>(index)])
                         : "#REF!";
        }
        if (m_kind == "inlineStr" || m_kind == "str") return unescapedText(m_text);
        if (!m_kind.empty() && m_kind != "n") return m_text;
        const bool hasStyle =
            m_style >= 0 && static_cast<std::size_t>(m_style) < m_shared.formats.size();
        return shownNumber(m_text,
                           hasStyle ? m_shared.formats[static_cast<std::size_t>(m_style)]
                                    : std::string_view("General"),
                           m_shared.is1904);
    }

    const BookParts& m_shared;
    std::vector<SheetRow> m_rows;
    std::set<std::size_t> m_hidden;
    std::string m_why, m_kind, m_text;
    std::size_t m_column = 0;
    int m_style = -1;
    bool m_takes = false, m_isReading = false, m_rowHidden = false;
};
} // namespace

bool isWorkbook(std::string_view bytes)
{
    return bytes.starts_with(kZipMark) || bytes.starts_with(kCompoundMark);
}

Result<std::vector<SheetRow>> rowsOfWorkbook(std::string_view bytes)
{
    if (bytes.starts_with(kCompoundMark))
        return badBook(std::string("The workbook has a password, or is of an old kind.") +
                       kSaveAsCsv);
    BookZip parts(bytes);
    if (!parts.isOpen()) return brokenBook();
    BookParts shared;
    LAPWING_ASSIGN(const auto sheets, readSheets(parts, shared));
    LAPWING_ASSIGN(const auto strings, parts.read("xl/sharedStrings.xml"));
    LAPWING_ASSIGN(shared.strings, readStrings(strings));
    LAPWING_ASSIGN(const auto styles, parts.read("xl/styles.xml"));
    LAPWING_ASSIGN(shared.formats, readFormats(styles));
    std::vector<SheetRow> found;
    std::string named;
    for (const auto& sheet : sheets) {
        LAPWING_ASSIGN(const auto xml, parts.read(sheet.part));
        if (xml.empty()) continue; // a chart
        LAPWING_ASSIGN(auto rows, SheetReading(shared).read(xml));
        std::erase_if(rows, [](const SheetRow& row) { return row.cells.empty(); });
        if (rows.empty()) continue;
        if (!found.empty())
            return badBook("The workbook has several sheets, \"" + named + "\" and \"" +
                           sheet.name + "\". Import one that has one sheet.");
        found = std::move(rows);
        named = sheet.name;
    }
    return found;
}

} // namespace lapwing::hub
