#pragma once

namespace lapwing::store {

/// From now on SQLite wipes the memory that it gives back: pages of cases and keys among it. Once,
/// before the first database is opened. False when SQLite was in use already, or refuses.
/// Source: https://www.sqlite.org/c3ref/mem_methods.html
[[nodiscard]] bool wipeSqliteMemory();

} // namespace lapwing::store
