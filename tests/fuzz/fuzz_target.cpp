// One libFuzzer program for each decoder: LAPWING_FUZZED names it (tests/CMakeLists.txt).
#include "shared/crypto/secret.h"
#include "tests/fuzz/decoders.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace lapwing;
    static const bool ready = crypto::initialise();
    const auto outcome = test::decoderNamed(LAPWING_FUZZED).tryOn({bytes, size});
    if (!ready || outcome == test::Outcome::Broken) std::abort();
    return 0;
}
