
#include "shared/crypto/hash.h"
#include "shared/crypto/system_random.h"
#include "tests/support/small_world.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {
struct Desk {
    crypto::SystemRandom random;
    HandClock clock;
    SmallHub hub{random, clock};
    CaseId home = hub.addCase("DA-1", "A family");
    RecordId action = hub.addRecord(home, "action", "text", Value::text("Locks"));
    PersonId who = hub.addStaff("Person", access::Role::Idva);
    SmallTablet tablet = assigned();

    SmallTablet assigned()
    {
        hub.assign(home, who, {schema::Compartment::Core});
        return {hub, who, random, clock};
    }
};

Hash after(const Hash& head, const Hash& change)
{
    Bytes both(head.view().begin(), head.view().end());
    append(both, change.view());
    return crypto::hash("lapwing.own.1", both);
}
} // namespace

TEST_CASE("the own chain counts each change and hashes it onto those before it")
{
    Desk desk;
    auto& replica = *desk.tablet.replica;
    const auto none = must(replica.state().ownChain());
    CHECK(none.seq == 0);
    CHECK(none.head == Hash{});
    Hash change;
    change.bytes.fill(7);
    must(replica.state().extendOwnChain(change));
    must(replica.state().extendOwnChain(change));
    const auto two = must(replica.state().ownChain());
    CHECK(two.seq == 2);
    CHECK(two.head == after(after({}, change), change));
}

TEST_CASE("a damaged own chain is Corrupt, and no round goes out with it")
{
    Desk desk;
    auto& replica = *desk.tablet.replica;
    for (const std::size_t size : {1, 8, 39, 41}) {
        CAPTURE(size);
        must(desk.tablet.db.exec("INSERT OR REPLACE INTO setting VALUES('own_chain', zeroblob(" +
                                 std::to_string(size) + "))"));
        ClientRound round(replica, desk.hub.core.keys.root, desk.tablet.digestKey.view(),
                          deviceOf(desk.tablet.deviceKey.publicKey()));
        const auto request = round.request();
        REQUIRE(!request.ok());
        CHECK(request.error().code == ErrorCode::Corrupt);
    }
}
