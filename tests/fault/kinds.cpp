#include "tests/fault/kinds.h"

#include <array>

namespace lapwing::test {

std::span<const FaultKind> faultKinds()
{
    static constexpr std::array<FaultKind, 8> kKinds{{
        {"power", runPower, 500, 20'000, 1'000'000},
        {"errors", runErrors, 500, 20'000, 200'000},
        {"memory", runSqliteMemory, 500, 20'000, 500'000},
        {"flips", runFlips, 2'000, 65'536, 65'536},
        {"bits", runBits, 0, 0, 8 << 20},
        {"tamper", runTamper, 300, 2'000, 50'000},
        {"rekey", runRekey, 300, 4'000, 50'000},
        {"full", runFull, 100, 500, 20'000},
    }};
    return kKinds;
}

} // namespace lapwing::test
