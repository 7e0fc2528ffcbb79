#pragma once

#include "shared/domain/person.h"

#include <map>
#include <set>
#include <string>
#include <vector>

/// Who in a file may be somebody the office has already: told before an import, never decided.
/// Pure; any thread. Errors: none.
namespace lapwing::hub {

/// What is known of a person in one case, by every version of it, folded for comparing.
struct PersonClues {
    std::string caseRef;
    std::uint64_t line = 0; ///< of the file; 0: the hub has them
    std::string name;       ///< as it is written
    rules::PersonFacts facts;

    /// A value of their person record, or of a contact point of theirs.
    void add(const schema::Field& field, const Value& value);
};

class HubCore;
/// Everybody whom the hub has, in every case. Reads all of them: for a person at the office, never
/// for a tablet. Errors: those of the store. Thread: the Database's.
[[nodiscard]] Result<std::vector<PersonClues>> heldPeople(HubCore& core);

struct PossiblySame {
    std::uint64_t line = 0;
    std::string caseRef, name;
    std::string otherCase, otherName;
    std::uint64_t otherLine = 0; ///< 0: the hub has them
    RecordId other;
    std::vector<std::string> because; ///< "the same NHS number", …
};

/// What a check finds that would be new, and who of it may be somebody the office has already.
struct ImportPreview {
    std::vector<std::string> cases;
    std::map<std::string, std::uint64_t> records; ///< how many of each type
    std::vector<PossiblySame> people;             ///< at most as many as faults
};

/// People by what tells who they are. A name alone is no more than a hint, and told as one.
class PeopleIndex {
public:
    void add(PersonClues person);
    /// Those who may be the same as somebody of the file, the line itself left out: of the hub, and
    /// of earlier lines. A household shares numbers and addresses: within one case they say
    /// nothing.
    [[nodiscard]] std::vector<PossiblySame> like(const PersonClues& person) const;

private:
    [[nodiscard]] static std::set<std::string> keysOf(const rules::PersonFacts& facts);
    std::vector<PersonClues> m_people;
    std::multimap<std::string, std::size_t> m_byKey;
};

} // namespace lapwing::hub
