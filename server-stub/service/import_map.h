#pragma once

#include "shared/base/result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lapwing::hub {

/// How the columns of somebody else's sheet are to be read.
struct ImportMap {
    /// By the head of a column as columnWord() writes it: case, panel, record, id, a field, or
    /// nothing for a column that is left out.
    std::map<std::string, std::string, std::less<>> columns;
    /// What every row says, whether or not the sheet has a column for it.
    std::vector<std::pair<std::string, std::string>> always;
};

/// "Date of birth" as the head of a column, or the word of a choice, is compared: date_of_birth.
[[nodiscard]] std::string columnWord(std::string_view text);

/// Reads a map, two lists of lines `"HEAD" = "FIELD"`, under [columns] and [always]; "#" begins a
/// remark. Every TOML parser reads it too. Errors: Malformed, with the line; Rejected for what a
/// map cannot say. Pure. Source: TOML 1.0, of which it is a part.
[[nodiscard]] Result<ImportMap> importMapOf(std::string_view text);

/// A map for a sheet of these heads, with what it could not place: a person looks it over.
struct MapProposal {
    std::string text;                                        ///< as importMapOf() reads it
    std::vector<std::pair<std::string, std::string>> placed; ///< head and field
    std::vector<std::string> notPlaced;
};
[[nodiscard]] MapProposal proposeMap(std::span<const std::string> heads);

} // namespace lapwing::hub
