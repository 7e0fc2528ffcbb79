#include "tests/support/process.h"

#include <doctest/doctest.h>
#include <string>

using namespace lapwing::test;

namespace {
/// A fault put into a law; some claim of test_domain must notice it.
constexpr const char* kFaults[] = {
    "marker-takes-last-code",
    "marker-ends-by-one",
    "referral-out-by-one",
    "action-is-everybodys",
    "anybody-approves",
    "digest-ignores-dots",
    "withdrawal-ignored",
    "stale-counts",
    "anybody-is-an-officer",
    "over-by-one-version",
    "anybody-reads-for-all",
    "approval-never-needed",
    "officer-approves-self",
    "words-rewritten",
    "officer-renamed",
    "starts-unasked",
    "action-of-any-version",
    "latest-deadline-counts",
    "colour-is-everybodys",
    "own-work-confirmed",
    "risk-takes-first",
    "doubtful-votes",
    "seat-held-by-one-version",
    "message-by-one-version",
    "one-version-makes-safe",
    "safe-whichever-number",
    "safe-of-anybody",
    "approved-by-one-version",
    "ordinary-by-one-version",
    "two-places-are-one",
    "unknown-by-one-version",
    "one-restriction-stands",
    "unknown-restriction-is-harmless",
    "opposed-are-merged",
    "same-never-taken-back",
    "opposed-are-the-same",
    "rows-forget-words",
    "rows-name-unheld",
};
} // namespace

TEST_CASE("each fault put into a law fails a claim about it, which holds without the fault")
{
    const std::string bin = LAPWING_BIN_DIR;
    const auto sound = runProcess({bin + "/test_domain", "--no-colors=true"});
    REQUIRE(sound.ok());
    CHECK(sound->exitCode == 0);
    for (const auto* fault : kFaults) {
        INFO(std::string(fault));
        const auto faulty =
            runProcess({bin + "/mutants/test_domain_" + std::string(fault), "--no-colors=true",
                        // They run the compiler on sources of their own, the same for each fault.
                        "--source-file-exclude=*compile_fail*"});
        REQUIRE(faulty.ok());
        CHECK(faulty->exitCode != 0);
        CHECK(faulty->out.find("Status: FAILURE!") != std::string::npos);
    }
}
