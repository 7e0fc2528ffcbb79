#include "tests/demo/story.h"

#include <array>
#include <cstdio>
#include <fstream>

namespace lapwing::demo {

namespace {
constexpr std::string_view kPassphrase = "curlew sparrow lantern tide nine";

std::string_view titleOf(const Borough& borough, std::string_view staff)
{
    for (const auto& member : borough.staff)
        if (member.name == staff) return member.title;
    check(false, "somebody whom the borough does not have");
    return {};
}
} // namespace

Stage::Stage(StoryOptions given)
    : options(std::move(given)), borough(inventBorough(options.seed)),
      hub(options.programs, options.folder + "/hub"), officer(tabletOf("@officer", "officer")),
      probation(tabletOf("@probation_one", "probation")), idva(tabletOf("@idva", "idva")),
      coordinator(tabletOf("@coordinator", "coordinator"))
{
}

Tablet Stage::tabletOf(std::string_view staff, const std::string& folder) const
{
    const auto title = std::string(titleOf(borough, staff));
    return {options.programs, options.folder + "/" + folder, options.folder + "/passphrase",
            title.substr(0, title.find(' '))};
}

Result<void> Stage::setUp(const Tablet& tablet, std::string_view staff)
{
    LAPWING_ASSIGN(const auto offer, hub.ask({"device", "add", "--staff", idOf(staff)}));
    LAPWING_TRY(tablet.setUp(hub, offer.value("code", "")));
    return {};
}

Result<void> claim(bool holds, const std::string& what)
{
    if (holds) return {};
    return fail(ErrorCode::Internal, "This did not hold: " + what);
}

void tellTime(std::string_view clock, std::string_view heading)
{
    std::printf("\n%.*s  %.*s\n", static_cast<int>(clock.size()), clock.data(),
                static_cast<int>(heading.size()), heading.data());
    std::fflush(stdout);
}

void tell(const std::string& line)
{
    constexpr std::size_t kWidth = 92;
    std::string rest = line;
    while (rest.size() > kWidth) {
        const auto space = rest.rfind(' ', kWidth);
        if (space == std::string::npos) break;
        std::printf("       %s\n", rest.substr(0, space).c_str());
        rest.erase(0, space + 1);
    }
    std::printf("       %s\n", rest.c_str());
    std::fflush(stdout);
}

std::string counted(const Json& number, const std::string& one, const std::string& many)
{
    const auto count = number.is_number() ? number.get<std::uint64_t>() : 0;
    auto digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits + " " + (count == 1 ? one : many.empty() ? one + "s" : many);
}

Result<void> play(StoryOptions options)
{
    Stage stage(std::move(options));
    std::ofstream(stage.options.folder + "/passphrase") << kPassphrase << '\n';
    constexpr std::array kActs{fillTheOffice,        theSupervisorApproves, everyoneSyncs,
                               theHubGoesAway,       oneVisitOnTwoTablets,  oneNumberOnTwoTablets,
                               aTextFromHisSister,   aCaseIsTakenAway,      theHubReturns,
                               aPersonDecides,       theTakenCaseIsGone,    aQuestionStaysOpen,
                               nothingIsLost};
    for (const auto act : kActs) LAPWING_TRY(act(stage));
    return {};
}

} // namespace lapwing::demo
