#pragma once

#include "shared/schema/handle.h"

#include <algorithm>
#include <array>

/// What the record types' headers are written in: one line, one field with its handle. Only they
/// include this.
namespace lapwing::schema::lines {

using enum Compartment;
using enum MergePolicy;
inline constexpr auto kPanelStrand = Compartment::Panel; // the bare word also names a type

// Bytes of UTF-8 that a text of each size holds at most.
inline constexpr std::uint32_t kRef = 40;
inline constexpr std::uint32_t kName = 200;
inline constexpr std::uint32_t kLine = 500;
inline constexpr std::uint32_t kNote = 4000;
inline constexpr std::uint32_t kNarrative = 16384;

constexpr Field lineOf(ValueKind kind, std::uint32_t number, std::string_view name,
                       Compartment compartment, MergePolicy policy, unsigned flags)
{
    return {.number = number,
            .name = name,
            .compartment = compartment,
            .kind = kind,
            .policy = policy,
            .flags = static_cast<std::uint8_t>(flags)};
}

constexpr Handle<std::string> textOf(std::uint32_t number, std::string_view name,
                                     Compartment compartment, MergePolicy policy,
                                     std::uint32_t limit, unsigned flags = kNone)
{
    auto field = lineOf(ValueKind::Text, number, name, compartment, policy, flags);
    field.limit = limit;
    return {field};
}

template <WordEnum Word>
constexpr Handle<Word> codeOf(std::uint32_t number, std::string_view name, Compartment compartment,
                              MergePolicy policy, const Vocabulary& words, unsigned flags = kNone)
{
    auto field = lineOf(ValueKind::Code, number, name, compartment, policy, flags);
    field.vocabulary = &words;
    return {field};
}

/// A set of words.
template <WordEnum Word>
constexpr Handle<SetOf<Word>> codesOf(std::uint32_t number, std::string_view name,
                                      Compartment compartment, const Vocabulary& words,
                                      unsigned flags = kNone)
{
    return {codeOf<Word>(number, name, compartment, AddWins, words, flags).field};
}

constexpr Handle<Day> dayOf(std::uint32_t number, std::string_view name, Compartment compartment,
                            unsigned flags = kNone)
{
    return {lineOf(ValueKind::Day, number, name, compartment, Identity, flags)};
}

constexpr Handle<Instant> instantOf(std::uint32_t number, std::string_view name,
                                    Compartment compartment, unsigned flags = kNone)
{
    return {lineOf(ValueKind::Instant, number, name, compartment, Identity, flags)};
}

constexpr Handle<std::int64_t> integerOf(std::uint32_t number, std::string_view name,
                                         Compartment compartment, std::uint32_t greatest)
{
    auto field = lineOf(ValueKind::Integer, number, name, compartment, Identity, kNone);
    field.limit = greatest;
    return {field};
}

constexpr Handle<AttachmentRef> blobOf(std::uint32_t number, std::string_view name,
                                       Compartment compartment)
{
    auto field = lineOf(ValueKind::BlobRef, number, name, compartment, Identity, kNone);
    field.limit = kLine;
    return {field};
}

/// Bytes that a program made, written once.
constexpr Handle<AttachmentRef> bytesOf(std::uint32_t number, std::string_view name,
                                        Compartment compartment, std::uint32_t limit)
{
    auto field = lineOf(ValueKind::Binary, number, name, compartment, Append, kNone);
    field.limit = limit;
    return {field};
}

constexpr Handle<RecordId> refTo(std::uint32_t number, std::string_view name,
                                 Compartment compartment, std::string_view target,
                                 unsigned flags = kNone, MergePolicy policy = Identity)
{
    auto field = lineOf(ValueKind::Ref, number, name, compartment, policy, flags);
    field.target = target;
    return {field};
}

/// A set of records.
constexpr Handle<SetOf<RecordId>> refsTo(std::uint32_t number, std::string_view name,
                                         Compartment compartment, std::string_view target,
                                         unsigned flags = kNone)
{
    return {refTo(number, name, compartment, target, flags, AddWins).field};
}

template <WordEnum Word>
constexpr Code word(Word number, std::string_view name, std::uint8_t rank = 0)
{
    return {static_cast<std::uint16_t>(number), name, rank};
}

/// The fields of a type, in order of number. One that is left out is missed by the golden table.
template <class... Content>
constexpr std::array<Field, sizeof...(Content)> listOf(const Handle<Content>&... handles)
{
    return {handles.field...};
}

} // namespace lapwing::schema::lines
