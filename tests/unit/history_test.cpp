#include "sync/store/history.h"

#include "client/work/casework.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;

namespace {
struct HistoryWorld : TwoTablets {
    Casework mine{*one.replica, clock};
    Casework theirs{*two.replica, clock};
    HistoryWorld() : TwoTablets(17) {}

    void ring(Casework& work, const char* number) { set(work, "value", number); }
    void set(Casework& work, const char* field, const char* text)
    {
        const auto editing = must(work.edit(must(work.find(phone.hex()))));
        const std::vector<FieldEntry> entries{{field, FieldEntry::How::Set, text}};
        must(work.save(editing, entries, "heard"));
    }
    /// The one check there is on a tablet, and what stood before it.
    std::string before(SmallTablet& tablet)
    {
        const auto checks = must(tablet.replica->conflicts().first());
        REQUIRE(checks.size() == 1);
        const auto found = must(store::valueBefore(tablet.db, checks[0]));
        if (found.value) return std::string(found.value->value.asText());
        return found.isHeld ? "nothing" : "not told";
    }
};
} // namespace

TEST_CASE("what stood before both changes is told, however often each of them changed it")
{
    HistoryWorld w;
    w.ring(w.mine, "020 7946 0002");
    w.syncAll();
    w.ring(w.mine, "020 7946 0003");
    w.ring(w.theirs, "020 7946 0004");
    w.ring(w.mine, "020 7946 0005");
    w.syncAll();
    CHECK(w.before(w.one) == "020 7946 0002");
}

TEST_CASE("what only a snapshot told of is not claimed to have stood before")
{
    HistoryWorld w;
    w.ring(w.mine, "020 7946 0003");
    w.ring(w.theirs, "020 7946 0004");
    w.syncAll();
    CHECK(w.before(w.one) == "not told");
}

TEST_CASE("where nothing stood before both changes that is told apart from what is not held")
{
    HistoryWorld w;
    w.set(w.mine, "say_we_are", "the dentist");
    w.set(w.theirs, "say_we_are", "a friend");
    w.syncAll();
    CHECK(w.before(w.one) == "nothing");
}
