#include "tests/support/table_copy.h"

#include "tests/support/must.h"

#include <string>
#include <vector>

namespace lapwing::test {

namespace {
const std::string kKept = "kept_";

/// The tables whose rows a copy is made of. The search index is left out: nothing here reads it.
std::vector<std::string> tablesOf(store::Database& db)
{
    auto select = must(db.prepare("SELECT name FROM sqlite_schema WHERE type='table'"));
    std::vector<std::string> names;
    while (must(select.step())) {
        std::string name(select.text(0));
        const bool index = name.starts_with("search") && name != "search_row";
        if (!index && !name.starts_with(kKept) && !name.starts_with("sqlite_"))
            names.push_back(std::move(name));
    }
    return names;
}

} // namespace

void keepCopy(store::Database& db)
{
    for (const auto& name : tablesOf(db)) {
        must(db.exec("DROP TABLE IF EXISTS " + kKept + name));
        must(db.exec("CREATE TABLE " + kKept + name + " AS SELECT * FROM " + name));
    }
}

void putBack(store::Database& db)
{
    auto transaction = must(store::Transaction::begin(db));
    for (const auto& name : tablesOf(db)) {
        must(db.exec("DELETE FROM " + name));
        must(db.exec("INSERT INTO " + name + " SELECT * FROM " + kKept + name));
    }
    must(transaction.commit());
}

} // namespace lapwing::test
