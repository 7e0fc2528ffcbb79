#include "tests/support/process.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <regex>
#include <string>

using namespace lapwing::test;

namespace {
/// A fault put into the hub's judgement, and the claim of test_round that must notice it.
struct Fault {
    const char* name;
    const char* claim;
};
constexpr Fault kFaults[] = {
    {"judge-asks-the-first-only",
     "what rests on a change that was kept does not find it, and work beside it goes in"},
    {"judge-sees-the-present",
     "a change is judged by what its author had read, in whatever order the hub hears of it"},
    {"judge-forgets-roles",
     "a representative reports on an action of their own agency, and on no other's"},
    {"judge-forgets-laws",
     "an approval by somebody who is no supervisor, or is on the visit, is kept and no more"},
    {"judge-lets-all-settle",
     "two versions of what guards somebody are settled by those who may, not by who may write"},
    {"judge-believes-what-it-kept",
     "what rests on a change that was kept does not find it, and work beside it goes in"},
    {"adopt-revives-the-replaced",
     "in whatever order a chain is adopted, what its author replaced does not come back"},
    {"redacted-comes-back",
     "a whole form that comes after the word is kept without what was taken out"},
    {"redaction-keeps-the-log",
     "a redacted field is gone from hub and tablets, with its history, and says whose word"},
    {"redaction-keeps-the-row",
     "a redacted field is gone from hub and tablets, with its history, and says whose word"},
    {"vouched-keeps-redacted",
     "what a tablet keeps under the office's signature does not hold what was taken out"},
    {"draft-keeps-redacted",
     "a draft loses what its form displayed, and does not bring it back when it is put again"},
    {"peer-forgets-grant", "nothing is told of a strand that the other may not read"},
    {"peer-forgets-lease",
     "a stopped tablet, one whose lease has ended, and another's grant are refused"},
    {"peer-forgets-members",
     "nothing is told of a strand that the hub has taken from them since their grant"},
    {"peer-spreads-quarantine", "what the office kept for a person is not passed on by a tablet"},
    {"peer-drops-forks",
     "a copy of a vault is met: the first history stands, the other goes to the office"},
    {"stuck-redaction-unheard",
     "what was taken out stays gone though the word rests on what a restore lost for good"},
    {"late-shows-beside", "what a colleague hands on late does not show beside what replaced it"},
    {"fork-stalls", "a branch that a colleague brought makes way for the office's, and what was "
                    "written on it replaces nothing there"},
    {"supersedes-by-number",
     "what waits here is not what a branch of another hash replaced under the same number"},
    {"purge-forgets-its-place",
     "no dot is signed twice: what a tablet gave back and gets again goes on from its place"},
    {"peer-forgets-policy",
     "work of somebody who may only read shows nowhere, and the office has it to judge"},
    {"carried-stays",
     "work of somebody who may only read shows nowhere, and the office has it to judge"},
    {"grant-grows-old",
     "a tablet that keeps in touch has a grant that others believe, though nothing changes"},
};

/// The exit code of one claim in one program; -1 when it could not be run or is not there.
int outcomeOf(const std::string& program, std::string claim)
{
    std::ranges::replace(claim, ',', '?'); // doctest takes a comma for another claim's begin
    const auto ran =
        runProcess({LAPWING_BIN_DIR "/" + program, "--no-colors=true", "--test-case=" + claim});
    if (!ran.ok()) return -1;
    const std::regex one("test cases: +1 \\|");
    return std::regex_search(ran->out, one) ? ran->exitCode : -1;
}
} // namespace

TEST_CASE("each fault put into the hub's judgement fails the claim about it, which holds without")
{
    for (const auto& fault : kFaults) {
        CAPTURE(std::string(fault.name));
        CHECK(outcomeOf("test_round", fault.claim) == 0);
        CHECK(outcomeOf("mutants/test_round_" + std::string(fault.name), fault.claim) == 1);
    }
}
