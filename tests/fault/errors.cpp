#include "tests/fault/kinds.h"
#include "tests/fault/trial.h"

namespace lapwing::test {

namespace {

using Kind = DiskCall::Kind;

int errorOf(Kind kind)
{
    switch (kind) {
    case Kind::Open: return SQLITE_CANTOPEN;
    case Kind::Read: return SQLITE_IOERR_READ;
    case Kind::Write: return SQLITE_IOERR_WRITE;
    case Kind::Sync: return SQLITE_IOERR_FSYNC;
    case Kind::Truncate: return SQLITE_IOERR_TRUNCATE;
    case Kind::Size: return SQLITE_IOERR_FSTAT;
    case Kind::Lock: return SQLITE_IOERR_LOCK;
    case Kind::Unlock: return SQLITE_IOERR_UNLOCK;
    case Kind::Access: return SQLITE_IOERR_ACCESS;
    case Kind::Create: return SQLITE_CANTOPEN;
    case Kind::Remove: return SQLITE_IOERR_DELETE;
    case Kind::Rename: return SQLITE_IOERR;
    case Kind::SyncFolder: return SQLITE_IOERR_DIR_FSYNC;
    }
    return SQLITE_IOERR;
}

enum class Lasts : unsigned char { Once, ForItsKind, ForAll };
constexpr std::uint64_t kWays = 3;

/// Fails the n-th call; afterwards none, all of its kind, or all.
class FailingDisk final : public Trouble, public DiskWatch {
public:
    FailingDisk(std::uint64_t at, Lasts lasts, std::uint64_t seed)
        : m_at(at), m_lasts(lasts), m_random(seed)
    {
    }
    void begin() override { m_on = true; }
    void end() override { m_on = false; }
    [[nodiscard]] std::uint64_t strikes() const override { return m_strikes; }
    [[nodiscard]] Wrong judges(const Error& error) const override
    {
        if (error.code == ErrorCode::StorageFailed) return {};
        return "a failing disk was told as " + std::string(logName(error.code)) + ", " +
               error.detail;
    }
    [[nodiscard]] bool mustShow() const override { return m_shows; }
    [[nodiscard]] DiskWatch* watch() override { return this; }

    DiskVerdict before(const DiskCall& call) override
    {
        if (!m_on) return {};
        const bool first = m_seen++ == m_at;
        if (first) m_kind = call.kind;
        const bool later = m_seen > m_at && (m_lasts == Lasts::ForAll ||
                                             (m_lasts == Lasts::ForItsKind && m_kind == call.kind));
        if (!first && !later) return {};
        ++m_strikes;
        m_shows = call.kind == Kind::Read || call.kind == Kind::Write || call.kind == Kind::Sync;
        const auto done = m_random.oneIn(3) ? m_random.below(5000) : m_random.below(20);
        return {errorOf(call.kind), m_random.oneIn(2) ? 0 : static_cast<std::size_t>(done)};
    }

private:
    std::uint64_t m_at;
    Lasts m_lasts;
    SeededRandom m_random;
    bool m_on = false;
    bool m_shows = false;
    std::uint64_t m_seen = 0;
    std::uint64_t m_strikes = 0;
    std::optional<Kind> m_kind;
};

} // namespace

namespace {

/// From the n-th write that needs room on there is none, or no write succeeds at all; after some
/// vain attempts there is room again.
class FullDisk final : public Trouble, public DiskWatch {
public:
    FullDisk(std::uint64_t at, bool refusesAll, std::uint64_t seed)
        : m_at(at), m_refusesAll(refusesAll), m_random(seed), m_vain(1 + m_random.below(12))
    {
    }
    void begin() override { m_on = true; }
    void end() override { m_on = false; }
    [[nodiscard]] std::uint64_t strikes() const override { return m_strikes; }
    [[nodiscard]] Wrong judges(const Error& error) const override
    {
        if (error.code == ErrorCode::StorageFull) return {};
        return "a full disk was told as " + std::string(logName(error.code)) + ", " + error.detail;
    }
    [[nodiscard]] bool mustShow() const override { return true; }
    [[nodiscard]] DiskWatch* watch() override { return this; }

    DiskVerdict before(const DiskCall& call) override
    {
        const bool writes = call.kind == Kind::Write || call.kind == Kind::Create;
        if (!m_on || !writes || !(call.grows || m_refusesAll)) return {};
        if (m_seen++ < m_at || m_strikes == m_vain) return {};
        ++m_strikes;
        return {SQLITE_FULL, static_cast<std::size_t>(m_random.below(1 + call.octets.size()))};
    }

private:
    std::uint64_t m_at;
    bool m_refusesAll;
    SeededRandom m_random;
    std::uint64_t m_vain;
    bool m_on = false;
    std::uint64_t m_seen = 0;
    std::uint64_t m_strikes = 0;
};

} // namespace

void runErrors(const Order& order, Report& report)
{
    eachPlace(order, report, [](std::uint64_t index) {
        return FailingDisk(index / kWays, static_cast<Lasts>(index % kWays), index);
    });
}

void runFull(const Order& order, Report& report)
{
    eachPlace(order, report, [](std::uint64_t index) {
        return FullDisk(index / 2, index % 2 == 1, index);
    });
}

} // namespace lapwing::test
