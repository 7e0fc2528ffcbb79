#include "tests/support/mutant_probe.h"

#include "shared/base/mutant.h"

namespace lapwing {

int mutantProbe()
{
    if (mutant("probe-two")) return 2;
    return 1;
}

int mutantProbeTwice() { return mutantProbe() * 2; }

} // namespace lapwing
