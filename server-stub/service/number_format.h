#pragma once

#include <string>
#include <string_view>

namespace lapwing::hub {

/// How a workbook's number format shows a number: a date as YYYY-MM-DD (with a time where there is
/// one), digits filled up and grouped as the format says, anything else as it is stored.
/// `stored` is a decimal number as the file spells it; `is1904` the workbook's epoch. Pure.
/// Source: ECMA-376, part 1, 18.8.30 and 18.8.31.
[[nodiscard]] std::string shownNumber(std::string_view stored, std::string_view format,
                                      bool is1904);

/// The format of a built-in id; "General" for one that is not of use here.
[[nodiscard]] std::string_view builtInFormat(int id);

} // namespace lapwing::hub
