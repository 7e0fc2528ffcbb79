#pragma once

#include "shared/schema/schema.h"

namespace lapwing::schema {

/// What a person or a program enters here must pass; what other replicas wrote is never judged by
/// it, for they may know newer words. Pure; any thread.
/// Errors: Rejected (not of the field's kind, not one of its words, out of range, a control
/// character), TooLarge (over the field's limit), Malformed (not UTF-8). The message names the
/// field and what it takes, never the text entered, save a word offered for a vocabulary.

/// For a set, the value under one of its keys: Integer 1 or 0.
[[nodiscard]] Result<void> validate(const Field& field, const Value& value);
/// The bytes that name a member of the set.
[[nodiscard]] Result<void> validateKey(const Field& field, ByteView key);

/// What has happened (kHappened) happened by `today`, a day of the panels' zone, and within a
/// person's life: those who enter another day are asked whether the year is right. `dayOfValue` is
/// the value's day there. Errors: Rejected.
[[nodiscard]] Result<void> validateHappened(const Field& field, std::int64_t dayOfValue,
                                            std::int64_t today);

/// A value as it is typed: "" empties the field, a text is normalised, and the rest is a word, a
/// decimal, 16 hex digits, "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SSZ". The answer is valid.
/// Members of a set are keys (json.h), blobs are attached: both are Rejected here.
[[nodiscard]] Result<Value> parseText(const Field& field, std::string_view text);
/// The same by the field's kind alone and not yet valid: a member of a set too, and "#" with the
/// number of a word that this version does not have.
[[nodiscard]] Result<Value> readText(const Field& field, std::string_view text);

/// Rejected, with the names that come near the one asked for.
[[nodiscard]] Error unknownType(std::string_view name);
[[nodiscard]] Error unknownField(const RecordType& type, std::string_view name);
/// Rejected, with the words the field takes: `action.status: "done" is not one of proposed, …`.
[[nodiscard]] Error unknownWord(const Field& field, std::string_view word);

/// "action.status: <why>."
[[nodiscard]] Error refused(const Field& field, std::string_view why,
                            ErrorCode code = ErrorCode::Rejected);
/// "action.status"
[[nodiscard]] std::string fullName(const Field& field);

} // namespace lapwing::schema
