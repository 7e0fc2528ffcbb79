#pragma once

#include "shared/base/ids.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Who may be the same person: the one rule of tablet, command line, import and hub (P-P1). Pure;
/// any thread. Errors: none.
namespace lapwing::rules {

enum class Identifier : std::uint8_t { Nhs, Pnc, Crn, Cro, Custody };

/// What tells who a person record is about; several of each while versions of it conflict. Texts
/// are compared byte by byte: who fills this in folds them first (domain/person.h).
struct PersonFacts {
    RecordId record;
    std::vector<std::string> names;   ///< folded words in an order of their own, blanks between
    std::vector<std::int64_t> births; ///< days since 1970-01-01
    std::vector<std::pair<Identifier, std::string>> identifiers;
    std::vector<std::string> numbers; ///< telephone numbers and emails that reach them
    std::vector<std::string> addresses;
};

/// What two records have in common; from NameAndBirth on each is less of a proof.
enum class Clue : std::uint8_t {
    NhsNumber,
    PncNumber,
    Crn,
    CroNumber,
    CustodyNumber,
    NameAndBirth,
    NameNearBirth, ///< a day off, or day and month changed with each other
    SlipAndBirth,  ///< one letter of the name off, the same birth day
    PartAndBirth,  ///< one word of the name, the same birth day: a name that somebody took
    Number,
    Address,
    Name,
};

/// "the same NHS number", for a sentence.
[[nodiscard]] std::string_view inWords(Clue clue);

/// Everything that the two have in common, the strongest first. A household shares numbers and
/// addresses: of people of one case they say nothing.
[[nodiscard]] std::vector<Clue> cluesOf(const PersonFacts& a, const PersonFacts& b, bool isOneCase);

/// Birth days that stand for a slip of the one given: the days beside it, and, where it is a day
/// too, month and day changed with each other. The day itself is not among them.
[[nodiscard]] std::vector<std::int64_t> nearBirths(std::int64_t day);

/// Whether two records are taken for one person without being asked: a name and a birth day in
/// common, or an NHS or PNC number. What is not known is in common with nothing.
[[nodiscard]] bool isSamePerson(const PersonFacts& a, const PersonFacts& b);

/// What somebody said of two records.
struct SaidOfTwo {
    RecordId one, other;
    bool same = false;
    auto operator<=>(const SaidOfTwo&) const = default;
};

/// For each record the one that stands for its person: the least id of those that are one person,
/// through others too. `said` adds to what the records tell: two that somebody said are the same
/// are; two that were only ever said to be different are not, unless through others. For few
/// records, as every two are compared.
[[nodiscard]] std::map<RecordId, RecordId> onePersonEach(std::span<const PersonFacts> people,
                                                         std::span<const SaidOfTwo> said = {});

} // namespace lapwing::rules
