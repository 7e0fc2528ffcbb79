#include "tests/fault/property_check.h"

using namespace lapwing::test;

TEST_CASE("S6: after a power cut at any call everything saved is there and nothing by half")
{
    prove("S6", 23'500);
}
TEST_CASE("S7: any failing call is told, loses nothing saved, and work goes on afterwards")
{
    prove("S7", 43'900);
}
