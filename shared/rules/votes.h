#pragma once

#include "shared/rules/quorum.h"

#include <cstdint>
#include <optional>
#include <span>

namespace lapwing::rules {

enum class Choice : std::uint8_t { For, Against, Abstain };

struct Ballot {
    PersonId person;
    Choice choice = Choice::Abstain;
};

enum class VoteOutcome : std::uint8_t {
    NoDecision,  ///< the room may not decide, or nobody voted for or against
    Carried,
    Lost,
    CastingVote, ///< a tie; the person in the chair must cast
};

struct VoteResult {
    VoteOutcome outcome = VoteOutcome::NoDecision;
    int votesFor = 0;
    int votesAgainst = 0;
    int abstained = 0;
    bool byCastingVote = false;
};

/// Who is in the chair: the chair if present, else the vice chair if present, else nobody.
[[nodiscard]] std::optional<PersonId> inTheChair(const PersonId& chair, const PersonId& vice,
                                                 std::span<const PersonId> present);

/// Counts a vote (R-V1): the majority of votes for and against. One vote per voter of the quorum:
/// a first ballot counts, a second does not, and those who are no voters are not counted.
/// `casting` is the second vote of the person in the chair, read only on a tie.
[[nodiscard]] VoteResult countVotes(const Quorum& quorum, std::span<const Ballot> ballots,
                                    std::optional<Choice> casting = std::nullopt);

/// An urgent decision taken between meetings (R-U1).
struct UrgentDecision {
    int members = 0;
    int consulted = 0;          ///< members whose informal consultation is recorded
    bool chairConsented = false;///< in writing, beforehand
    bool acted = false;
    bool reported = false;      ///< noted at a meeting
};
enum class UrgentState : std::uint8_t { Raised, Consulted, ChairConsented, Acted, Reported };
[[nodiscard]] UrgentState urgentState(const UrgentDecision& decision);
/// Acting needs every member consulted and the chair's consent.
[[nodiscard]] bool mayAct(const UrgentDecision& decision);
/// It was acted on, a meeting has passed since, and it was not noted there.
[[nodiscard]] bool isReportOverdue(const UrgentDecision& decision, bool meetingSince);

} // namespace lapwing::rules
