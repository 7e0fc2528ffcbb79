#include "tests/support/history_oracle.h"

namespace lapwing::test {

namespace {
bool isNothing(const HistoryOracle::Gives& bits)
{
    for (const auto& [part, right] : bits)
        if (right != 0) return false;
    return true;
}

std::uint8_t in(const HistoryOracle::Gives& bits, std::uint8_t part)
{
    const auto at = bits.find(part);
    return at == bits.end() ? std::uint8_t{0} : at->second;
}
} // namespace

void HistoryOracle::give(Number who, Number caseNo, const Gives& bits)
{
    auto& cases = people[who].cases;
    const auto before = cases.contains(caseNo) ? cases[caseNo] : Gives{};
    for (const auto& [part, right] : bits)
        if (in(before, part) != right) m_decided[{who, {caseNo, part}}] = m_office;
    if (isNothing(bits))
        cases.erase(caseNo);
    else
        cases[caseNo] = bits;
}

void HistoryOracle::take(Number who, Number caseNo)
{
    Gives none;
    for (const auto& [part, right] : gives(people[who], caseNo)) none[part] = 0;
    give(who, caseNo, none);
}

bool HistoryOracle::assign(Number who, Number caseNo)
{
    const auto& person = people[who];
    if (person.excluded.contains(caseNo) || isNothing(gives(person, caseNo))) return false;
    give(who, caseNo, gives(person, caseNo));
    return true;
}

bool HistoryOracle::unassign(Number who, Number caseNo)
{
    if (!people[who].cases.contains(caseNo)) return false;
    take(who, caseNo);
    return true;
}

bool HistoryOracle::handOver(Number from, Number to)
{
    if (from == to || people[from].cases.empty()) return false;
    const auto cases = people[from].cases;
    for (const auto& [caseNo, bits] : cases)
        if (people[to].excluded.contains(caseNo) || isNothing(gives(people[to], caseNo)))
            return false;
    for (const auto& [caseNo, bits] : cases) {
        assign(to, caseNo);
        unassign(from, caseNo);
    }
    return true;
}

void HistoryOracle::leave(Number who)
{
    const auto cases = people[who].cases;
    for (const auto& [caseNo, bits] : cases) unassign(who, caseNo);
    for (Number tablet = 0; tablet < tablets.size(); ++tablet)
        if (tablets[tablet].person == who) stop(tablet);
}

void HistoryOracle::setRole(Number who, Number role)
{
    auto& person = people[who];
    const auto before = person.role;
    person.role = role;
    const auto cases = person.cases;
    for (const auto& [caseNo, had] : cases) {
        Gives now = table[role][caseNo];
        // What was taken by itself, and not by a role, is not given back by a role.
        for (auto& [part, right] : now)
            if (in(had, part) == 0 && in(table[before][caseNo], part) != 0) right = 0;
        give(who, caseNo, now);
    }
}

void HistoryOracle::exclude(Number who, Number caseNo)
{
    people[who].excluded.insert(caseNo);
    unassign(who, caseNo);
}

void HistoryOracle::stop(Number tablet) { tablets[tablet].stopped = true; }

void HistoryOracle::meet(Number tablet)
{
    if (m_doubted.erase(tablet) > 0) showWord(tablet);
    const auto& now = tablets[tablet];
    Kept kept{now.stopped, {}, m_office, true};
    if (!now.stopped) kept.cases = people[now.person].cases;
    m_kept[tablet] = kept;
}

void HistoryOracle::showWord(Number tablet)
{
    const auto kept = m_kept.find(tablet);
    if (kept == m_kept.end() || !kept->second.sinceBackup) return;
    auto& now = tablets[tablet];
    if (kept->second.stopped) now.stopped = true;
    // A tablet that was stopped is no witness of what its person lost.
    if (now.stopped) return;
    auto& person = people[now.person];
    for (auto& [caseNo, bits] : person.cases)
        for (auto& [part, right] : bits) {
            const auto decided = m_decided.find({now.person, {caseNo, part}});
            if (decided != m_decided.end() && decided->second > kept->second.office) continue;
            const auto word = kept->second.cases.find(caseNo);
            right &= word == kept->second.cases.end() ? std::uint8_t{0} : in(word->second, part);
        }
    std::erase_if(person.cases, [](const auto& each) { return isNothing(each.second); });
}

void HistoryOracle::backUp()
{
    m_backup = Backup{people, tablets, m_decided};
    // What a tablet has not shown yet, no backup knows.
    for (auto& [tablet, kept] : m_kept)
        if (!m_doubted.contains(tablet)) kept.sinceBackup = false;
}

void HistoryOracle::restore()
{
    people = m_backup->people;
    tablets = m_backup->tablets;
    m_decided = m_backup->decided;
    m_backup.reset();
    ++m_office;
    for (Number tablet = 0; tablet < tablets.size(); ++tablet) m_doubted.insert(tablet);
}

std::uint8_t HistoryOracle::bits(Number tablet, Number caseNo, std::uint8_t part) const
{
    const auto& now = tablets[tablet];
    if (now.stopped || m_doubted.contains(tablet)) return 0;
    const auto& cases = people[now.person].cases;
    const auto at = cases.find(caseNo);
    return at == cases.end() ? std::uint8_t{0} : in(at->second, part);
}

} // namespace lapwing::test
