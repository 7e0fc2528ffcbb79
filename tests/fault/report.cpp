#include "tests/fault/report.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

namespace lapwing::test {

bool Report::starts(std::uint64_t seed, std::uint64_t index)
{
    const bool wanted = m_order.only ? *m_order.only == index
                                     : m_run < m_order.count && index % m_stride == 0;
    if (!wanted) return false;
    m_seed = seed;
    m_index = index;
    return true;
}

void Report::takeAll(std::uint64_t points)
{
    const auto left = m_order.count - std::min(m_order.count, m_run);
    m_stride = left > 0 && points / left >= 4 ? points / left : 1;
    if (m_stride == 1) m_order.count = std::max(m_order.count, m_run + points);
}

void Report::end(const Wrong& wrong)
{
    ++m_run;
    if (!wrong) return;
    constexpr std::uint64_t kPrinted = 20;
    if (++m_failed <= kPrinted) tell(wrong->c_str());
}

void Report::tellUnfinished() const { tell("the program stopped"); }

void Report::tell(const char* what) const
{
    std::printf("FAILED lapwing-fault --kind %s --seed %" PRIu64 " --index %" PRIu64 ": %s\n",
                m_kind.c_str(), m_seed, m_index, what);
    std::fflush(stdout);
}

} // namespace lapwing::test
