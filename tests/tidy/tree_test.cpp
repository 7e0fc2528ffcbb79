#include "tests/tidy/tidy.h"

#include <doctest/doctest.h>

using namespace lapwing::tidy;

TEST_CASE("this tree keeps every rule, and its smells are named")
{
    const auto tree = readTree(LAPWING_SOURCE_DIR);
    REQUIRE(tree.contains("tests/tidy/tree_test.cpp"));
    for (const auto& finding : tidy(tree)) {
        const auto said = finding.path + ":" + std::to_string(finding.line) + ": [" + finding.rule +
                          "] " + finding.what;
        if (finding.smell)
            MESSAGE("a smell: " << said);
        else
            FAIL_CHECK(said);
    }
}
