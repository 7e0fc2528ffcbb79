#pragma once

#include "shared/schema/handle.h"
#include "sync/store/lists.h"

#include <algorithm>
#include <vector>

/// Decisions on what a list has read: typed words, every version of them. Pure; any thread.
namespace lapwing::screens {

/// The words of a listed register: one, or, while every version must be read, all of them. One
/// that this version of the program does not know is an enumerator without a name.
template <schema::WordEnum T>
[[nodiscard]] std::vector<T> wordsIn(const store::ListedRow& row, const schema::Handle<T>& field)
{
    constexpr std::string_view kBetween = " | ";
    const auto at = row.texts.find(field.wire());
    std::vector<T> words;
    if (at == row.texts.end() || at->second.empty()) return words;
    for (std::string_view rest = at->second;;) {
        const auto end = rest.find(kBetween);
        const auto* code = field.field.vocabulary->find(rest.substr(0, end));
        words.push_back(static_cast<T>(code ? code->number : 0));
        if (end == std::string_view::npos) return words;
        rest.remove_prefix(end + kBetween.size());
    }
}

/// Whether some version is that word, or one that nobody here can read: asked of dangers.
template <schema::WordEnum T>
[[nodiscard]] bool mayBe(const store::ListedRow& row, const schema::Handle<T>& field, T word)
{
    return std::ranges::any_of(wordsIn(row, field),
                               [&](T one) { return one == word || one == T{}; });
}

/// Whether something is there and every version is one of the words.
template <schema::WordEnum T>
[[nodiscard]] bool isOneOf(const store::ListedRow& row, const schema::Handle<T>& field,
                           std::initializer_list<T> among)
{
    const auto words = wordsIn(row, field);
    return !words.empty() && std::ranges::all_of(words, [&](T one) {
        return std::ranges::find(among, one) != among.end();
    });
}

} // namespace lapwing::screens
