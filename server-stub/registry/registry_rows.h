#pragma once

#include "sync/store/sql/statement.h"

#include <optional>
#include <vector>

namespace lapwing::hub {

/// Every row of a query through `read`, which answers a value.
template <typename Read>
auto all(store::Statement& select, Read read) -> Result<std::vector<decltype(read(select))>>
{
    std::vector<decltype(read(select))> found;
    for (;;) {
        LAPWING_ASSIGN(const bool row, select.step());
        if (!row) return found;
        found.push_back(read(select));
    }
}

template <typename Read>
auto one(store::Statement& select, Read read) -> Result<std::optional<decltype(read(select))>>
{
    LAPWING_ASSIGN(const bool row, select.step());
    if (!row) return std::optional<decltype(read(select))>{};
    return std::optional(read(select));
}

} // namespace lapwing::hub
