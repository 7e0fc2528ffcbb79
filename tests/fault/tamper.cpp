#include "tests/fault/kinds.h"
#include "tests/fault/specimen.h"

#include <algorithm>
#include <array>

namespace lapwing::test {

namespace {

using End = Specimen::End;

/// A file as a row of pieces: pages, or frames of the log, after a start that is none.
struct Pieces {
    std::string name; ///< of the file, in the vault's folder
    std::size_t start;
    std::size_t size;
};
const std::array<Pieces, 3> kRows{{
    {"replica.db", 0, 4096},
    {"replica.db-wal", 72, 72 + 4096},
    {"anchor", 0, 4096},
}};

/// What somebody does to a vault's files.
class Tamper {
public:
    Tamper(const Specimen& specimen, std::uint64_t seed)
        : m_specimen(specimen), m_random(seed), m_image(specimen.image()),
          m_row(kRows[m_random.below(kRows.size())]),
          m_content(m_image.at(specimen.pathOf(m_row.name)))
    {
        constexpr std::array<void (Tamper::*)(), 10> kWays{
            &Tamper::zero,   &Tamper::swap,      &Tamper::duplicate, &Tamper::truncate,
            &Tamper::cut,    &Tamper::extend,    &Tamper::replay,    &Tamper::replayFile,
            &Tamper::scribble, &Tamper::replaySeveral};
        (this->*kWays[m_random.below(kWays.size())])();
    }
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] const Image& image() const { return m_image; }
    /// Whether an earlier state was put back: authentic, only not the newest.
    [[nodiscard]] bool replays() const { return m_replays; }
    /// Whether log and anchor are both of one earlier state. When that log holds every page that
    /// was changed since, it is the whole of that state, database or not.
    [[nodiscard]] bool takesBackWhole() const { return m_takesBackWhole; }
    /// Whether what was changed is among what reading everything reads.
    [[nodiscard]] bool touchesLive() const { return m_live; }

private:
    void named(const std::string& what) { m_name = what + " of " + m_row.name; }
    [[nodiscard]] std::size_t count() const
    {
        const auto rest = m_content.size() - std::min(m_content.size(), m_row.start);
        return (rest + m_row.size - 1) / m_row.size;
    }
    [[nodiscard]] std::span<std::uint8_t> pieceOf(Bytes& content, std::size_t number)
    {
        const auto from = std::min(content.size(), m_row.start + number * m_row.size);
        return std::span(content).subspan(from, std::min(m_row.size, content.size() - from));
    }
    std::span<std::uint8_t> take(std::size_t number)
    {
        m_live = m_live || m_specimen.isRead(m_specimen.pathOf(m_row.name),
                                             m_row.start + number * m_row.size);
        return pieceOf(m_content, number);
    }
    [[nodiscard]] std::size_t any() { return m_random.below(count()); }

    void zero()
    {
        named("a zeroed piece");
        std::ranges::fill(take(any()), std::uint8_t{0});
    }
    void scribble()
    {
        named("an overwritten piece");
        check(m_random.fill(take(any())).ok(), "random octets");
    }
    void swap()
    {
        named("two swapped pieces");
        const auto a = take(any()), b = take(any());
        std::swap_ranges(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(
                                                    std::min(a.size(), b.size())),
                         b.begin());
    }
    void duplicate()
    {
        named("a piece over another");
        const auto a = pieceOf(m_content, any()), b = take(any());
        std::copy_n(a.begin(), std::min(a.size(), b.size()), b.begin());
    }
    void truncate()
    {
        named("the last pieces missing");
        const auto left = any();
        for (auto number = left; number < count(); ++number) take(number);
        m_content.resize(std::min(m_content.size(), m_row.start + left * m_row.size));
    }
    void cut()
    {
        named("the end missing");
        const auto left = m_random.below(m_content.size());
        for (auto number = left < m_row.start ? 0 : (left - m_row.start) / m_row.size;
             number < count(); ++number)
            take(number);
        m_content.resize(left);
    }
    void extend()
    {
        named("something after the end");
        Bytes more(m_random.oneIn(2) ? m_row.size : 1 + m_random.below(3 * m_row.size));
        const auto copied = pieceOf(m_content, any());
        if (m_random.oneIn(2)) more.assign(copied.begin(), copied.end());
        append(m_content, more);
    }
    [[nodiscard]] const Image& anEarlier()
    {
        m_replays = true;
        return m_specimen.earlier()[m_random.below(m_specimen.earlier().size())];
    }
    void replay()
    {
        named("an earlier piece");
        const auto& earlier = anEarlier();
        const auto found = earlier.find(m_specimen.pathOf(m_row.name));
        if (found == earlier.end()) return;
        auto before = found->second;
        const auto number = any();
        const auto from = pieceOf(before, number), to = take(number);
        std::copy_n(from.begin(), std::min(from.size(), to.size()), to.begin());
    }
    void putBack(const Image& earlier, const std::string& name)
    {
        const auto path = m_specimen.pathOf(name);
        const auto found = earlier.find(path);
        if (found == earlier.end()) m_image.erase(path);
        else m_image[path] = found->second;
    }
    void replayFile()
    {
        named("the whole of an earlier state");
        putBack(anEarlier(), m_row.name);
    }
    /// All but one of the three: all together cannot be told without the hub.
    void replaySeveral()
    {
        m_name = "all of an earlier state but the present " + m_row.name;
        const auto& earlier = anEarlier();
        m_takesBackWhole = m_row.name == kRows[0].name;
        for (const auto& row : kRows)
            if (row.name != m_row.name) putBack(earlier, row.name);
    }

    const Specimen& m_specimen;
    SeededRandom m_random;
    Image m_image;
    const Pieces& m_row;
    Bytes& m_content;
    std::string m_name;
    bool m_replays = false;
    bool m_takesBackWhole = false;
    bool m_live = false;
};

} // namespace

void runTamper(const Order& order, Report& report)
{
    constexpr std::uint64_t kEach = 500;
    for (auto seed = order.seed; report.wantsSeed(seed); ++seed) {
        const Specimen specimen(seed, {.database = 48 << 10, .log = 40 << 10});
        for (std::uint64_t index = 0; index < kEach; ++index) {
            const Tamper tamper(specimen, seed * 7'919 + index);
            if (!specimen.tells(tamper.image()) || !report.starts(seed, index)) continue;
            End end = End::Whole;
            auto wrong = specimen.examineStore(tamper.image(), end);
            const bool unnoticed = end >= End::Whole && tamper.touchesLive() && !tamper.replays();
            const bool half = end == End::RolledBack && !tamper.takesBackWhole();
            if (!wrong && (unnoticed || half)) wrong = "went unnoticed";
            if (wrong) wrong = tamper.name() + ": " + *wrong;
            report.note(tamper.name() + ": " + Specimen::nameOf(end));
            report.end(wrong);
        }
    }
}

} // namespace lapwing::test
