#pragma once

#include "shared/access/rights.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace lapwing::test {

/// Who should have what after a history of grants, removals, exclusions, stops and restores, told
/// from the rules in words (docs/architecture.md "Access") and without a line of the hub's. People,
/// cases and tablets are numbers. The rights that a role gives in a part of a case are taken as
/// given: decide_test has an oracle of its own for them.
class HistoryOracle {
public:
    using Number = std::size_t;
    /// The bits of each part of a case that a role gives; 0 where it gives none.
    using Gives = std::map<std::uint8_t, std::uint8_t>;

    struct Tablet {
        Number person = 0;
        bool stopped = false;
    };
    struct Person {
        Number role = 0;
        std::map<Number, Gives> cases;
        std::set<Number> excluded;
    };
    std::vector<Person> people;
    std::vector<Tablet> tablets;
    std::vector<std::vector<Gives>> table; ///< by role, then by case

    [[nodiscard]] const Gives& gives(const Person& person, Number caseNo) const
    {
        return table[person.role][caseNo];
    }

    /// Whether the office may: nobody is given a case of which their role sees nothing, or from
    /// which they are excluded.
    bool assign(Number who, Number caseNo);
    bool unassign(Number who, Number caseNo);
    bool handOver(Number from, Number to);
    void leave(Number who);
    void setRole(Number who, Number role);
    void exclude(Number who, Number caseNo);
    bool endExclusion(Number who, Number caseNo) { return people[who].excluded.erase(caseNo) > 0; }
    void stop(Number tablet);

    /// A tablet meets the office and keeps its word of what it may do.
    void meet(Number tablet);
    void backUp();
    [[nodiscard]] bool hasBackup() const { return m_backup.has_value(); }
    /// What was given since the backup is to be given again. What was taken since stays taken as
    /// soon as a tablet shows a later word than the backup knows of, unless an office
    /// of after that word has decided about it.
    void restore();

    /// The bits that a tablet has in a part of a case; nothing while it has not met a hub that was
    /// put back.
    [[nodiscard]] std::uint8_t bits(Number tablet, Number caseNo, std::uint8_t part) const;
    [[nodiscard]] bool isDoubted(Number tablet) const { return m_doubted.contains(tablet); }

private:
    struct Kept { ///< the office's last word on a tablet, as the tablet has it
        bool stopped = false;
        std::map<Number, Gives> cases;
        std::size_t office = 0; ///< how many restores there had been
        bool sinceBackup = false;
    };
    using Part = std::pair<Number, std::uint8_t>; ///< of a case
    struct Backup {
        std::vector<Person> people;
        std::vector<Tablet> tablets;
        std::map<std::pair<Number, Part>, std::size_t> decided;
    };
    void give(Number who, Number caseNo, const Gives& bits);
    void take(Number who, Number caseNo);
    void showWord(Number tablet);

    std::map<Number, Kept> m_kept;
    std::optional<Backup> m_backup;
    std::set<Number> m_doubted;
    std::size_t m_office = 0;
    /// By person and part: the last office, in the hub's own past, that decided about it.
    std::map<std::pair<Number, Part>, std::size_t> m_decided;
};

} // namespace lapwing::test
