#include "tests/fault/failing_memory.h"
#include "tests/fault/kinds.h"
#include "tests/fault/trial.h"

namespace lapwing::test {

namespace {

/// The n-th allocation fails, or every one from there on.
class NoMemory final : public Trouble {
public:
    NoMemory(Memory whose, std::uint64_t at, bool lasts) : m_whose(whose), m_at(at), m_lasts(lasts)
    {
    }
    void begin() override { FailingMemory::fail(m_whose, m_at, m_lasts); }
    void end() override
    {
        FailingMemory::stop();
        m_strikes = FailingMemory::strikes();
    }
    [[nodiscard]] std::uint64_t strikes() const override
    {
        return m_strikes ? *m_strikes : FailingMemory::strikes();
    }
    [[nodiscard]] Wrong judges(const Error& error) const override
    {
        if (error.code == ErrorCode::Internal || error.code == ErrorCode::StorageFailed) return {};
        return "no memory was told as " + std::string(logName(error.code)) + ", " + error.detail;
    }
    /// SQLite does without a cache page, or a sorter's buffer, when it can.
    [[nodiscard]] bool mustShow() const override { return false; }

private:
    Memory m_whose;
    std::uint64_t m_at;
    bool m_lasts;
    std::optional<std::uint64_t> m_strikes;
};

} // namespace

void runSqliteMemory(const Order& order, Report& report)
{
    eachPlace(order, report, [](std::uint64_t index) {
        return NoMemory(Memory::OfSqlite, index / 2, index % 2 == 1);
    });
}

} // namespace lapwing::test
