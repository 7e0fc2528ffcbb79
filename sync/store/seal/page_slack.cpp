#include "sync/store/seal/page_slack.h"

#include "sync/store/seal/page_sealer.h"

#include <algorithm>

namespace lapwing::store {

namespace {
constexpr std::size_t kUsable = kPageSize - kReservedSize;
constexpr std::size_t kFileHeader = 100; ///< before the b-tree's own, on page 1
constexpr std::size_t kFreeBlockHead = 4;

std::size_t number(std::span<const std::uint8_t> page, std::size_t at)
{
    return static_cast<std::size_t>(page[at]) << 8 | page[at + 1];
}

void zero(std::span<std::uint8_t> page, std::size_t from, std::size_t to)
{
    std::fill(page.begin() + static_cast<std::ptrdiff_t>(from),
              page.begin() + static_cast<std::ptrdiff_t>(to), std::uint8_t{0});
}
} // namespace

void wipeSlack(std::span<std::uint8_t> page, bool isFirst)
{
    if (page.size() != kPageSize) return;
    const std::size_t head = isFirst ? kFileHeader : 0;
    // Overflow pages begin with the number of another page, which is below 2^24 here: with a 0.
    const auto kind = page[head];
    const bool isLeaf = kind == 0x0a || kind == 0x0d;
    if (!isLeaf && kind != 0x02 && kind != 0x05) return;
    const auto pointersEnd = head + (isLeaf ? 8 : 12) + 2 * number(page, head + 3);
    const auto cells = number(page, head + 5);
    if (pointersEnd > cells || cells > kUsable) return;
    zero(page, pointersEnd, cells);
    // They lie in order, each with its size; what does not is left alone.
    auto at = number(page, head + 1);
    for (std::size_t before = cells; at >= before && at + kFreeBlockHead <= kUsable;) {
        const auto size = number(page, at + 2);
        if (size < kFreeBlockHead || at + size > kUsable) return;
        zero(page, at + kFreeBlockHead, at + size);
        before = at + size;
        at = number(page, at);
    }
}

} // namespace lapwing::store
