#pragma once

#include "shared/base/result.h"
#include "shared/wire/primitive.h"

#include <cereal/cereal.hpp>

#include <concepts>

namespace lapwing::wire {

/// Our bounded archives under cereal's dispatch: bytes as in docs/wire-format.md "Notation".
/// Only what is overloaded here can travel: fixed-width integers, varints, ids, and containers
/// with a stated cap. Size-dependent integers, floats, pointers, plain containers do not compile.
class OutputArchive : public cereal::OutputArchive<OutputArchive, cereal::AllowEmptyClassElision> {
public:
    OutputArchive() : cereal::OutputArchive<OutputArchive, cereal::AllowEmptyClassElision>(this) {}
    Writer writer;
};

class InputArchive : public cereal::InputArchive<InputArchive, cereal::AllowEmptyClassElision> {
public:
    explicit InputArchive(ByteView input)
        : cereal::InputArchive<InputArchive, cereal::AllowEmptyClassElision>(this), reader(input)
    {
    }
    Decoder reader;
};

/// An unsigned number in LEB128.
struct Varint {
    std::uint64_t value = 0;
    auto operator<=>(const Varint&) const = default;
};

/// At most `Max` bytes. Text is a blob too: its reader checks its UTF-8.
template <std::size_t Max>
struct Blob {
    Bytes bytes;
    auto operator<=>(const Blob&) const = default;
};

/// At most `Max` elements, each at least `MinEach` bytes.
template <typename T, std::size_t Max, std::size_t MinEach>
struct List {
    std::vector<T> items;
    bool operator==(const List&) const = default;
};

template <typename T>
concept FixedWidth = std::same_as<T, std::uint8_t> || std::same_as<T, std::uint16_t>
                     || std::same_as<T, std::uint32_t> || std::same_as<T, std::uint64_t>;

template <FixedWidth T>
void CEREAL_SAVE_FUNCTION_NAME(OutputArchive& ar, const T& value)
{
    if constexpr (sizeof(T) == 1) ar.writer.u8(value);
    else if constexpr (sizeof(T) == 2) ar.writer.u16(value);
    else if constexpr (sizeof(T) == 4) ar.writer.u32(value);
    else ar.writer.u64(value);
}

template <FixedWidth T>
void CEREAL_LOAD_FUNCTION_NAME(InputArchive& ar, T& value)
{
    if constexpr (sizeof(T) == 1) value = ar.reader.u8();
    else if constexpr (sizeof(T) == 2) value = ar.reader.u16();
    else if constexpr (sizeof(T) == 4) value = ar.reader.u32();
    else value = ar.reader.u64();
}

inline void CEREAL_SAVE_FUNCTION_NAME(OutputArchive& ar, const Varint& v)
{
    ar.writer.varint(v.value);
}
inline void CEREAL_LOAD_FUNCTION_NAME(InputArchive& ar, Varint& v) { v.value = ar.reader.varint(); }

template <typename Tag, std::size_t N>
void CEREAL_SAVE_FUNCTION_NAME(OutputArchive& ar, const Id<Tag, N>& id)
{
    ar.writer.id(id);
}
template <typename Tag, std::size_t N>
void CEREAL_LOAD_FUNCTION_NAME(InputArchive& ar, Id<Tag, N>& id)
{
    id = ar.reader.template id<Id<Tag, N>>();
}

template <std::size_t Max>
void CEREAL_SAVE_FUNCTION_NAME(OutputArchive& ar, const Blob<Max>& blob)
{
    check(blob.bytes.size() <= Max, "a blob over its cap");
    ar.writer.bytes(blob.bytes);
}
template <std::size_t Max>
void CEREAL_LOAD_FUNCTION_NAME(InputArchive& ar, Blob<Max>& blob)
{
    const auto view = ar.reader.bytes(Max);
    blob.bytes.assign(view.begin(), view.end());
}

template <typename T, std::size_t Max, std::size_t MinEach>
void CEREAL_SAVE_FUNCTION_NAME(OutputArchive& ar, const List<T, Max, MinEach>& list)
{
    check(list.items.size() <= Max, "a list over its cap");
    ar.writer.varint(list.items.size());
    for (const auto& item : list.items) ar(item);
}
template <typename T, std::size_t Max, std::size_t MinEach>
void CEREAL_LOAD_FUNCTION_NAME(InputArchive& ar, List<T, Max, MinEach>& list)
{
    const auto count = ar.reader.count(Max, MinEach);
    list.items.clear();
    for (std::size_t i = 0; i < count && ar.reader.ok(); ++i) ar(list.items.emplace_back());
}

/// A message's bytes.
template <typename Message>
[[nodiscard]] Bytes encodeMessage(const Message& message)
{
    OutputArchive ar;
    ar(message);
    return ar.writer.take();
}

/// The one wall between hostile bytes and a message: whatever goes wrong is Malformed.
template <typename Message>
[[nodiscard]] Result<Message> decodeMessage(ByteView bytes) noexcept
{
    try {
        InputArchive ar(bytes);
        Message message;
        ar(message);
        if (ar.reader.done()) return message;
    } catch (...) {
    }
    return fail(ErrorCode::Malformed, {}, "a message that does not decode");
}

} // namespace lapwing::wire
