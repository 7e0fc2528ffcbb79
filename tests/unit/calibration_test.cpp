#include "client/vault/calibration.h"

#include <doctest/doctest.h>

using namespace lapwing;

TEST_CASE("calibration aims between 0.7 and 1.0 seconds, never below the floor nor over the limit")
{
    using crypto::KdfCost;
    CHECK(scaledCost({256, 3}, 700) == KdfCost{256, 3});
    CHECK(scaledCost({256, 3}, 1000) == KdfCost{256, 3});
    CHECK(scaledCost({256, 3}, 425) == KdfCost{512, 3});
    CHECK(scaledCost({256, 3}, 1700) == KdfCost{128, 3});
    CHECK(scaledCost({256, 3}, 60'000) == crypto::kKdfFloor);
    CHECK(scaledCost({256, 3}, 0) == KdfCost{1024, 3});
}
