#pragma once

#include "client/work/casework_views.h"
#include "shared/domain/said_of_people.h"
#include "sync/store/same_words.h"

/// Who of those that this tablet holds may be one person, and what was said of them.
/// Errors: those of store::Replica. Thread: the store thread.
namespace lapwing::work {

inline constexpr std::size_t kMayBeSameMax = 20;

/// Somebody who may be whom another record is about, and why they are thought of.
struct MayBeSame {
    RecordKey person;
    std::string caseRef;
    std::string name;                 ///< every version that stands, " or " between
    std::vector<std::int64_t> births; ///< days since 1970-01-01
    std::vector<rules::Clue> because; ///< the strongest first
    bool operator==(const MayBeSame&) const = default;
};

/// Those who may be who the facts tell, of that case or another; who has the most in common first,
/// at most kMayBeSameMax. The record that the facts are of is not among them. Reads the index of
/// words and those that it finds, never everybody.
[[nodiscard]] Result<std::vector<MayBeSame>> peopleLike(store::Replica& replica, const Scope& scope,
                                                        const rules::PersonFacts& facts);
/// What a person record and its numbers and addresses tell. Errors: NotFound for no person.
[[nodiscard]] Result<rules::PersonFacts> factsOfPerson(store::Replica& replica,
                                                       const RecordKey& person);

/// What somebody answered of two people.
struct SameAnswer {
    RecordKey other;
    schema::same_person::Answer answer{};
    std::string why;
};

/// A new person, or a new number or address of somebody, that a save would make: what it tells.
struct NewPerson {
    RecordKey record; ///< the person's
    rules::PersonFacts facts;
};
[[nodiscard]] std::vector<NewPerson> newPeopleIn(std::span<const store::RecordSave> records);

/// What was said and stands, of two records wherever they are.
struct SaidOfPair {
    std::string id; ///< by which it is taken back
    RecordKey one, other;
    schema::same_person::Answer answer{};
    ActorId actor; ///< zero where only the person is known
    PersonId by;
    std::string why;
};
/// All of one case, and of its people with those of other cases.
[[nodiscard]] Result<std::vector<SaidOfPair>> saidOf(store::Replica& replica, const Scope& scope);

/// What was said of any two on this tablet, for a list of people. Two of one case of whom one may
/// be at risk from the other are never said to be one, no matter who said so.
[[nodiscard]] Result<std::vector<rules::SaidOfTwo>> saidOfAll(store::Replica& replica);

/// Under which record each merged person of a case is shown; empty for a case without merges. Two
/// of whom one may be at risk from the other are not shown as one, no matter who merged them.
[[nodiscard]] Result<domain::KeptFor> keptIn(store::Replica& replica, const Scope& scope);

} // namespace lapwing::work
