#include "tests/tidy/tidy_checks.h"

#include <array>
#include <cctype>

namespace lapwing::tidy {

namespace {
/// A word that plain English has no need of, and how often the tree still has it. The number may
/// only shrink: lower it with what you reword.
struct OldWord {
    std::string_view word;
    std::size_t most;
};

constexpr std::array<OldWord, 8> kOldWords{{{"octet", 0},
                                            {"octets", 0},
                                            {"whoever", 0},
                                            {"anew", 0},
                                            {"upon", 0},
                                            {"she", 0},
                                            {"hers", 0},
                                            {"herself", 0}}};

/// File names that are still in two folders; the number may only shrink.
constexpr std::size_t kSameNamesMost = 0;

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (auto& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

/// What says itself which folder's it is.
bool hasCommonName(std::string_view file)
{
    return file == "main.cpp" || file == "CMakeLists.txt" || file == "README.md";
}
} // namespace

void checkOldWords(const Sources& sources, Report& report)
{
    std::array<std::size_t, kOldWords.size()> seen{};
    for (const auto& source : sources.all()) {
        // The rule names the words; the licence is not ours to reword.
        if (source.isSample() || source.in("tests/tidy") || source.path == "LICENSE") continue;
        const auto text = lowered(source.text);
        const auto lines = linesOf(text);
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto word : wordsOf(lines[i]))
                for (std::size_t w = 0; w < kOldWords.size(); ++w)
                    if (word == kOldWords[w].word && ++seen[w] > kOldWords[w].most)
                        report.add(source, i + 1,
                                   std::string(word) + ": plain English has another word; " +
                                       std::to_string(kOldWords[w].most) + " are left of it");
    }
}

void checkFileNames(const Sources& sources, Report& report)
{
    std::map<std::string, std::string> folders;
    std::size_t seen = 0;
    for (const auto& source : sources.all()) {
        if (source.kind != Kind::Cpp && source.kind != Kind::Qml) continue;
        const auto name = source.path.substr(source.path.rfind('/') + 1);
        if (hasCommonName(name)) continue;
        const auto [first, isNew] = folders.try_emplace(name, folderOf(source.path));
        if (!isNew && ++seen > kSameNamesMost)
            report.add(source, 1, name + " is also in " + first->second);
    }
}

} // namespace lapwing::tidy
