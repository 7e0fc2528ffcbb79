#include "tests/support/workbook_file.h"

#include <doctest/doctest.h>
#include <zip.h>

namespace lapwing::test {

namespace {
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kLinks =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

void add(zip_t* zip, const std::string& name, const std::string& text)
{
    auto* source = zip_source_buffer(zip, text.data(), text.size(), 0);
    REQUIRE(source);
    REQUIRE(zip_file_add(zip, name.c_str(), source, 0) >= 0);
}
} // namespace

WorkbookFile& WorkbookFile::sheet(const std::string& rows, const std::string& state)
{
    m_rows.push_back(rows);
    m_states.push_back(state);
    return *this;
}

std::string WorkbookFile::bytes() const
{
    const auto main = std::string(" xmlns=\"") + kMain + "\"";
    std::string book = "<workbook" + main + " xmlns:r=\"" + kLinks + "\"><sheets>";
    std::string links = "<Relationships>";
    std::vector<std::string> sheets;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto n = std::to_string(i + 1);
        book += "<sheet name=\"Sheet" + n + "\" sheetId=\"" + n + "\" state=\"" + m_states[i] +
                "\" r:id=\"rId" + n + "\"/>";
        links += "<Relationship Id=\"rId" + n + "\" Target=\"worksheets/sheet" + n + ".xml\"/>";
        sheets.push_back(prolog + "<worksheet" + main + ">" + before + "<sheetData>" + m_rows[i] +
                         "</sheetData>" + after + "</worksheet>");
    }
    book += "</sheets></workbook>";
    links += "</Relationships>";
    std::string all = "<sst" + main + ">";
    for (const auto& each : strings) all += "<si>" + each + "</si>";
    all += "</sst>";
    const auto styles = "<styleSheet" + main +
                        "><numFmts><numFmt numFmtId=\"164\" formatCode=\""
                        "00000000000\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
                        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
                        "</cellXfs></styleSheet>";
    auto* buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    REQUIRE(buffer);
    zip_source_keep(buffer);
    auto* zip = zip_open_from_source(buffer, ZIP_TRUNCATE, nullptr);
    REQUIRE(zip);
    add(zip, "xl/workbook.xml", book);
    add(zip, "xl/_rels/workbook.xml.rels", links);
    add(zip, "xl/sharedStrings.xml", all);
    add(zip, "xl/styles.xml", styles);
    for (std::size_t i = 0; i < sheets.size(); ++i)
        add(zip, "xl/worksheets/sheet" + std::to_string(i + 1) + ".xml", sheets[i]);
    REQUIRE(zip_close(zip) == 0);
    REQUIRE(zip_source_open(buffer) == 0);
    zip_source_seek(buffer, 0, SEEK_END);
    std::string out(static_cast<std::size_t>(zip_source_tell(buffer)), '\0');
    zip_source_seek(buffer, 0, SEEK_SET);
    REQUIRE(zip_source_read(buffer, out.data(), out.size()) ==
            static_cast<zip_int64_t>(out.size()));
    zip_source_close(buffer);
    zip_source_free(buffer);
    return out;
}

} // namespace lapwing::test
