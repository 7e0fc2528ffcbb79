#pragma once

#include <cstdint>
#include <span>

namespace lapwing::store {

/// Zeroes what a page of a SQLite database does not use: the gap between its cell pointers and its
/// cells, and its free blocks. PRAGMA secure_delete leaves parts of deleted rows there when a page
/// was balanced (SQLite 3.40.1: up to 25 of 1,000 deleted words). A page that is no b-tree, or does
/// not add up, stays as it is. `page` is whole, with the 48 bytes of the seal at its end. Pure.
/// Source: https://www.sqlite.org/fileformat2.html, "B-tree Pages".
void wipeSlack(std::span<std::uint8_t> page, bool isFirst);

} // namespace lapwing::store
