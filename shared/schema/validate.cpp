#include "shared/schema/validate.h"

#include "shared/base/civil.h"
#include "shared/schema/decimal.h"
#include "shared/schema/text.h"
#include "shared/wire/primitive.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace lapwing::schema {

namespace {
constexpr std::size_t kShownWordMax = 40;

/// C0 but for tab and newline, DEL, and C1 (which UTF-8 writes as C2 80 … C2 9F).
bool hasControl(std::string_view text)
{
    std::uint8_t before = 0;
    for (const auto byte : bytesOf(text)) {
        const bool c0 = byte < 0x20 && byte != '\n' && byte != '\t';
        if (c0 || byte == 0x7f || (before == 0xc2 && byte < 0xa0)) return true;
        before = byte;
    }
    return false;
}

Error tooLarge(const Field& field)
{
    return refused(field, "is over the limit of " + std::to_string(field.limit) + " bytes",
                   ErrorCode::TooLarge);
}

Result<std::string> normalised(const Field& field, std::string_view text)
{
    auto normal = normaliseText(text);
    if (normal.ok()) return normal;
    const auto code = normal.error().code;
    if (code == ErrorCode::TooLarge) return tooLarge(field);
    if (code == ErrorCode::Malformed) return refused(field, "is not valid UTF-8", code);
    return normal;
}

Result<void> checkText(const Field& field, std::string_view text)
{
    if (text.size() > field.limit) return tooLarge(field);
    if (text.empty()) return refused(field, "is empty, which is stored as cleared");
    LAPWING_ASSIGN(const auto normal, normalised(field, text));
    if (normal != text) return refused(field, "is not in the form in which texts are stored");
    if (hasControl(text)) return refused(field, "holds a control character");
    return {};
}

Result<void> checkCode(const Field& field, std::int64_t number)
{
    if (number >= 0 && number <= UINT16_MAX &&
        field.vocabulary->find(static_cast<std::uint32_t>(number)))
        return {};
    return unknownWord(field, "#" + std::to_string(number));
}

Result<void> checkInteger(const Field& field, std::int64_t number, std::int64_t greatest)
{
    if (number >= 0 && number <= greatest) return {};
    return refused(field, "takes a number from 0 to " + std::to_string(greatest));
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

/// A word as it may be shown again: short, and safe in any message whatever was typed.
std::string shown(std::string_view word)
{
    std::string safe(word.substr(0, kShownWordMax));
    for (auto& c : safe)
        if (c < ' ' || c > '~') c = '?';
    return safe;
}

template <typename Number>
std::optional<Number> wholeNumber(std::string_view text)
{
    Number number = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

std::optional<std::uint32_t> wordNumber(const Field& field, std::string_view text)
{
    if (const auto* word = field.vocabulary->find(text)) return word->number;
    if (!text.starts_with('#')) return std::nullopt;
    return wholeNumber<std::uint32_t>(text.substr(1));
}

template <typename Row>
std::string listed(std::span<const Row> rows, std::string_view near)
{
    std::string list;
    for (const auto& row : rows) {
        const auto limit = 1 + near.size() / 4;
        const bool close = near.empty() || editDistance(row.name, near) <= limit ||
                           row.name.find(near) != std::string_view::npos ||
                           near.find(row.name) != std::string_view::npos;
        if (close) list += (list.empty() ? "" : ", ") + std::string(row.name);
    }
    return list;
}

template <typename Row>
Error unknown(std::string_view what, std::string_view name, std::span<const Row> rows)
{
    auto near = name.empty() ? std::string() : listed(rows, shown(name));
    const auto hint = near.empty() ? "There are " + listed(rows, {}) : "Near it: " + near;
    return fail(ErrorCode::Rejected,
                "\"" + shown(name) + "\" is not " + std::string(what) + ". " + hint + ".");
}
} // namespace

Result<void> validate(const Field& field, const Value& value)
{
    if (field.isSet()) {
        if (value.kind != ValueKind::Integer) return refused(field, "is a set of members");
        return checkInteger(field, value.asInteger(), 1);
    }
    if (value.kind == ValueKind::Cleared) {
        if ((field.flags & kRequired) != 0) return refused(field, "may not be empty");
        return {};
    }
    if (value.kind != field.kind) return refused(field, "is a value of another kind");
    switch (field.kind) {
    case ValueKind::Text:
        return checkText(field, value.asText());
    case ValueKind::Integer:
        return checkInteger(field, value.asInteger(), field.limit);
    case ValueKind::Code:
        return checkCode(field, value.asInteger());
    case ValueKind::Day:
        if (value.asInteger() >= kDayMin && value.asInteger() <= kDayMax) return {};
        return refused(field, "takes a date in the years 1 to 9999");
    case ValueKind::Instant:
        if (value.asInteger() >= 0 && value.asInteger() <= kInstantMax) return {};
        return refused(field, "takes a time in the years 1970 to 9999");
    case ValueKind::Ref:
        if (!value.asRef().isZero()) return {};
        return refused(field, "names no record");
    case ValueKind::Binary:
    case ValueKind::BlobRef:
        if (std::get<Bytes>(value.data).size() <= field.limit) return {};
        return tooLarge(field);
    case ValueKind::Number:
        return {};
    case ValueKind::Cleared:
    case ValueKind::Retired:
    case ValueKind::Late:
        break;
    }
    return refused(field, "holds no such value");
}

Result<void> validateHappened(const Field& field, std::int64_t dayOfValue, std::int64_t today)
{
    if ((field.flags & kHappened) == 0) return {};
    constexpr std::int64_t kLifeDays = 120 * 366;
    if (dayOfValue > today)
        return refused(field, "is after today. Is the year right? A reason given with it saves it");
    if (dayOfValue < today - kLifeDays)
        return refused(field, "is over 120 years ago. Is the year right? A reason given with it "
                              "saves it");
    return {};
}

Result<void> validateKey(const Field& field, ByteView key)
{
    if (!field.isSet()) {
        if (key.empty()) return {};
        return refused(field, "is not a set");
    }
    if (field.kind == ValueKind::Ref) {
        if (key.size() == RecordId::kSize && !RecordId::from(key).isZero()) return {};
        return refused(field, "names no record");
    }
    wire::Decoder reader(key);
    const auto number = reader.varint(UINT16_MAX);
    if (!reader.done()) return refused(field, "is not the number of a word");
    return checkCode(field, static_cast<std::int64_t>(number));
}

Result<Value> readText(const Field& field, std::string_view text)
{
    switch (field.kind) {
    case ValueKind::Text: {
        LAPWING_ASSIGN(auto normal, normalised(field, text));
        return normal.empty() ? Value::cleared() : Value::text(std::move(normal));
    }
    case ValueKind::Integer:
        if (const auto number = wholeNumber<std::int64_t>(text)) return Value::integer(*number);
        return refused(field, "takes a whole number");
    case ValueKind::Day:
        if (const auto day = parseDay(text)) return Value::day(*day);
        return refused(field, "takes a date like 2025-01-31");
    case ValueKind::Instant:
        if (const auto ms = parseInstant(text)) return Value::instant(*ms);
        return refused(field, "takes a time like 2025-01-31T09:30:00Z");
    case ValueKind::Code:
        if (const auto number = wordNumber(field, text)) return Value::code(*number);
        return unknownWord(field, text);
    case ValueKind::Ref:
        if (const auto id = RecordId::fromHex(text)) return Value::ref(*id);
        return refused(field, "takes the 16 hex digits of a record");
    case ValueKind::Number:
        if (const auto number = parseDecimal(text)) return Value::number(*number);
        return refused(field, "takes a decimal number");
    case ValueKind::Cleared:
    case ValueKind::Binary:
    case ValueKind::BlobRef:
    case ValueKind::Retired:
    case ValueKind::Late:
        break;
    }
    return refused(field, "cannot be typed");
}
Result<Value> parseText(const Field& field, std::string_view text)
{
    if (field.isSet()) return refused(field, "is a set: add or remove members");
    auto value = Value::cleared();
    if (!text.empty()) {
        LAPWING_ASSIGN(value, readText(field, text));
    }
    LAPWING_TRY(validate(field, value));
    return value;
}

Error unknownType(std::string_view name) { return unknown("a type of record", name, types()); }

Error unknownField(const RecordType& type, std::string_view name)
{
    return unknown("a field of " + std::string(type.name), name, type.fields);
}

Error unknownWord(const Field& field, std::string_view word)
{
    return refused(field,
                   "\"" + shown(word) + "\" is not one of " + listed(field.vocabulary->codes, {}));
}

Error refused(const Field& field, std::string_view why, ErrorCode code)
{
    return fail(code, fullName(field) + ": " + std::string(why) + ".");
}

std::string fullName(const Field& field)
{
    const auto* type = findField(field.wire()).type;
    return (type ? std::string(type->name) + "." : std::string()) + std::string(field.name);
}

} // namespace lapwing::schema
