#pragma once

namespace lapwing::store {

/// From now on SQLite wipes the memory that it gives back: pages of cases and keys among it. Once,
/// before the first database is opened. SQLite keeps no account of its memory then, which nobody
/// reads and which takes a lock for every piece. False when SQLite was in use already, or refuses.
/// Source: https://www.sqlite.org/c3ref/mem_methods.html, https://www.sqlite.org/malloc.html
[[nodiscard]] bool wipeSqliteMemory();

} // namespace lapwing::store
