#pragma once

#include <string>
#include <vector>

namespace lapwing::test {

/// A small .xlsx workbook, made part by part: styles are General, a date, and eleven digits.
struct WorkbookFile {
    std::vector<std::string> strings{};      ///< what stands in each <si>
    std::string prolog{}, before{}, after{}; ///< of each sheet: before all, and around its rows

    WorkbookFile& sheet(const std::string& rows, const std::string& state = "visible");
    [[nodiscard]] std::string bytes() const;

private:
    std::vector<std::string> m_rows, m_states;
};

} // namespace lapwing::test
