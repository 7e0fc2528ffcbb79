#include "tests/fault/property_check.h"

#include <cstdlib>
#include <string>
#include <sys/wait.h>

using namespace lapwing::test;

TEST_CASE("S1: no plaintext lies anywhere on the disk") { prove("S1", 150); }
TEST_CASE("S2: a changed byte is an error or of no consequence, never changed data")
{
    prove("S2", 165'000);
}
TEST_CASE("S3: a zeroed, swapped, doubled, cut or added piece never changes the data")
{
    prove("S3", 11'000);
}
TEST_CASE("S4: an old page, frame, log, database or anchor put back never gives old data")
{
    prove("S4", 2'100);
}
TEST_CASE("S5: no nonce is used twice") { prove("S5", 200'000); }
TEST_CASE("S8: a wrong key, epoch or uuid is refused and changes nothing") { prove("S8", 60); }
TEST_CASE("S9: without the VFS nothing opens") { prove("S9", 2); }
TEST_CASE("S10: what lies on the disk has at least 7.99 bits in a byte") { prove("S10", 1); }
TEST_CASE("S11: no file is opened but the store's own, not even for a large sort")
{
    prove("S11", 16);
}
TEST_CASE("S12: a rekey cut at any call leaves a store that the old or the new key opens whole")
{
    prove("S12", 2'000);
}
TEST_CASE("S13: without random nonces nothing is written, and nothing lost") { prove("S13", 6); }

#ifndef LAPWING_SANITIZED
TEST_CASE("each property notices the fault that breaks it")
{
    struct Fault {
        const char* property;
        const char* mutant;
    };
    constexpr Fault kFaults[] = {
        {"S1", "seals-nothing"},   {"S2", "tag-unchecked"},        {"S3", "place-unbound"},
        {"S4", "anchor-unjudged"}, {"S5", "nonce-repeats"},        {"S6", "sync-skipped"},
        {"S6", "torn-is-corrupt"}, {"S7", "sync-error-swallowed"}, {"S8", "uuid-unbound"},
        {"S9", "falls-back"},      {"S10", "seals-nothing"},       {"S11", "temp-files"},
        {"S12", "rekey-leaves-log"}, {"S13", "nonce-unfilled"},
        {"S12", "rekey-drops-unread-pages"}, {"S7", "trusts-unsynced-log"},
        // Of the small files.
        {"S2", "slot-mark-unchecked"}, {"S2", "device-key-unmarked"}, {"S2", "pin-file-unmarked"},
        {"S2", "torn-try-forgotten"}, {"S2", "cargo-swallows"}, {"S6", "try-unsynced"},
        {"S6", "overwrite-unsynced"}, {"S6", "erase-unmarked"}, {"S7", "anchor-believes-cache"},
        {"S7", "cargo-believes-cache"}, {"S12", "rekey-keeps-slot"},
        {"S7", "rekey-believes-cache"}, {"S7", "opening-believes-cache"},
    };
    for (const auto& [property, mutant] : kFaults) {
        CAPTURE(property);
        CAPTURE(mutant);
        const auto command = std::string(LAPWING_BIN_DIR "/mutants/lapwing-fault_") + mutant +
                             " --few --property " + property + " >/dev/null 2>&1";
        const int status = std::system(command.c_str());
        CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 1));
    }
}
#endif
