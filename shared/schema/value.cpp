#include "shared/schema/value.h"

#include "shared/base/civil.h"
#include "shared/schema/text.h"
#include "shared/wire/primitive.h"

#include <limits>

namespace lapwing {

std::string_view Value::asText() const
{
    const auto* held = std::get_if<std::string>(&data);
    return held ? std::string_view(*held) : std::string_view();
}

std::int64_t Value::asInteger() const
{
    const auto* held = std::get_if<std::int64_t>(&data);
    return held ? *held : 0;
}

RecordId Value::asRef() const
{
    const auto* held = std::get_if<RecordId>(&data);
    return held ? *held : RecordId{};
}

Bytes encodeValue(const Value& value)
{
    wire::Writer w;
    w.u8(static_cast<std::uint8_t>(value.kind));
    switch (value.kind) {
    case ValueKind::Cleared: break;
    case ValueKind::Text: w.raw(bytesOf(std::get<std::string>(value.data))); break;
    case ValueKind::Integer: w.zigzag(std::get<std::int64_t>(value.data)); break;
    case ValueKind::Day: {
        const auto day = std::get<std::int64_t>(value.data);
        check(day >= kDayMin && day <= kDayMax, "a day out of range");
        w.u32(static_cast<std::uint32_t>(static_cast<std::int32_t>(day)));
        break;
    }
    case ValueKind::Instant:
    case ValueKind::Code: {
        const auto number = std::get<std::int64_t>(value.data);
        check(number >= 0, "a negative instant or code");
        w.varint(static_cast<std::uint64_t>(number));
        break;
    }
    case ValueKind::Ref: w.id(std::get<RecordId>(value.data)); break;
    case ValueKind::Number: {
        const auto decimal = std::get<Value::Decimal>(value.data);
        w.zigzag(decimal.mantissa);
        w.u8(static_cast<std::uint8_t>(decimal.exponent));
        break;
    }
    case ValueKind::Binary:
    case ValueKind::BlobRef:
    case ValueKind::Retired:
    case ValueKind::Late:
        w.raw(std::get<Bytes>(value.data));
        break;
    }
    return w.take();
}

namespace {
std::int64_t dayFrom(wire::Decoder& r)
{
    const auto day = static_cast<std::int32_t>(r.u32());
    if (day < kDayMin || day > kDayMax) r.setFailed();
    return day;
}

std::string textFrom(wire::Decoder& r)
{
    const auto view = r.raw(r.rest().size());
    if (view.size() > kTextBytesMax || !schema::isUtf8(textOf(view))) {
        r.setFailed();
        return {};
    }
    return std::string(textOf(view));
}

Bytes rawFrom(wire::Decoder& r)
{
    const auto view = r.raw(r.rest().size());
    if (view.size() > kBytesMax) {
        r.setFailed();
        return {};
    }
    return {view.begin(), view.end()};
}

Value read(wire::Decoder& r)
{
    const auto kind = static_cast<ValueKind>(r.u8());
    switch (kind) {
    case ValueKind::Cleared: return Value::cleared();
    case ValueKind::Text: return Value::text(textFrom(r));
    case ValueKind::Integer: return Value::integer(r.zigzag());
    case ValueKind::Day: return Value::day(dayFrom(r));
    case ValueKind::Instant:
        return Value::instant(static_cast<std::int64_t>(r.varint(kInstantMax)));
    case ValueKind::Code:
        return Value::code(static_cast<std::uint32_t>(
            r.varint(std::numeric_limits<std::uint32_t>::max())));
    case ValueKind::Ref: return Value::ref(r.id<RecordId>());
    case ValueKind::Number: {
        const auto mantissa = r.zigzag();
        return Value::number({mantissa, static_cast<std::int8_t>(r.u8())});
    }
    case ValueKind::Binary:
    case ValueKind::BlobRef:
    case ValueKind::Retired:
    case ValueKind::Late:
        return Value::binary(kind, rawFrom(r));
    }
    r.setFailed();
    return {};
}
} // namespace

Result<Value> decodeValue(ByteView bytes)
{
    wire::Decoder r(bytes);
    auto value = read(r);
    if (!r.done()) return fail(ErrorCode::Malformed, {}, "a value does not decode");
    return value;
}

bool isOfNewerKind(ByteView bytes)
{
    return !bytes.empty() && bytes.front() > static_cast<std::uint8_t>(ValueKind::Late);
}

} // namespace lapwing
