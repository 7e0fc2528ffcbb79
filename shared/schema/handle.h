#pragma once

#include "shared/schema/schema.h"
#include "shared/wire/primitive.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

namespace lapwing::schema {

/// The content of a Day field: days since 1970-01-01, civil.
struct Day {
    std::int64_t days = 0;
    auto operator<=>(const Day&) const = default;
};
/// The content of an Instant field: milliseconds since 1970, UTC.
struct Instant {
    std::int64_t ms = 0;
    auto operator<=>(const Instant&) const = default;
};
/// An attachment's reference, as its bytes.
struct AttachmentRef {
    Bytes bytes;
    auto operator<=>(const AttachmentRef&) const = default;
};
/// A set: each member is a register of its own.
template <class Member>
struct SetOf {
};

template <class T>
concept WordEnum = std::is_enum_v<T>;

/// One field and the C++ type of what it holds: std::string, a vocabulary's enum, Day, Instant,
/// RecordId, std::int64_t, AttachmentRef, or SetOf a word or a record. A field or word that does
/// not exist does not compile. Made by field_lines.h only. A plain value; any thread.
template <class T>
struct Handle {
    using Content = T;
    Field field;
    [[nodiscard]] constexpr std::uint32_t wire() const { return field.wire(); }
    [[nodiscard]] constexpr std::string_view name() const { return field.name; }
    [[nodiscard]] constexpr bool names(const Field& other) const
    {
        return other.number == field.number;
    }
};

/// What a value holds, as the field's type; nothing when it is cleared or of another kind. A word
/// of a newer version is an enumerator without a name.
template <class T>
[[nodiscard]] std::optional<T> contentOf(const Value& value)
{
    if constexpr (std::same_as<T, std::string>) {
        if (value.kind == ValueKind::Text) return std::string(value.asText());
    } else if constexpr (WordEnum<T>) {
        if (value.kind == ValueKind::Code) return static_cast<T>(value.asInteger());
    } else if constexpr (std::same_as<T, Day>) {
        if (value.kind == ValueKind::Day) return Day{value.asInteger()};
    } else if constexpr (std::same_as<T, Instant>) {
        if (value.kind == ValueKind::Instant) return Instant{value.asInteger()};
    } else if constexpr (std::same_as<T, RecordId>) {
        if (value.kind == ValueKind::Ref) return value.asRef();
    } else if constexpr (std::same_as<T, std::int64_t>) {
        if (value.kind == ValueKind::Integer) return value.asInteger();
    } else {
        static_assert(std::same_as<T, AttachmentRef>, "a type that fields hold");
        if (value.kind == ValueKind::BlobRef || value.kind == ValueKind::Binary)
            return AttachmentRef{std::get<Bytes>(value.data)};
    }
    return std::nullopt;
}

/// The value that a field of this type stores.
template <class T>
[[nodiscard]] Value valueOf(const T& content)
{
    if constexpr (std::same_as<T, std::string>)
        return Value::text(content);
    else if constexpr (WordEnum<T>)
        return Value::code(static_cast<std::uint32_t>(content));
    else if constexpr (std::same_as<T, Day>)
        return Value::day(content.days);
    else if constexpr (std::same_as<T, Instant>)
        return Value::instant(content.ms);
    else if constexpr (std::same_as<T, RecordId>)
        return Value::ref(content);
    else if constexpr (std::same_as<T, std::int64_t>)
        return Value::integer(content);
    else
        return Value::binary(ValueKind::BlobRef, content.bytes);
}

/// The member of a set that a register's key names; nothing for a key of another shape.
template <class Member>
[[nodiscard]] std::optional<Member> memberOf(ByteView key)
{
    if constexpr (std::same_as<Member, RecordId>) {
        if (key.size() == RecordId::kSize) return RecordId::from(key);
    } else {
        wire::Decoder decoder(key);
        const auto number = decoder.varint(UINT16_MAX);
        if (decoder.done()) return static_cast<Member>(number);
    }
    return std::nullopt;
}
/// The key of a member's register.
template <class Member>
[[nodiscard]] Bytes keyOf(const Member& member)
{
    wire::Writer writer;
    if constexpr (std::same_as<Member, RecordId>)
        writer.id(member);
    else
        writer.varint(static_cast<std::uint64_t>(member));
    return writer.take();
}

} // namespace lapwing::schema
