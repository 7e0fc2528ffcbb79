#pragma once

#include "shared/schema/schema.h"
#include "shared/search/other_letters.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Where in a text the words stand by which it was found. Text is never compared as it is typed:
/// what is marked is what index and query hold (fold.h), so that "lukasz" marks "Łukasz".
namespace lapwing::search {

/// A word, or several in one, in bytes of the text.
struct Mark {
    std::size_t from = 0, size = 0;
    bool operator==(const Mark&) const = default;
};

/// The words that a search is about. Errors: none. Thread: that of its OtherLetters.
class Marker {
public:
    /// The expressions are those that the index was asked (query.h, similar.h, other_letters.h);
    /// `letters` must outlive this.
    Marker(std::span<const std::string> expressions, OtherLetters& letters);

    /// In a text of that field, in its order; they do not overlap.
    [[nodiscard]] std::vector<Mark> marksIn(const schema::Field& field, std::string_view text);
    /// Whether the day of a field is what was looked for.
    [[nodiscard]] bool isDay(std::int64_t day) const;

private:
    struct Term {
        std::string word;
        bool isBeginning = false;
    };
    struct Run;
    [[nodiscard]] static std::vector<Run> runsOf(std::string_view text);
    [[nodiscard]] bool isWanted(std::string_view indexWord) const;
    [[nodiscard]] bool isJoined(std::string_view words, std::size_t beyond) const;
    [[nodiscard]] bool sounds(const Run& run);
    /// How many runs from there on are one word that is wanted; 0 when none is.
    [[nodiscard]] std::size_t wantedFrom(std::span<const Run> runs, bool isShort) const;

    std::vector<Term> m_terms, m_sounds;
    OtherLetters* m_letters;
};

} // namespace lapwing::search
