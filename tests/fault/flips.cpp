#include "tests/fault/kinds.h"
#include "tests/fault/specimen.h"

namespace lapwing::test {

namespace {

using End = Specimen::End;

Wrong examine(const Specimen& specimen, const std::string& path, const Image& image, End& end)
{
    const auto name = path.substr(path.rfind('/') + 1);
    if (name.starts_with("slots.")) return specimen.examineSlots(image, end);
    if (name == "device.key") return specimen.examineDeviceKey(image, end);
    if (name == "cargo") return specimen.examineCargo(image, end);
    return specimen.examineStore(image, end);
}

/// Every octet of every file in turn, changed by `bits` different masks.
void flip(const Order& order, Report& report, const Specimen::Size& size, std::uint64_t masks)
{
    for (auto seed = order.seed; report.wantsSeed(seed); ++seed) {
        const Specimen specimen(seed, size);
        std::uint64_t total = 0, index = 0;
        for (const auto& [path, content] : specimen.image()) total += content.size() * masks;
        report.takeAll(total);
        auto image = specimen.image();
        for (auto& [path, content] : image)
            for (std::uint64_t i = 0; i < content.size() * masks; ++i, ++index) {
                if (!report.starts(seed, index)) continue;
                const auto offset = i / masks;
                SeededRandom random(index);
                const auto mask = masks == 8 ? 1u << (i % masks) : 1 + random.below(255);
                content[offset] ^= static_cast<std::uint8_t>(mask);
                End end = End::Whole;
                auto wrong = examine(specimen, path, image, end);
                const bool told = end == End::RefusedAtOpening || end == End::RefusedWhenRead;
                if (!wrong && !told && (end != End::Whole || specimen.isRead(path, offset)))
                    wrong = "a changed octet of " + path + " went unnoticed";
                content[offset] ^= static_cast<std::uint8_t>(mask);
                report.note(Specimen::nameOf(end));
                report.end(wrong);
            }
    }
}

} // namespace

void runFlips(const Order& order, Report& report)
{
    flip(order, report, {.database = 32 << 10, .log = 26 << 10}, 1);
}

void runBits(const Order& order, Report& report)
{
    flip(order, report, {.database = 640 << 10, .log = 380 << 10}, 8);
}

} // namespace lapwing::test
