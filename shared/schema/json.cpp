#include "shared/schema/json.h"

#include "shared/base/civil.h"
#include "shared/schema/decimal.h"
#include "shared/schema/validate.h"
#include "shared/wire/primitive.h"

#include <array>
#include <nlohmann/json.hpp>

namespace lapwing::schema {

namespace {
using nlohmann::json;

std::string wordOf(const Field& field, std::int64_t number)
{
    const auto* word = field.vocabulary && number >= 0 && number <= UINT16_MAX
                           ? field.vocabulary->find(static_cast<std::uint32_t>(number))
                           : nullptr;
    return word ? std::string(word->name) : "#" + std::to_string(number);
}

Result<Value> fromNumber(const Field& field, const json& given)
{
    if (field.kind != ValueKind::Integer && !field.isSet())
        return refused(field, "takes no JSON number");
    constexpr auto kWidest = (std::int64_t{1} << 62) - 1;
    const bool tooWide = given.is_number_unsigned() &&
                         given.get<std::uint64_t>() > static_cast<std::uint64_t>(kWidest);
    if (tooWide || given.get<std::int64_t>() > kWidest || given.get<std::int64_t>() < -kWidest)
        return refused(field, "is out of range");
    return Value::integer(given.get<std::int64_t>());
}

Result<Value> fromString(const Field& field, const std::string& text)
{
    if (field.isSet() || field.kind == ValueKind::Integer)
        return refused(field, "takes no JSON string");
    if (field.kind != ValueKind::BlobRef) return readText(field, text);
    Bytes bytes(text.size() / 2);
    if (!fromHex(text, bytes)) return refused(field, "takes bytes in hex");
    return Value::binary(field.kind, std::move(bytes));
}

json describeField(const Field& field)
{
    json words = json::array();
    if (field.vocabulary)
        for (const auto& word : field.vocabulary->codes) words.push_back(word.name);
    return {{"name", field.name},
            {"number", field.number},
            {"wire", field.wire()},
            {"kind", kindName(field.kind)},
            {"compartment", compartmentName(field.compartment)},
            {"policy", policyName(field.policy)},
            {"limit", field.limit},
            {"vocabulary", std::move(words)},
            {"target", field.target},
            {"required", (field.flags & kRequired) != 0},
            {"searched", (field.flags & kSearched) != 0},
            {"listed", (field.flags & kListed) != 0},
            {"set", field.isSet()}};
}
} // namespace

std::string valueText(const Field& field, const Value& value)
{
    switch (value.kind) {
    case ValueKind::Cleared: return {};
    case ValueKind::Text: return std::string(value.asText());
    case ValueKind::Integer: return std::to_string(value.asInteger());
    case ValueKind::Day: return formatDay(value.asInteger());
    case ValueKind::Instant: return formatInstant(value.asInteger());
    case ValueKind::Code: return wordOf(field, value.asInteger());
    case ValueKind::Ref: return value.asRef().hex();
    case ValueKind::Number: return formatDecimal(std::get<Value::Decimal>(value.data));
    case ValueKind::Binary:
    case ValueKind::BlobRef:
    case ValueKind::Retired:
    case ValueKind::Late:
        return toHex(std::get<Bytes>(value.data));
    }
    return {};
}

json toJson(const Field& field, const Value& value)
{
    if (value.kind == ValueKind::Cleared) return nullptr;
    if (value.kind == ValueKind::Integer) return value.asInteger();
    return valueText(field, value);
}

Result<Value> fromJson(const Field& field, const json& given)
{
    if (given.is_null()) return Value::cleared();
    if (given.is_number_integer()) return fromNumber(field, given);
    if (!given.is_string()) return refused(field, "takes a string, a whole number or null");
    const auto& text = given.get_ref<const std::string&>();
    return text.empty() ? Value::cleared() : fromString(field, text);
}

std::string keyText(const Field& field, ByteView key)
{
    if (!field.isSet()) return {};
    if (field.kind == ValueKind::Code) {
        wire::Decoder reader(key);
        const auto number = reader.varint(UINT32_MAX);
        if (reader.done()) return wordOf(field, static_cast<std::int64_t>(number));
    }
    return toHex(key);
}

Result<Bytes> keyFromText(const Field& field, std::string_view text)
{
    if (!field.isSet()) {
        if (text.empty()) return Bytes{};
        return refused(field, "is not a set");
    }
    LAPWING_ASSIGN(const auto member, readText(field, text));
    wire::Writer writer;
    if (field.kind == ValueKind::Ref)
        writer.id(member.asRef());
    else
        writer.varint(static_cast<std::uint64_t>(member.asInteger()));
    return writer.take();
}

json keysToJson(const Field& field, std::span<const Bytes> keys)
{
    json texts = json::array();
    for (const auto& key : keys) texts.push_back(keyText(field, key));
    return texts;
}

Result<std::vector<Bytes>> keysFromJson(const Field& field, const json& given)
{
    if (!field.isSet()) return refused(field, "is not a set");
    if (!given.is_array()) return refused(field, "takes an array of strings");
    std::vector<Bytes> keys;
    for (const auto& text : given) {
        if (!text.is_string()) return refused(field, "takes an array of strings");
        LAPWING_ASSIGN(auto key, keyFromText(field, text.get_ref<const std::string&>()));
        keys.push_back(std::move(key));
    }
    return keys;
}

json describe()
{
    json all = json::array();
    for (const auto& type : types()) {
        json fields = json::array();
        for (const auto& field : type.fields) fields.push_back(describeField(field));
        all.push_back({{"type", type.name},
                       {"number", type.number},
                       {"home", compartmentName(type.home)},
                       {"fields", std::move(fields)}});
    }
    return all;
}

std::string_view kindName(ValueKind kind)
{
    constexpr std::array<std::string_view, 12> names{"cleared", "text",    "integer", "bytes",
                                                     "day",     "instant", "code",    "ref",
                                                     "blobref", "retired", "number",  "late"};
    const auto number = static_cast<std::size_t>(kind);
    return number < names.size() ? names[number] : "unknown";
}

std::string_view policyName(MergePolicy policy)
{
    constexpr std::array<std::string_view, 6> names{"protective", "identity",  "add_wins",
                                                    "append",     "long_text", "low_value"};
    const auto number = static_cast<std::size_t>(policy);
    return number < names.size() ? names[number] : "unknown";
}

} // namespace lapwing::schema
