#include "tests/support/mutant_probe.h"

/// Leaves with 3 when sound and with 6 when it carries the fault.
int main() { return lapwing::mutantProbe() + lapwing::mutantProbeTwice(); }
