#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace lapwing::test {

/// Which points of one kind of fault to run.
struct Order {
    std::uint64_t seed = 1;
    std::uint64_t count = 0;           ///< points, over as many seeds as it takes
    std::optional<std::uint64_t> only; ///< just this point of that seed
};

/// Nothing when a point went as it should, else what went wrong.
using Wrong = std::optional<std::string>;

/// Counts the points of one kind, and prints each that fails with the command that runs it alone.
class Report {
public:
    Report(std::string kind, const Order& order) : m_kind(std::move(kind)), m_order(order) {}

    /// Whether that point of that seed is to be run; it is then what is being run.
    [[nodiscard]] bool starts(std::uint64_t seed, std::uint64_t index);
    /// Whether neither that point nor a later one of its seed is to be run.
    [[nodiscard]] bool isPast(std::uint64_t index) const
    {
        return m_order.only ? index > *m_order.only : m_run >= m_order.count;
    }
    /// Whether that seed's points are to be run, in whole or in part.
    [[nodiscard]] bool wantsSeed(std::uint64_t seed) const
    {
        return seed == m_order.seed || (!m_order.only && m_run < m_order.count);
    }
    /// Says that a seed has so many points, which belong together: all of them are run, or, when
    /// a quarter of them or fewer were ordered, an even choice.
    void takeAll(std::uint64_t points);
    /// How the point that was started has ended.
    void end(const Wrong& wrong);
    /// Counts how points ended, or what they met.
    void note(const std::string& what) { ++m_notes[what]; }
    /// Names the point that is being run: for a program that must stop in the middle of it.
    void tellUnfinished() const;

    [[nodiscard]] const std::string& kind() const { return m_kind; }
    [[nodiscard]] const Order& order() const { return m_order; }
    [[nodiscard]] std::uint64_t run() const { return m_run; }
    [[nodiscard]] std::uint64_t failed() const { return m_failed; }
    [[nodiscard]] const std::map<std::string, std::uint64_t>& notes() const { return m_notes; }

private:
    void tell(const char* what) const;

    std::string m_kind;
    Order m_order;
    std::uint64_t m_stride = 1;
    std::uint64_t m_seed = 0;
    std::uint64_t m_index = 0;
    std::uint64_t m_run = 0;
    std::uint64_t m_failed = 0;
    std::map<std::string, std::uint64_t> m_notes;
};

} // namespace lapwing::test
