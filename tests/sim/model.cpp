#include "tests/sim/model.h"

#include "shared/base/check.h"

namespace lapwing::sim {

void Model::put(const StrandId& strand, Save save)
{
    const auto dot = save.dot;
    const bool added = m_saves[strand].emplace(dot, std::move(save)).second;
    check(added, "the driver tells of each save once");
}

const Save* Model::find(const StrandId& strand, const SeenDot& dot) const
{
    const auto& all = saves(strand);
    const auto at = all.find(dot);
    return at == all.end() ? nullptr : &at->second;
}

const std::map<SeenDot, Save>& Model::saves(const StrandId& strand) const
{
    static const std::map<SeenDot, Save> none;
    const auto at = m_saves.find(strand);
    return at == m_saves.end() ? none : at->second;
}

Live Model::live(const StrandId& strand, const Holds& holds) const
{
    std::map<Place, std::set<SeenDot>> superseded;
    for (const auto& [dot, save] : saves(strand)) {
        if (!holds(dot)) continue;
        for (const auto& w : save.writes)
            superseded[w.place].insert(w.displayed.begin(), w.displayed.end());
    }
    Live live;
    for (const auto& [dot, save] : saves(strand)) {
        if (!holds(dot)) continue;
        for (const auto& w : save.writes)
            if (!superseded[w.place].contains(dot)) live[w.place].emplace(dot, w.value);
    }
    return live;
}

std::vector<Model::Superseder> Model::supersedersOf(const StrandId& strand, const Place& place,
                                                    const SeenDot& dot, const Holds& holds) const
{
    std::vector<Superseder> found;
    for (const auto& [by, save] : saves(strand)) {
        if (!holds(by)) continue;
        for (const auto& w : save.writes)
            if (w.place == place && w.displayed.contains(dot))
                found.push_back({by, w.displayed.size()});
    }
    return found;
}

} // namespace lapwing::sim
