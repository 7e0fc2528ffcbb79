#pragma once

#include "shared/base/result.h"
#include "shared/schema/value.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace lapwing::schema {

/// The strand of a case that a field travels in (docs/architecture.md "Strands"); the low three
/// bits of every field number. Wire numbers, never reused.
enum class Compartment : std::uint8_t {
    Panel = 0, ///< panel strands and the directory
    Visit = 1,
    Core = 2,
    Safety = 3,
    Care = 4,
    Intel = 5,
    Offence = 6,
};
inline constexpr std::uint8_t kCompartments = 7;

/// Panels; wire numbers. Directory stands for the strand of staff and agencies.
enum class Panel : std::uint8_t {
    Directory = 0,
    DaMarac = 1,
    CMarac = 2,
    PreEvvp = 3,
    Evvp = 4,
    Iom = 5,
    Steering = 6,
};

/// How a conflict is shown and who settles it; storage is always multi-value.
enum class MergePolicy : std::uint8_t {
    Protective, ///< the most protective sibling (highest rank), marked; named role, with reason
    Identity,   ///< every sibling, none hidden; any assigned officer, with reason
    AddWins,    ///< a set: union; present beats absent
    Append,     ///< written once, never edited; corrections are new records
    LongText,   ///< every sibling, word difference; author or supervisor
    LowValue,   ///< greatest (ctr, actor); the loser stays in history
};

/// A word of a vocabulary. `number` is stored and never reused; a higher `rank` is more
/// protective (or less complete), and decides what a Protective field shows while it conflicts.
struct Code {
    std::uint16_t number;
    std::string_view name;
    std::uint8_t rank = 0;
};

struct Vocabulary {
    std::string_view name;
    std::span<const Code> codes;
    [[nodiscard]] const Code* find(std::string_view name) const;
    [[nodiscard]] const Code* find(std::uint32_t number) const;
};

enum FieldFlag : std::uint8_t {
    kNone = 0,
    kRequired = 1, ///< a record without it is not saved
    kSearched = 2, ///< its text goes into the search index
    kListed = 4,   ///< its value goes into the projection that lists read
    kHappened = 8, ///< a day or an instant of what has happened: not after today
};

/// One field. `number` is global over all types, never reused or retyped: the type's number × 100
/// and a number from 1 to 99 within it.
struct Field {
    std::uint32_t number;
    std::string_view name;
    Compartment compartment;
    ValueKind kind;
    MergePolicy policy;
    std::uint32_t limit = 0; ///< Text, BlobRef: bytes at most; Integer: greatest value, least 0
    const Vocabulary* vocabulary = nullptr; ///< Code fields, and AddWins sets of codes
    std::string_view target{}; ///< Ref fields and sets of refs: the type named, empty for any
    std::uint8_t flags = kNone;

    /// The number on the wire: number × 8 + compartment.
    [[nodiscard]] constexpr std::uint32_t wire() const
    {
        return number * 8 + static_cast<std::uint32_t>(compartment);
    }
    /// A set: its kind is that of the members, which are the keys (a Ref's 8 bytes, a Code's
    /// varint); the value stored under a key is Integer 1 (present) or 0.
    [[nodiscard]] constexpr bool isSet() const { return policy == MergePolicy::AddWins; }
};

/// One record type; `home` is where a record's existence (`life`) is told.
struct RecordType {
    std::uint16_t number;
    std::string_view name;
    Compartment home;
    std::span<const Field> fields;
    [[nodiscard]] const Field* find(std::string_view name) const;
};

/// `life` is field 0 of every type: wire number 0 × 8 + home compartment.
[[nodiscard]] constexpr std::uint32_t lifeField(Compartment home)
{
    return static_cast<std::uint32_t>(home);
}
[[nodiscard]] constexpr Compartment compartmentOf(std::uint32_t wireField)
{
    return static_cast<Compartment>(wireField & 7u);
}

/// The whole table, in order of type number. Everything that knows fields reads it from here.
[[nodiscard]] std::span<const RecordType> types();
[[nodiscard]] const RecordType* findType(std::string_view name);
[[nodiscard]] const RecordType* findType(std::uint16_t number);
/// Staff and agencies: the hub alone tells of them, in the strand of the directory.
[[nodiscard]] bool isOfDirectory(const RecordType& type);
/// Cases, markers, contact points and addresses: without one, a warning is not seen. So a removal
/// by one person counts only when somebody else has confirmed it.
[[nodiscard]] bool isKeptUntilConfirmed(const RecordType& type);
/// The field of a wire number and the type it implies; both nullptr when this version does not
/// know it, and for `life`, which every type has.
struct FieldOfType {
    const RecordType* type = nullptr;
    const Field* field = nullptr;
};
[[nodiscard]] FieldOfType findField(std::uint32_t wireField);
[[nodiscard]] const Vocabulary& panels(); ///< da_marac cmarac pre_evvp evvp iom steering
[[nodiscard]] std::string_view compartmentName(Compartment compartment);

} // namespace lapwing::schema
