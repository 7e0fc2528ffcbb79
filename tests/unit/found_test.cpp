// What tablets hold and a hub lost that was put back from its backup: kept, offered, adopted.
#include "server-stub/service/administration.h"
#include "server-stub/service/found.h"
#include "server-stub/service/found_adopt.h"
#include "server-stub/service/found_list.h"
#include "server-stub/service/quarantine.h"
#include "server-stub/service/stranger.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {
/// Two of one seed are the same: one goes on, the other is its backup. A case of the first is
/// imported and assigned after that, and written in by both of its people.
struct Restored {
    Restored()
    {
        later = now.hub.addCase("DA-2", "Made after the backup");
        for (const auto& person : {now.idva, now.coordinator})
            now.hub.assign(later, person, kMarac);
        sync(now.hub);
        note = now.one.add(later, "chronology", "text", Value::text("Rang, no answer"));
        answer = now.two.add(later, "chronology", "text", Value::text("They rang back"));
        sync(now.hub);
        sync(now.hub);
        before = now.one.canonical();
    }
    void sync(SmallHub& hub)
    {
        for (auto* tablet : {&now.one, &now.two}) must(tablet->sync(hub));
    }
    void restore()
    {
        backup.hub.beginAnew();
        sync(backup.hub);
    }
    hub::FoundAdoption adopt(std::string_view ref = {})
    {
        return must(inOne([&] {
            return hub::adoptFound(backup.hub.core, later, {backup.coordinator, "It is ours", ref});
        }));
    }
    template <class Call>
    auto inOne(Call call) -> decltype(call())
    {
        auto transaction = must(store::Transaction::begin(backup.hub.db));
        auto done = call();
        if (done.ok()) must(transaction.commit());
        return done;
    }
    static std::string text(SmallTablet& t, const RecordId& record)
    {
        const auto& f = fieldNamed("chronology", "text");
        const auto form = must(t.replica->display(record));
        const auto reading = readRegister(f, form.read(f.wire()).shown());
        return reading.value ? std::string(reading.value->asText()) : std::string("(conflict)");
    }

    TwoTablets now{7};
    TwoTablets backup{7};
    CaseId later;
    RecordId note, answer;
    std::map<StrandId, Bytes> before;
};
} // namespace

TEST_CASE("a case that the restored hub does not know is offered whole, once, and shown")
{
    Restored r;
    r.restore();
    CHECK(must(hub::foundCount(r.backup.hub.core)) == 1);
    const auto list = must(hub::foundList(r.backup.hub.core));
    REQUIRE(list.size() == 1);
    CHECK(list[0]["case"] == r.later.hex());
    CHECK(list[0]["ref"] == "DA-2");
    CHECK(list[0]["here"] == false);
    CHECK(list[0]["parts"].size() == 6);
    for (const auto& part : list[0]["parts"]) CHECK(part["state"] == "waits");
    const auto shown = must(hub::foundShow(r.backup.hub.core, r.later));
    CHECK(shown["content"].size() == 3);
    CHECK(shown.dump().find("Made after the backup") != std::string::npos);
    // Nothing of it is part of the hub, and nothing is offered a second time.
    CHECK_FALSE(must(r.backup.hub.core.registry.caseById(r.later)));
    CHECK(must(r.now.one.sync(r.backup.hub)).roundTrips == 1);
}

TEST_CASE("what is adopted is there under its own ids, for its people, with every word")
{
    Restored r;
    r.restore();
    const auto written = r.now.one.add(r.later, "chronology", "text", Value::text("Said since"));
    r.sync(r.backup.hub);
    CHECK(must(r.now.one.replica->log().undecidedCount()) == 1);
    const auto done = r.adopt();
    CHECK(done.ref == "DA-2");
    CHECK(done.parts == 3);
    CHECK(done.people == 2);
    CHECK(done.waiting == 0);
    for (int i = 0; i < 3; ++i) r.sync(r.backup.hub);
    CHECK(must(r.now.one.replica->log().undecidedCount()) == 0);
    CHECK(must(hub::quarantineCount(r.backup.hub.core)) == 0);
    CHECK(r.now.one.canonical() == r.now.two.canonical());
    CHECK(r.text(r.now.two, r.note) == "Rang, no answer");
    CHECK(r.text(r.now.one, r.answer) == "They rang back");
    CHECK(r.text(r.now.two, written) == "Said since");
    CHECK(must(r.now.one.replica->lists().cases()).size() == 2);
    CHECK(must(r.backup.hub.core.strands.strandsOfCase(r.later)).size() == 6);
    SmallTablet fresh(r.backup.hub, r.backup.idva, r.backup.random, r.backup.clock);
    must(fresh.sync(r.backup.hub));
    CHECK(fresh.canonical() == r.now.one.canonical());
    // And it goes on as ever.
    const auto more = r.now.two.add(r.later, "chronology", "text", Value::text("Rang again"));
    for (int i = 0; i < 2; ++i) r.sync(r.backup.hub);
    CHECK(r.text(r.now.one, more) == "Rang again");
}

TEST_CASE("nothing of it is lost when its tablets are, once they have offered it")
{
    Restored r;
    r.restore();
    r.adopt();
    SmallTablet fresh(r.backup.hub, r.backup.idva, r.backup.random, r.backup.clock);
    must(fresh.sync(r.backup.hub));
    CHECK(r.text(fresh, r.note) == "Rang, no answer");
    CHECK(r.text(fresh, r.answer) == "They rang back");
    for (const auto& [strand, body] : fresh.canonical())
        if (r.before.contains(strand)) CHECK(body == r.before.at(strand));
}

TEST_CASE("adopting twice, dropping what was adopted and adopting what was dropped each say so")
{
    Restored r;
    r.restore();
    const hub::FoundDecision by{r.backup.coordinator, "Not ours", {}};
    auto& core = r.backup.hub.core;
    CHECK(r.inOne([&] { return hub::dropFound(core, r.later, by); }).ok());
    CHECK(must(hub::foundCount(core)) == 0);
    r.sync(r.backup.hub);
    CHECK(must(r.now.one.replica->lists().cases()).size() == 2); // the tablet keeps it
    CHECK(r.adopt().parts == 3);
    CHECK(r.inOne([&] { return hub::adoptFound(core, r.later, by); }).error().code ==
          ErrorCode::Rejected);
    CHECK(r.inOne([&] { return hub::dropFound(core, r.later, by); }).error().code ==
          ErrorCode::Rejected);
    CHECK(r.inOne([&] { return hub::adoptFound(core, r.now.caseId, by); }).error().code ==
          ErrorCode::NotFound);
    CHECK_FALSE(r.inOne([&] { return hub::adoptFound(core, r.later, {by.by, "", {}}); }).ok());
    CHECK_FALSE(r.inOne([&] { return hub::adoptFound(core, r.later, {{}, "Why", {}}); }).ok());
}

TEST_CASE("naming its reference joins what tablets hold instead of making a second case")
{
    Restored r;
    r.restore();
    auto& core = r.backup.hub.core;
    CHECK(must(r.inOne([&] { return hub::joinFound(core, "da-2", "Imported again"); })));
    CHECK(must(core.registry.caseByRef("DA-2"))->id == r.later);
    CHECK_FALSE(must(r.inOne([&] { return hub::joinFound(core, "DA-2", "Again"); })));
    for (int i = 0; i < 2; ++i) r.sync(r.backup.hub);
    CHECK(r.text(r.now.two, r.note) == "Rang, no answer");
}

TEST_CASE("a case whose reference was given to another since is adopted under one of its own")
{
    Restored r;
    (void)must(r.backup.random.id<CaseId>()); // the same seed gives ids of its own from here
    r.backup.hub.addCase("DA-2", "Imported again before anybody synced");
    r.restore();
    auto& core = r.backup.hub.core;
    CHECK(must(hub::foundList(core))[0]["reference_is_taken"] == true);
    const auto refused = r.inOne([&] {
        return hub::adoptFound(core, r.later, {r.backup.coordinator, "It is ours", {}});
    });
    CHECK(refused.error().code == ErrorCode::Rejected);
    CHECK(r.adopt("DA-2 before").ref == "DA-2 before");
    for (int i = 0; i < 2; ++i) r.sync(r.backup.hub);
    CHECK(r.text(r.now.two, r.note) == "Rang, no answer");
}

TEST_CASE("an assignment made after the backup waits for a person, who gives it again")
{
    TwoTablets now(7);
    TwoTablets backup(7); // of the same seed
    for (auto* w : {&now, &backup}) (void)w->hub.addCase("DA-2", "Assigned after the backup");
    const auto caseId = must(now.hub.core.registry.caseByRef("DA-2"))->id;
    now.hub.assign(caseId, now.idva, kMarac);
    must(now.one.sync(now.hub));
    const auto note = now.one.add(caseId, "chronology", "text", Value::text("Rang, no answer"));
    must(now.one.sync(now.hub));

    backup.hub.beginAnew();
    must(now.one.sync(backup.hub));
    const auto list = must(hub::foundList(backup.hub.core));
    REQUIRE(list.size() == 1);
    CHECK(list[0]["here"] == true);
    CHECK(list[0]["parts"][0]["kind"] == "right");
    auto transaction = must(store::Transaction::begin(backup.hub.db));
    const auto done =
        must(hub::adoptFound(backup.hub.core, caseId, {backup.coordinator, "They had it", {}}));
    must(transaction.commit());
    CHECK(done.people == 1);
    for (int i = 0; i < 2; ++i) must(now.one.sync(backup.hub));
    CHECK(must(now.one.replica->log().undecidedCount()) == 0);
    CHECK(must(hub::quarantineCount(backup.hub.core)) == 0);
    CHECK(Restored::text(now.one, note) == "Rang, no answer");
}

TEST_CASE("two tablets whose copies end at different places lose nothing of either")
{
    Restored r;
    const auto more = r.now.two.add(r.later, "chronology", "text", Value::text("Only Ben has it"));
    must(r.now.two.sync(r.now.hub)); // the first tablet never hears of it
    const auto mine = r.now.one.add(r.later, "chronology", "text", Value::text("Never sent"));
    r.restore();
    const auto done = r.adopt();
    CHECK(done.parts == 3);
    for (int i = 0; i < 3; ++i) r.sync(r.backup.hub);
    for (auto* tablet : {&r.now.one, &r.now.two}) {
        CHECK(must(tablet->replica->log().undecidedCount()) == 0);
        CHECK(r.text(*tablet, more) == "Only Ben has it");
        CHECK(r.text(*tablet, mine) == "Never sent");
    }
    CHECK(r.now.one.canonical() == r.now.two.canonical());
}

TEST_CASE("a case is not given back to whom the former hub took it from")
{
    Restored r;
    for (const auto& strand : must(r.now.hub.core.strands.strandsOfCase(r.later))) {
        wire::Writer told;
        told.id(r.now.coordinator);
        told.bytes({});
        told.u8(0);
        auto member = hub::newValue({}, schema::lifeField(strand.compartment),
                                    Value::binary(ValueKind::Binary, told.take()));
        member.kind = static_cast<std::uint8_t>(OpKind::Member);
        member.key = Bytes(r.now.coordinator.bytes.begin(), r.now.coordinator.bytes.end());
        must(r.now.hub.core.write(strand.ix, {member}));
    }
    must(r.now.one.sync(r.now.hub)); // a colleague's tablet has heard of it, theirs has not
    r.restore();
    CHECK(r.adopt().people == 1);
    for (const auto& strand : must(r.backup.hub.core.strands.strandsOfCase(r.later)))
        CHECK(must(r.backup.hub.core.registry.memberRights(strand.ix, r.backup.coordinator)) == 0);
}

TEST_CASE("a colleague's tablet set up after the backup waits, and holds nobody else up")
{
    Restored r;
    const auto carl = r.now.hub.addStaff("Carl Moss", access::Role::Idva);
    r.now.hub.assign(r.now.caseId, carl, kMarac);
    SmallTablet three(r.now.hub, carl, r.now.random, r.now.clock);
    must(three.sync(r.now.hub));
    const auto said = three.add(r.now.caseId, "chronology", "text", Value::text("Word of Carl"));
    must(three.sync(r.now.hub));
    r.sync(r.now.hub);
    auto& core = r.backup.hub.core;
    must(r.inOne([&] { return hub::found(core); }));
    r.restore();
    CHECK(must(r.now.one.replica->log().undecidedCount()) == 1); // it waits, on their tablets too
    const auto mine = r.now.one.add(r.now.caseId, "chronology", "text", Value::text("Mine"));
    must(r.now.one.set(r.now.phone, "value", Value::text("020 7946 0777")));
    CHECK(must(r.now.one.sync(r.backup.hub)).pushed == 1); // what does not rest on it goes

    for (int again = 0; again < 2; ++again) {
        CHECK(must(three.sync(r.backup.hub)).isStranger);
        CHECK(must(hub::strangerList(core)).size() == 1);
    }
    const auto device = three.certificate.device();
    const hub::FoundDecision by{r.backup.coordinator, "They began on Tuesday", {}};
    CHECK_FALSE(r.inOne([&] { return hub::admitStranger(core, device, by, {}); }).ok());
    const auto admit = [&] { return hub::admitStranger(core, device, by, "Carl Moss"); };
    const auto done = must(r.inOne(admit));
    CHECK(done.isNewStaff);
    CHECK(done.staff == carl);
    CHECK(must(hub::strangerList(core)).empty());
    CHECK(r.inOne([&] { return hub::admitStranger(core, device, by, {}); }).error().code ==
          ErrorCode::Rejected);
    must(three.sync(r.backup.hub));
    must(r.inOne([&] { return hub::adoptFound(core, r.now.caseId, by); }));
    for (int i = 0; i < 3; ++i) {
        must(three.sync(r.backup.hub));
        r.sync(r.backup.hub);
    }
    for (auto* tablet : {&three, &r.now.one, &r.now.two}) {
        CHECK(must(tablet->replica->log().undecidedCount()) == 0);
        CHECK(Restored::text(*tablet, said) == "Word of Carl");
        CHECK(Restored::text(*tablet, mine) == "Mine");
    }
    CHECK(must(three.sync(r.backup.hub)).roundTrips == 1);
}

TEST_CASE("a device that this hub never certified stays unknown, whatever it shows")
{
    Restored r;
    TwoTablets elsewhere(99);
    r.restore();
    CHECK(elsewhere.one.sync(r.backup.hub).error().code == ErrorCode::Unauthorised);
    CHECK(must(hub::strangerList(r.backup.hub.core)).empty());
}

TEST_CASE("what this hub did not sign, or never granted, is not kept")
{
    Restored r;
    r.backup.hub.beginAnew();
    auto& core = r.backup.hub.core;
    const auto device = must(core.registry.device(r.now.one.certificate.device()));
    const auto sid = r.before.begin()->first;
    StrandId strand = sid;
    for (const auto& one : must(r.now.one.replica->strands().strandsOfCase(r.later)))
        strand = one.id;
    const auto mark = must(r.now.random.id<wire::FoundMark>());
    const auto hear = [&](ByteView shown, const StrandId& of) {
        wire::FrameWriter out;
        if (!shown.empty()) out.put(wire::FrameType::FoundGrant, shown);
        out.put(wire::FrameType::FoundList, wire::encodeMessage(wire::FoundStrands{{{of, mark}}}));
        const auto frames = must(wire::readFrames(out.take()));
        const auto words = must(r.inOne([&] { return hub::hearFound(core, *device, frames); }));
        return words.empty() ? wire::FoundOutcome::Refused
                             : static_cast<wire::FoundOutcome>(words.front().outcome);
    };
    using enum wire::FoundOutcome;
    const auto grant = encode(*must(r.now.one.replica->state().grant()));
    CHECK(hear({}, strand) == Refused);
    CHECK(hear(grant, must(r.now.random.id<StrandId>())) == Refused);
    auto forged = grant;
    forged[20] ^= 1;
    CHECK(hear(forged, strand) == Refused);
    CHECK(hear(encode(*must(r.now.two.replica->state().grant())), strand) == Refused); // another's
    CHECK(must(core.foundRows.rows()).empty());
    CHECK(hear(grant, strand) == Send);
    // A snapshot that is spoilt in any byte is refused whole.
    auto frames = *must(r.now.one.replica->vouched().snapshot(strand));
    for (const auto at : {std::size_t{0}, frames.size() / 2, frames.size() - 1}) {
        auto spoilt = frames;
        spoilt[at] ^= 1;
        CHECK(hear(grant, strand) == Send);
        wire::FoundPart part{strand, mark, {0}, {1}, {spoilt}};
        wire::FrameWriter out;
        out.put(wire::FrameType::FoundContent, wire::encodeMessage(part));
        const auto told = must(wire::readFrames(out.take()));
        const auto words = must(r.inOne([&] { return hub::hearFound(core, *device, told); }));
        REQUIRE(words.size() == 1);
        CHECK(words.front().outcome == static_cast<std::uint8_t>(Refused));
        CHECK_FALSE(must(core.foundRows.row(device->id, strand)));
    }
}
