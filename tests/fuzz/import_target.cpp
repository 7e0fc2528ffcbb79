// One libFuzzer program for each reader of an import: LAPWING_FUZZED names it.
#include "tests/fuzz/import_readers.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace lapwing::test;
    const auto readers = importReaders();
    const auto at = std::ranges::find(readers, std::string_view(LAPWING_FUZZED), &FuzzTarget::name);
    if (at == readers.end() || at->tryOn({bytes, size}) == Outcome::Broken) std::abort();
    return 0;
}
