#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lapwing::test {

/// One way in which a program may have left a text behind.
struct Spelling {
    std::string_view name;
    std::string bytes;
};
/// As UTF-8, UTF-16 of both orders, hex of both cases, and base64 at each of its three alignments,
/// without the letters that depend on what stands beside it. For a text of ten bytes of ASCII or
/// more: no spelling is then found by chance.
[[nodiscard]] std::vector<Spelling> spellingsOf(std::string_view text);

/// Looks for texts where they must not be, in every spelling.
class LeakScan {
public:
    void watch(std::string_view text);
    [[nodiscard]] std::size_t texts() const { return m_texts.size(); }
    /// "TEXT as base64 at 4711" for each place where one of the texts stands.
    [[nodiscard]] std::vector<std::string> findsIn(std::string_view bytes) const;

private:
    struct Needle {
        std::size_t text = 0;
        Spelling spelling;
    };
    std::vector<std::string> m_texts;
    std::unordered_multimap<std::uint64_t, Needle> m_byStart; ///< by the first eight bytes
};

/// Shannon's entropy of single bytes, in bits: 8 for noise, some 4 to 6 for what means something.
[[nodiscard]] double entropyOf(std::string_view bytes);

} // namespace lapwing::test
