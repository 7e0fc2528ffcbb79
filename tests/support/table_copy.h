#pragma once

#include "sync/store/sql/database.h"

namespace lapwing::test {

/// Keeps a copy of every table but the search index inside the database, in place of the last one:
/// a backup of a store in memory.
void keepCopy(store::Database& db);
/// Every table as it was then.
void putBack(store::Database& db);

} // namespace lapwing::test
