#include "tests/fault/trial.h"

namespace lapwing::test {

Trial::Trial(const Story& story, Trouble& trouble, std::uint64_t seed)
    : m_story(story), m_trouble(trouble), m_random(seed), m_disk(story.image()),
      m_promise{story.done(), story.done()}
{
}

Wrong Trial::told(const Error& error) const
{
    if (m_trouble.strikes() == 0) return "an error before any fault: " + error.detail;
    return m_trouble.judges(error);
}

Wrong Trial::step(SmallStore& store, std::uint64_t& steps, bool& goesOn)
{
    const auto before = m_trouble.strikes();
    m_promise.most = std::max(m_promise.most, steps + 1);
    const auto applied = store.apply(m_story.plan().steps()[steps]);
    if (applied.ok()) {
        if (m_trouble.strikes() > before && m_trouble.mustShow())
            return "a fault nobody was told of";
        ++steps;
        m_promise = {steps, steps};
        return {};
    }
    if (auto wrong = told(applied.error())) return wrong;
    const auto found = store.seq();
    if (!found.ok()) {
        goesOn = false;
        return told(found.error());
    }
    steps = *found;
    goesOn = m_random.oneIn(2);
    return m_promise.brokenBy(steps);
}

Wrong Trial::session()
{
    auto opened = SmallStore::open(m_disk, kFaultFolder, m_random);
    if (!opened.ok()) return told(opened.error());
    auto& store = **opened;
    const auto found = store.check(m_story.plan());
    if (!found.ok()) return told(found.error());
    if (auto wrong = m_promise.brokenBy(*found)) return "while in trouble: " + *wrong;
    auto steps = *found;
    bool goesOn = true;
    for (int left = 2; left > 0 && goesOn; --left)
        if (auto wrong = step(store, steps, goesOn)) return wrong;
    if (const auto locked = store.lock(); !locked.ok()) return told(locked.error());
    return {};
}

Wrong Trial::aftermath()
{
    m_trouble.end();
    m_disk.watchWith(nullptr);
    const bool cut = m_random.oneIn(2);
    const auto image = cut ? m_disk.afterPowerCut(m_random) : m_disk.now();
    auto wrong = judge(image, m_story.plan(), m_promise, m_random, m_random.oneIn(4));
    if (wrong) return (cut ? "after a power cut: " : "started again: ") + *wrong;
    return {};
}

Wrong Trial::run()
{
    m_disk.watchWith(m_trouble.watch());
    m_trouble.begin();
    for (int sessions = 2; sessions > 0; --sessions)
        if (auto wrong = session()) {
            m_trouble.end();
            return wrong;
        }
    return aftermath();
}

} // namespace lapwing::test
