// A case, and a person, taken out for good; and which cases are to be looked at for that.
#include "server-stub/service/erase.h"
#include "server-stub/service/legal_hold.h"
#include "server-stub/service/retention.h"
#include "tests/support/redacting_office.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;

namespace {
} // namespace

TEST_CASE("an erased case is gone from hub and tablets, and what they still send of it goes too")
{
    RedactingOffice w;
    must(w.one.set(w.action, "text", Value::text(kSecret)));
    w.syncAll();
    must(w.one.set(w.action, "text", Value::text("HOOPOE, not sent yet"))); // while it is erased
    const auto ask = [&](const PersonId& by) {
        auto transaction = must(store::Transaction::begin(w.hub.db));
        auto done = hub::erase(w.hub.core, {"DA-1", {}, by, "Retention review"});
        if (done.ok()) must(transaction.commit());
        return done;
    };
    CHECK_FALSE(ask(w.coordinator).ok());
    must(hub::addHold(w.hub.core, "DA-1", "Inquest", w.officer));
    CHECK_FALSE(ask(w.officer).ok());
    must(hub::removeHold(w.hub.core, "DA-1", "Over", w.officer));
    const auto done = must(ask(w.officer));
    const auto open = [&] {
        const auto told = must(hub::erasureCertificate(w.hub.core, done.id));
        CHECK(hub::verifyCertificate(told, w.hub.core.keys.sign.publicKey()));
        std::size_t count = 0;
        for (const auto& tablet : told["certificate"]["tablets"])
            count += tablet["receipt"].get<bool>() ? 0 : 1;
        return count;
    };
    CHECK(RedactingOffice::hits(w.hub.db, "HOOPOE") == 0);
    CHECK_FALSE(must(w.hub.core.registry.caseByRef("DA-1")));
    CHECK(open() == 2);
    w.syncAll();
    w.syncAll();
    CHECK(w.everywhere("HOOPOE") == 0);
    for (auto* tablet : {&w.one, &w.two}) {
        CHECK(must(tablet->replica->lists().cases()).empty());
        CHECK(must(tablet->replica->log().undecidedCount()) == 0);
    }
    CHECK(open() == 0);
}

TEST_CASE("an erased person goes with what is theirs; what names them elsewhere is told")
{
    RedactingOffice w;
    const auto person =
        w.hub.addRecord(w.caseId, "person", "legal_name", Value::text("Hoopoe Larkin"));
    const auto other = w.hub.addRecord(w.caseId, "person", "legal_name", Value::text("Wren Teal"));
    const auto phone =
        w.hub.addRecord(w.caseId, "contact_point", "value", Value::text("07700 900555"));
    w.syncAll();
    must(w.two.set(phone, "person", Value::ref(person)));
    must(w.one.set(w.action, "text", Value::text("Ring Larkin about the lock")));
    w.syncAll();
    auto transaction = must(store::Transaction::begin(w.hub.db));
    const auto done = must(hub::erase(w.hub.core, {"DA-1", person.hex(), w.officer, "Art. 17"}));
    must(transaction.commit());
    CHECK(done.records == 2);
    CHECK(done.mentions == std::vector{w.action.hex()});
    w.syncAll();
    for (auto* tablet : {&w.one, &w.two}) must(tablet->replica->scrub()); // as a sync ends there
    CHECK(w.everywhere("Hoopoe") == 0);
    CHECK(w.everywhere("900555") == 0);
    CHECK(w.everywhere("Wren Teal") > 0);
    CHECK_FALSE(RedactingOffice::shown(w.one, other, "person", "legal_name").front().redacted);
}

TEST_CASE("a case is listed for review some years after its last activity, as its panel says")
{
    RedactingOffice w;
    constexpr std::uint64_t kYear = 31'556'952'000;
    must(w.one.set(w.action, "text", Value::text("Today"))); // at the clock's time
    w.syncAll();
    CHECK(must(hub::retentionDue(w.hub.core)).empty());
    must(hub::addHold(w.hub.core, "DA-1", "Inquest", w.officer));
    w.clock.wall += 6 * kYear + 1;
    const auto due = must(hub::retentionDue(w.hub.core));
    REQUIRE(due.size() == 1);
    CHECK(due.front().caseRef == "DA-1");
    CHECK(due.front().isHeld);
    must(hub::setRetention(w.hub.core, schema::Panel::DaMarac, 7));
    CHECK(must(hub::retentionDue(w.hub.core)).empty());
    CHECK_FALSE(hub::setRetention(w.hub.core, schema::Panel::DaMarac, 0).ok());
}
