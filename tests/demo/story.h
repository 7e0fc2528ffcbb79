#pragma once

#include "tests/demo/borough.h"
#include "tests/demo/ledger.h"

namespace lapwing::demo {

struct StoryOptions {
    Programs programs;
    std::uint64_t seed = 1;
    std::string folder; ///< an empty one, for the hub and the tablets
};

/// Everything the acts of the story share: the programs, and what was written with them.
struct Stage {
    explicit Stage(StoryOptions given);

    StoryOptions options;
    Borough borough;
    std::map<std::string, std::string, std::less<>> ids; ///< "@idva" → as the hub named her
    Hub hub;
    Tablet officer, probation, idva, coordinator;
    std::string lateEntry; ///< the record that was added to a case already taken away
    Ledger ledger;

    [[nodiscard]] Tablet tabletOf(std::string_view staff, const std::string& folder) const;
    [[nodiscard]] Result<void> setUp(const Tablet& tablet, std::string_view staff);
    [[nodiscard]] std::string idOf(std::string_view name) const { return ids.find(name)->second; }
};

/// Plays the day and tells it on stdout. Each number told is read from the programs' own answers,
/// and each sentence is checked before it is told. Errors: the claim that failed, as the message.
[[nodiscard]] Result<void> play(StoryOptions options);

/// An error unless it holds.
[[nodiscard]] Result<void> claim(bool holds, const std::string& what);

void tellTime(std::string_view clock, std::string_view heading);
void tell(const std::string& line);
/// "1 case", "24 cases", "1,904 records".
[[nodiscard]] std::string counted(const Json& number, const std::string& one,
                                  const std::string& many = {});

// The acts, in order.
[[nodiscard]] Result<void> fillTheOffice(Stage& stage);
[[nodiscard]] Result<void> theSupervisorApproves(Stage& stage);
[[nodiscard]] Result<void> everyoneSyncs(Stage& stage);
[[nodiscard]] Result<void> theHubGoesAway(Stage& stage);
[[nodiscard]] Result<void> oneVisitOnTwoTablets(Stage& stage);
[[nodiscard]] Result<void> oneNumberOnTwoTablets(Stage& stage);
[[nodiscard]] Result<void> aTextFromHisSister(Stage& stage);
[[nodiscard]] Result<void> aCaseIsTakenAway(Stage& stage);
[[nodiscard]] Result<void> theHubReturns(Stage& stage);
[[nodiscard]] Result<void> aPersonDecides(Stage& stage);
[[nodiscard]] Result<void> theTakenCaseIsGone(Stage& stage);
[[nodiscard]] Result<void> aQuestionStaysOpen(Stage& stage);
[[nodiscard]] Result<void> nothingIsLost(Stage& stage);

} // namespace lapwing::demo
