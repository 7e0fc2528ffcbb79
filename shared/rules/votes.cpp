#include "shared/rules/votes.h"

#include <algorithm>
#include <vector>

namespace lapwing::rules {

std::optional<PersonId> inTheChair(const PersonId& chair, const PersonId& vice,
                                   std::span<const PersonId> present)
{
    for (const PersonId& person : {chair, vice})
        if (std::ranges::find(present, person) != present.end()) return person;
    return std::nullopt;
}

VoteResult countVotes(const Quorum& quorum, std::span<const Ballot> ballots,
                      std::optional<Choice> casting)
{
    VoteResult result;
    if (!quorum.mayDecide()) return result;

    std::vector<PersonId> counted;
    for (const Ballot& ballot : ballots) {
        if (std::ranges::find(quorum.voters, ballot.person, &Voter::person) ==
                quorum.voters.end() ||
            std::ranges::find(counted, ballot.person) != counted.end())
            continue;
        counted.push_back(ballot.person);
        switch (ballot.choice) {
        case Choice::For: ++result.votesFor; break;
        case Choice::Against: ++result.votesAgainst; break;
        case Choice::Abstain: ++result.abstained; break;
        }
    }

    if (result.votesFor + result.votesAgainst == 0) return result;
    if (result.votesFor != result.votesAgainst) {
        result.outcome =
            result.votesFor > result.votesAgainst ? VoteOutcome::Carried : VoteOutcome::Lost;
    } else if (casting && *casting != Choice::Abstain) {
        result.outcome = *casting == Choice::For ? VoteOutcome::Carried : VoteOutcome::Lost;
        result.byCastingVote = true;
    } else {
        result.outcome = VoteOutcome::CastingVote;
    }
    return result;
}

bool mayAct(const UrgentDecision& d)
{
    return d.members > 0 && d.consulted >= d.members && d.chairConsented;
}

UrgentState urgentState(const UrgentDecision& d)
{
    if (d.acted) return d.reported ? UrgentState::Reported : UrgentState::Acted;
    if (mayAct(d)) return UrgentState::ChairConsented;
    return d.members > 0 && d.consulted >= d.members ? UrgentState::Consulted
                                                     : UrgentState::Raised;
}

bool isReportOverdue(const UrgentDecision& d, bool meetingSince)
{
    return d.acted && !d.reported && meetingSince;
}

} // namespace lapwing::rules
