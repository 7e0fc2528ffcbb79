#pragma once

#include "tests/fault/memory_disk.h"
#include "tests/fault/report.h"
#include "tests/fault/small_store.h"

namespace lapwing::test {

inline constexpr const char* kFaultFolder = "/memory";

/// How many steps of its plan a store may hold: `least` were acknowledged, `most` were begun.
struct Promise {
    std::uint64_t least = 0;
    std::uint64_t most = 0;

    /// Nothing when `steps` keeps it.
    [[nodiscard]] Wrong brokenBy(std::uint64_t steps) const;
};

/// One seed's plan, and a store that has done the first part of it.
class Story {
public:
    static constexpr std::size_t kSteps = 40;

    explicit Story(std::uint64_t seed);
    [[nodiscard]] const Plan& plan() const { return m_plan; }
    /// The store's disk, as it is when its program has ended well.
    [[nodiscard]] const Image& image() const { return m_image; }
    [[nodiscard]] std::uint64_t done() const { return m_done; }

private:
    Plan m_plan;
    Image m_image;
    std::uint64_t m_done = 0;
};

/// The next step of the plan, on a disk and in memory that do not fail.
[[nodiscard]] Wrong stepWell(SmallStore& store, const Plan& plan, Promise& promise);

/// Opens what is on that disk, as a program does that is started again, and holds it against the
/// promise. `goOn`: works on from there, loses the power at some point of that, and looks again.
[[nodiscard]] Wrong judge(const Image& image, const Plan& plan, const Promise& promise,
                          SeededRandom& random, bool goOn);

} // namespace lapwing::test
