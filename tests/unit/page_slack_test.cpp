#include "sync/store/seal/page_slack.h"

#include "sync/store/seal/page_sealer.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <vector>

using namespace lapwing::store;

namespace {
using Page = std::vector<std::uint8_t>;

void put(Page& page, std::size_t at, std::size_t number)
{
    page[at] = static_cast<std::uint8_t>(number >> 8);
    page[at + 1] = static_cast<std::uint8_t>(number);
}

/// Full of 0xee, with two cells from 3000 on and a free block of 100 bytes between them.
Page leaf(std::size_t head = 0)
{
    Page page(kPageSize, 0xee);
    std::fill(page.end() - static_cast<std::ptrdiff_t>(kReservedSize), page.end(), 0);
    page[head] = 0x0d;
    put(page, head + 1, 3500); // the free block
    put(page, head + 3, 2);    // cells
    put(page, head + 5, 3000); // where they begin
    put(page, 3500, 0);        // no other block
    put(page, 3502, 100);
    return page;
}

std::size_t kept(const Page& page, std::size_t from, std::size_t to)
{
    return static_cast<std::size_t>(std::count(page.begin() + static_cast<std::ptrdiff_t>(from),
                                               page.begin() + static_cast<std::ptrdiff_t>(to),
                                               0xee));
}
} // namespace

TEST_CASE("what a page does not use is zeroed, and its cells stay")
{
    for (const std::size_t head : {std::size_t{0}, std::size_t{100}}) {
        auto page = leaf(head);
        wipeSlack(page, head == 100);
        CHECK(kept(page, head + 8 + 4, 3000) == 0);
        CHECK(kept(page, head + 8, head + 8 + 4) == 4); // the pointers
        CHECK(kept(page, 3000, 3500) == 500);
        CHECK(kept(page, 3504, 3600) == 0);
        CHECK(page[3503] == 100); // the block's own head
        CHECK(kept(page, 3600, kPageSize - kReservedSize) == kPageSize - kReservedSize - 3600);
    }
}

TEST_CASE("a page that is no b-tree, or does not add up, is left as it is")
{
    std::vector<Page> all;
    all.push_back(leaf());
    all.back()[0] = 0; // an overflow page
    all.push_back(leaf());
    put(all.back(), 5, kPageSize); // cells from behind the end
    all.push_back(leaf());
    put(all.back(), 3, 2000); // more pointers than room
    for (auto& page : all) {
        const auto before = page;
        wipeSlack(page, false);
        CHECK(page == before);
    }
    auto page = leaf(); // a block over the end: the gap goes, the block stays
    put(page, 3502, 2000);
    wipeSlack(page, false);
    CHECK(kept(page, 3504, 4000) == 496);
}
