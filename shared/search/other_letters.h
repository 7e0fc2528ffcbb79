#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Names in one script that were typed in another: Ольга as "olga", محمد as "Mohammed".
/// A second look, shown apart from what was found.
namespace lapwing::search {

/// How a folded word of Latin letters sounds, roughly: its consonants in one spelling of each, and
/// an "a" for a vowel that it begins with. Arabic and Hebrew write no more than that. Empty under
/// two letters. Pure; any thread.
[[nodiscard]] std::string soundOf(std::string_view latin);

/// Puts words into Latin letters (by ICU's rules), and makes of them what an index holds and a
/// query asks for. What it needs of ICU is read when the first word of other letters comes.
/// Errors: none; without ICU's data it knows Latin words only. Thread: one at a time.
class OtherLetters {
public:
    OtherLetters();
    ~OtherLetters();
    OtherLetters(OtherLetters&&) noexcept;
    OtherLetters& operator=(OtherLetters&&) noexcept;

    /// What the folded words of a name are found by from another script. Each word begins with a
    /// letter that no text has (U+E000 to U+E002).
    [[nodiscard]] std::vector<std::string> indexWordsOf(std::span<const std::string> names);
    /// The expression of FTS5 for names that have every word that was typed, at least one of them
    /// in another script; nullopt when nothing that was typed can be a name.
    [[nodiscard]] std::optional<std::string> queryOf(std::string_view typed);

private:
    [[nodiscard]] std::vector<std::string> latinOf(const std::string& word);

    struct Rules;
    std::unique_ptr<Rules> m_rules;
};

} // namespace lapwing::search
