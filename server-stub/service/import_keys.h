#pragma once

/// What a line of an import says beside its fields: the keys of a JSON object and the heads of a
/// sheet's columns, read and written by one spelling.
namespace lapwing::hub::line_key {

inline constexpr const char* kCase = "case";
inline constexpr const char* kPanel = "panel";
inline constexpr const char* kRecord = "record";
inline constexpr const char* kId = "id";
inline constexpr const char* kWhy = "why";
inline constexpr const char* kFields = "fields";
inline constexpr const char* kConflict = "conflict";

} // namespace lapwing::hub::line_key
