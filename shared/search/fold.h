#pragma once

#include "shared/schema/schema.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How words are compared when somebody looks for a person: the one folding of index, query and
/// the search for the same person (docs/adr/0011-folding-for-search.md).
/// Pure; any thread. Errors: none; text that is not UTF-8 folds to nothing.
namespace lapwing::search {

/// The words of a text, folded: lower case, without accents, apostrophes and invisible marks, in
/// one spelling of letters that have several. Indic vowel signs stay, because without them two
/// different names become one. Han characters in a row are one word, with blanks between them.
[[nodiscard]] std::vector<std::string> wordsOf(std::string_view text);

/// What a text is found by: its words and, once more joined, what a hyphen or an apostrophe parts
/// ("Smith-Jones": smith jones smithjones). `isName` also joins neighbours ("Mc Donald", "SE15
/// 4QX"), which would be noise in a long note.
[[nodiscard]] std::vector<std::string> indexWordsOf(std::string_view text, bool isName);

/// The digits of a telephone, NHS or other number, in its national form: +44, 0044, 44, (0) and a
/// bare 7 are one. Reads to the first letter, "/" or ","; empty under three digits.
[[nodiscard]] std::string numberOf(std::string_view text);

/// A number of six digits and more that stands in a text, and what it is found by: its digits, and
/// its digits from the end, so that the last six find it by their beginning.
struct NumberAt {
    std::size_t from = 0, size = 0; ///< in bytes
    std::vector<std::string> words;
};
[[nodiscard]] std::vector<NumberAt> numbersIn(std::string_view text);

/// Whether neighbours in such a text are found in one too, as of a name, a reference or an address.
[[nodiscard]] bool isShort(const schema::Field& field);
/// Whether a field holds a person's name, which is found by a slip and from another script too.
[[nodiscard]] bool isNameOfAPerson(const schema::Field& field);

/// The word by which a day is found: "d" and YYYYMMDD.
[[nodiscard]] std::string wordOfDay(std::int64_t day);

/// All that a value is found by, with blanks between: of a text its words and numbers, of a day
/// its word, of anything else what is read of it.
[[nodiscard]] std::string indexWordsOf(const schema::Field& field, const Value& value);

} // namespace lapwing::search
