#pragma once

#include "tests/fault/story.h"

namespace lapwing::test {

/// Something that goes wrong while a store works: in its disk or in its memory.
class Trouble {
public:
    virtual ~Trouble() = default;
    virtual void begin() = 0;
    virtual void end() = 0;
    /// How often it has struck.
    [[nodiscard]] virtual std::uint64_t strikes() const = 0;
    /// Nothing when this is how it may be told of.
    [[nodiscard]] virtual Wrong judges(const Error& error) const = 0;
    /// Whether what it struck must come out as an error of the step.
    [[nodiscard]] virtual bool mustShow() const = 0;
    /// Under which watch the disk is.
    [[nodiscard]] virtual DiskWatch* watch() { return nullptr; }
};

/// A program's work in trouble: it opens its store, takes steps, reads again what became of each
/// that failed, starts again. When the trouble is over the promise must have been kept, both for a
/// program that goes on and for one that lost the power right then.
class Trial {
public:
    Trial(const Story& story, Trouble& trouble, std::uint64_t seed);
    [[nodiscard]] Wrong run();

private:
    [[nodiscard]] Wrong session();
    [[nodiscard]] Wrong step(SmallStore& store, std::uint64_t& steps, bool& goesOn);
    [[nodiscard]] Wrong told(const Error& error) const;
    [[nodiscard]] Wrong aftermath();

    const Story& m_story;
    Trouble& m_trouble;
    SeededRandom m_random;
    MemoryDisk m_disk;
    Promise m_promise;
};

/// Trials with the trouble at each place in turn, until it finds no more places.
template <typename MakeTrouble>
void eachPlace(const Order& order, Report& report, MakeTrouble make)
{
    for (auto seed = order.seed; report.wantsSeed(seed); ++seed) {
        const Story story(seed);
        for (std::uint64_t index = 0; !report.isPast(index); ++index) {
            if (!report.starts(seed, index)) continue;
            auto trouble = make(index);
            const auto wrong = Trial(story, trouble, index).run();
            if (trouble.strikes() == 0 && !wrong) break;
            report.end(wrong);
        }
    }
}

} // namespace lapwing::test
