#pragma once

#include "shared/schema/schema.h"

namespace lapwing::schema::table {

/// The words that the family files are written in: one line, one field. Only they include this.
using enum Compartment;
using enum MergePolicy;
inline constexpr auto kPanelStrand = Compartment::Panel; // the bare word also names a type

// Bytes of UTF-8 that a text of each size holds at most.
inline constexpr std::uint32_t kRef = 40;
inline constexpr std::uint32_t kName = 200;
inline constexpr std::uint32_t kLine = 500;
inline constexpr std::uint32_t kNote = 4000;
inline constexpr std::uint32_t kNarrative = 16384;

constexpr Field text(std::uint32_t number, std::string_view name, Compartment compartment,
                     MergePolicy policy, std::uint32_t limit, unsigned flags = kNone)
{
    return {.number = number, .name = name, .compartment = compartment, .kind = ValueKind::Text,
            .policy = policy, .limit = limit, .flags = static_cast<std::uint8_t>(flags)};
}

constexpr Field code(std::uint32_t number, std::string_view name, Compartment compartment,
                     MergePolicy policy, const Vocabulary& words, unsigned flags = kNone)
{
    return {.number = number, .name = name, .compartment = compartment, .kind = ValueKind::Code,
            .policy = policy, .vocabulary = &words, .flags = static_cast<std::uint8_t>(flags)};
}

constexpr Field plain(ValueKind kind, std::uint32_t number, std::string_view name,
                      Compartment compartment, unsigned flags)
{
    return {.number = number, .name = name, .compartment = compartment, .kind = kind,
            .policy = Identity, .flags = static_cast<std::uint8_t>(flags)};
}

constexpr Field day(std::uint32_t number, std::string_view name, Compartment compartment,
                    unsigned flags = kNone)
{
    return plain(ValueKind::Day, number, name, compartment, flags);
}

constexpr Field instant(std::uint32_t number, std::string_view name, Compartment compartment,
                        unsigned flags = kNone)
{
    return plain(ValueKind::Instant, number, name, compartment, flags);
}

constexpr Field integer(std::uint32_t number, std::string_view name, Compartment compartment,
                        std::uint32_t greatest)
{
    auto field = plain(ValueKind::Integer, number, name, compartment, kNone);
    field.limit = greatest;
    return field;
}

constexpr Field blob(std::uint32_t number, std::string_view name, Compartment compartment)
{
    auto field = plain(ValueKind::BlobRef, number, name, compartment, kNone);
    field.limit = kLine;
    return field;
}

constexpr Field ref(std::uint32_t number, std::string_view name, Compartment compartment,
                    std::string_view target, unsigned flags = kNone)
{
    auto field = plain(ValueKind::Ref, number, name, compartment, flags);
    field.target = target;
    return field;
}

/// A set of records.
constexpr Field refs(std::uint32_t number, std::string_view name, Compartment compartment,
                     std::string_view target, unsigned flags = kNone)
{
    auto field = ref(number, name, compartment, target, flags);
    field.policy = AddWins;
    return field;
}

/// A set of words.
constexpr Field codes(std::uint32_t number, std::string_view name, Compartment compartment,
                      const Vocabulary& words, unsigned flags = kNone)
{
    return code(number, name, compartment, AddWins, words, flags);
}

} // namespace lapwing::schema::table
