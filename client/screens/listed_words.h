#pragma once

#include "client/screens/plain_words.h"
#include "sync/store/lists.h"

/// What a list has read, in words: between the versions that all have to be read stands "or".
/// Pure; any thread.
namespace lapwing::screens {

/// Each version as `say` puts it, as it is stored without one; a version without content, and one
/// that `say` has no words for, goes unsaid.
[[nodiscard]] QString listedText(const store::ListedRow& row, const schema::Field& field,
                                 const std::function<QString(std::string_view)>& say = {});

/// The earliest of several days or instants; nothing without one that can be read.
template <class T>
[[nodiscard]] std::optional<T> earliestOf(const domain::Shown<T>& shown)
{
    std::optional<T> earliest;
    for (const auto& said : shown.each())
        if (!earliest || said.value < *earliest) earliest = said.value;
    return earliest;
}

} // namespace lapwing::screens
