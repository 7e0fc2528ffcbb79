// What the libFuzzer programs do, for some seconds and with any compiler: each decoder meets its
// samples, the corpus of once-bad inputs, and many mutations of valid bytes.
#include "shared/base/random.h"
#include "shared/crypto/secret.h"
#include "tests/fuzz/decoders.h"
#include "tests/support/seed.h"
#include "tests/support/wire_samples.h"

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr int kMutationsOfEach = 6000;

Bytes fromHexText(const std::string& text)
{
    Bytes bytes(text.size() / 2);
    REQUIRE(fromHex(text, bytes));
    return bytes;
}

/// Flips, overwrites, cuts, repeats or inserts somewhere; often more than once.
void mutate(Bytes& bytes, SeededRandom& random)
{
    constexpr std::uint8_t kTelling[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    for (auto n = 1 + random.below(3); n > 0; --n) {
        if (bytes.empty()) return;
        const auto at = static_cast<std::ptrdiff_t>(random.below(bytes.size()));
        const auto here = bytes.begin() + at;
        switch (random.below(6)) {
        case 0: *here = static_cast<std::uint8_t>(*here ^ (1u << random.below(8))); break;
        case 1: *here = kTelling[random.below(std::size(kTelling))]; break;
        case 2: bytes.erase(here); break;
        case 3: bytes.insert(here, kTelling[random.below(std::size(kTelling))]); break;
        case 4: bytes.resize(static_cast<std::size_t>(at)); break;
        default: {
            const auto length = std::min<std::ptrdiff_t>(bytes.end() - here,
                                                         1 + static_cast<int>(random.below(40)));
            const Bytes again(here, here + length);
            bytes.insert(here, again.begin(), again.end());
        }
        }
    }
}
} // namespace

TEST_CASE("every decoder has a sample, and takes it")
{
    REQUIRE(crypto::initialise());
    const auto samples = wireSamples();
    for (const auto& decoder : decoders())
        CHECK(std::ranges::count(samples, decoder.name, &WireSample::decoder) > 0);
    for (const auto& sample : samples) {
        CAPTURE(sample.name);
        CHECK(decoderNamed(sample.decoder).tryOn(sample.bytes) == Outcome::Kept);
    }
}

TEST_CASE("inputs that were once taken wrongly are refused")
{
    std::ifstream corpus(LAPWING_SOURCE_DIR "/tests/fuzz/corpus.txt");
    REQUIRE(corpus.is_open());
    int met = 0;
    for (std::string line; std::getline(corpus, line);) {
        if (line.empty() || line.front() == '#') continue;
        CAPTURE(line);
        std::istringstream words(line);
        std::string decoder, hex;
        words >> decoder >> hex;
        CHECK(decoderNamed(decoder).tryOn(fromHexText(hex)) == Outcome::Refused);
        ++met;
    }
    CHECK(met >= 25);
}

TEST_CASE("a damaged message is refused or read as what it says, and never breaks its reader")
{
    REQUIRE(crypto::initialise());
    SeededRandom random(seedOfThisRun());
    int kept = 0;
    for (const auto& sample : wireSamples()) {
        const auto& decoder = decoderNamed(sample.decoder);
        for (int i = 0; i < kMutationsOfEach; ++i) {
            auto bytes = sample.bytes;
            mutate(bytes, random);
            const auto outcome = decoder.tryOn(bytes);
            kept += outcome == Outcome::Kept ? 1 : 0;
            if (outcome != Outcome::Broken) continue;
            FAIL_CHECK(decoder.name << ' ' << toHex(bytes));
            break;
        }
    }
    CHECK(kept > 1000);
}

TEST_CASE("noise after a valid beginning is refused or read as what it says")
{
    REQUIRE(crypto::initialise());
    SeededRandom random(seedOfThisRun());
    for (const auto& sample : wireSamples()) {
        const auto& decoder = decoderNamed(sample.decoder);
        for (int i = 0; i < 500; ++i) {
            auto bytes = sample.bytes;
            bytes.resize(random.below(bytes.size()));
            Bytes noise(random.below(200));
            REQUIRE(random.fill(noise).ok());
            append(bytes, noise);
            if (decoder.tryOn(bytes) != Outcome::Broken) continue;
            FAIL_CHECK(decoder.name << ' ' << toHex(bytes));
            break;
        }
    }
}
