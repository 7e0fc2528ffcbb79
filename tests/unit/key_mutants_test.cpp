#include "tests/support/process.h"

#include <doctest/doctest.h>
#include <string>

using namespace lapwing::test;

namespace {
/// A fault put into the keys, and the claim that must notice it.
struct Trip {
    const char* fault;
    const char* claim;
    const char* program = "test_unlock";
};
constexpr Trip kTrips[] = {
    {"commitment-unchecked", "the tenth wrong passphrase*"},
    {"salt-not-drawn", "S13*"},
    {"device-key-falls-back", "a vault does not open with a device key from another place*"},
    {"duress-keeps-keys", "the duress PIN opens nothing*"},
    {"tries-without-end", "the tenth wrong passphrase*"},
    {"visit-keeps-pin", "the PIN's file without the keyring's half*"},
    {"rekey-keeps-slot", "after a rekey the old key opens nothing*"},
    {"try-counted-late", "a try that is killed before it is judged*"},
    {"pin-tries-forgotten", "the fifth wrong PIN*"},
    {"weak-passphrase-taken", "a weak passphrase is refused*"},
    {"cheap-vault-opened", "below the floor no vault*"},
    {"tries-never-wait", "from the fourth wrong passphrase on*"},
    {"wrong-counts-again", "the same wrong passphrase counts once*"},
    {"passphrase-as-typed", "a passphrase opens the vault however*"},
    {"draft-keeps-displayed", "while the office has not answered*", "test_left_drafts"},
    {"purge-keeps-drafts", "a draft goes with its case*", "test_left_drafts"},
    {"never-idle", "an open vault that nobody touches*"},
};

Finished runOf(const std::string& program, const Trip& trip)
{
    const auto run = runProcess({program, "--no-colors=true",
                                 "--test-case=" + std::string(trip.claim)});
    REQUIRE(run.ok());
    return *run;
}
} // namespace

TEST_CASE("each fault put into the keys fails the claim about it, which holds without the fault")
{
    const std::string bin = LAPWING_BIN_DIR;
    for (const auto& trip : kTrips) {
        INFO(std::string(trip.fault));
        const auto sound = runOf(bin + "/" + trip.program, trip);
        CHECK(sound.exitCode == 0);
        CHECK(sound.out.find("test cases:  0") == std::string::npos);
        const auto faulty = runOf(bin + "/mutants/" + trip.program + "_" + trip.fault, trip);
        CHECK(faulty.exitCode != 0);
        CHECK(faulty.out.find("Status: FAILURE!") != std::string::npos);
    }
}
