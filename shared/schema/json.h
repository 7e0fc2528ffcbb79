#pragma once

#include "shared/schema/handle.h"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace lapwing::schema {

/// Values as JSON, by their field: text a string, integer a number, day "YYYY-MM-DD", instant
/// "…Z", code its word, ref and raw bytes hex, number a decimal string, cleared null. What this
/// version has no word for is "#" and its number. The value under a key of a set is 1 or 0, and
/// the key has a text of its own. Pure; any thread; throws nothing.
[[nodiscard]] nlohmann::json toJson(const Field& field, const Value& value);
/// The same as plain text, empty for cleared.
[[nodiscard]] std::string valueText(const Field& field, const Value& value);
/// What a field of that type would hold of it.
template <class T>
[[nodiscard]] std::string textOf(const Handle<T>& field, const T& content)
{
    return valueText(field.field, valueOf(content));
}
/// The inverse, with texts normalised and "" read as cleared; the caller then calls validate().
/// Errors: Rejected, naming the field.
[[nodiscard]] Result<Value> fromJson(const Field& field, const nlohmann::json& json);

/// A member of a set: the word of a code, the hex of a record id; "" is the key of a plain field.
[[nodiscard]] std::string keyText(const Field& field, ByteView key);
/// Errors: Rejected; the caller then calls validateKey().
[[nodiscard]] Result<Bytes> keyFromText(const Field& field, std::string_view text);

/// The members of a set as an array of key texts, and back.
[[nodiscard]] nlohmann::json keysToJson(const Field& field, std::span<const Bytes> keys);
[[nodiscard]] Result<std::vector<Bytes>> keysFromJson(const Field& field,
                                                      const nlohmann::json& json);

/// The whole table: [{type, number, home, fields: [{name, number, wire, kind, compartment, policy,
/// limit, vocabulary, target, required, searched, listed, set}]}].
[[nodiscard]] nlohmann::json describe();

/// The words of describe() and of the golden listing: "text", "add_wins".
[[nodiscard]] std::string_view kindName(ValueKind kind);
[[nodiscard]] std::string_view policyName(MergePolicy policy);

} // namespace lapwing::schema
