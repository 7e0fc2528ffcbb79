#pragma once

#include "shared/base/ids.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace lapwing::domain {

/// All versions of one field that stand, each with the person who signed it.
///
/// There is no "the value": while several stand, a guard asks any() and a permission asks all().
/// Both answer on the safe side when a version cannot be read here (redacted, or of a newer
/// program): it may be the one that alerts, and it gives no leave. A plain value; any thread.
template <class T>
class Shown {
public:
    struct Said {
        T value;
        PersonId by;
        bool operator==(const Said&) const = default;
    };

    void add(T value, const PersonId& by) { m_said.push_back({std::move(value), by}); }
    void addCleared() { m_cleared = true; }
    void addUnreadable() { m_unreadable = true; }

    /// Whether one of the versions is so, or cannot be read.
    [[nodiscard]] bool any(auto predicate) const
    {
        return m_unreadable || std::ranges::any_of(m_said, predicate, &Said::value);
    }
    /// Whether something stands and every version is so. False when one is empty or unreadable.
    [[nodiscard]] bool all(auto predicate) const
    {
        return !m_said.empty() && !m_cleared && !m_unreadable &&
               std::ranges::all_of(m_said, predicate, &Said::value);
    }
    /// Whether this stands and nothing else does.
    [[nodiscard]] bool is(const T& value) const
    {
        return all([&](const T& said) { return said == value; });
    }
    /// Whether this is one of the versions, or may be.
    [[nodiscard]] bool mayBe(const T& value) const
    {
        return any([&](const T& said) { return said == value; });
    }
    /// What every version says; nothing while they differ, or when there is none.
    [[nodiscard]] std::optional<T> only() const
    {
        if (m_said.empty() || conflicts()) return std::nullopt;
        return m_said.front().value;
    }
    /// Whether nothing stands: never filled in, or every version emptied.
    [[nodiscard]] bool empty() const { return m_said.empty() && !m_unreadable; }
    [[nodiscard]] bool hasUnreadable() const { return m_unreadable; }
    /// Whether versions differ.
    [[nodiscard]] bool conflicts() const
    {
        const auto differs = [&](const Said& s) { return !(s.value == m_said.front().value); };
        return (!m_said.empty() && (m_cleared || m_unreadable)) ||
               std::ranges::any_of(m_said, differs);
    }
    /// Every version that holds something and can be read, for showing and for unions.
    [[nodiscard]] const std::vector<Said>& each() const& { return m_said; }
    [[nodiscard]] std::vector<Said> each() && { return std::move(m_said); }

private:
    std::vector<Said> m_said;
    bool m_cleared = false;
    bool m_unreadable = false;
};

} // namespace lapwing::domain
