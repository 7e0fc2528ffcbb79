// A tablet whose program asks no law: what it signs about a visit without the right to, the hub
// keeps for a person. It never counts, and it is never lost.
#include "shared/domain/visit.h"
#include "shared/schema/attestation_fields.h"
#include "shared/schema/case_fields.h"
#include "shared/schema/marker_fields.h"
#include "shared/schema/visit_fields.h"
#include "shared/schema/visit_officer_fields.h"
#include "tests/support/hostile_panel.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;
using schema::attestation::Meaning;
namespace attestation = schema::attestation;
namespace officer = schema::visit_officer;
namespace statement = schema::statement;
namespace visit = schema::visit;

namespace {
constexpr std::string_view kNoSupervisor = "Its author is no supervisor of this panel.";
constexpr std::string_view kNoOfficer = "Its author is no officer of the visit.";
constexpr std::string_view kOfficer =
    "Its author is an officer of the visit, and this is for somebody else.";
constexpr std::string_view kOwn = "Its author confirms what is their own.";
constexpr std::string_view kTooEarly = "What has to come first was missing.";
constexpr std::string_view kOthersWords =
    "It changes what another person stated, signed or entered.";

/// Amara and Gil go; Gil is a chair, and so a supervisor who is on it. Ben plans, and Dee answers
/// for it. A warning of the subject has to be read first.
struct VisitPanel : Panel {
    VisitPanel()
    {
        hub.assign(caseId, goer, kMarac);
        must(goers.sync(hub));
        syncEverybody();
    }
    void syncEverybody()
    {
        for (auto* tablet : {&one, &two, &chairs, &goers, &one, &two, &chairs, &goers})
            must(tablet->sync(hub));
    }
    RecordId puts(const PersonId& who, officer::Part part)
    {
        return make(
            two, officer::type,
            {hub::newValue({}, officer::visit.wire(), Value::ref(planned)),
             hub::newValue({}, officer::staff.wire(), Value::ref(RecordId::from(who.view()))),
             hub::newValue({}, officer::part.wire(), schema::valueOf(part))});
    }
    RecordId attest(SmallTablet& by, Meaning meaning, const RecordId& about,
                    std::string digest = std::string(32, 'a'))
    {
        return make(
            by, attestation::type,
            {hub::newValue({}, attestation::about.wire(), Value::ref(about)),
             hub::newValue({}, attestation::meaning.wire(), schema::valueOf(meaning)),
             hub::newValue({}, attestation::within.wire(), Value::ref(planned)),
             hub::newValue({}, attestation::digest.wire(), Value::text(std::move(digest)))});
    }
    RecordId say(SmallTablet& by, const std::string& text)
    {
        return make(
            by, statement::type,
            {hub::newValue({}, statement::about.wire(), Value::ref(planned)),
             hub::newValue({}, statement::kind.wire(), schema::valueOf(statement::Kind::Saw)),
             hub::newValue({}, statement::text.wire(), Value::text(text))});
    }
    /// The last change of the tablet went into the quarantine, whole and with this reason, and the
    /// record that it would have made is nowhere else.
    void isKept(SmallTablet& by, const RecordId& made, std::string_view reason)
    {
        const auto before = must(hub::quarantineList(hub.core)).size();
        CHECK(kept(by) == 1);
        CHECK(lastReason() == reason);
        const auto list = must(hub::quarantineList(hub.core));
        REQUIRE(list.size() == before + 1);
        CHECK(list.back()["fields"].size() >= 2);
        CHECK_FALSE(must(hub.core.registers.display(made)));
        syncEverybody();
        for (auto* tablet : {&one, &two, &chairs, &goers})
            if (tablet != &by) CHECK_FALSE(tablet->replica->display(made).ok());
        CHECK(must(hub::quarantineList(hub.core)).size() == before + 1);
    }

    PersonId goer = hub.addStaff("Gil Rowe", access::Role::MaracChair);
    SmallTablet goers{hub, goer, random, clock};
    RecordId planned =
        make(two, visit::type,
             {hub::newValue({}, visit::state.wire(), schema::valueOf(visit::State::Ready)),
              hub::newValue({}, visit::address.wire(), Value::text("4 Low Row"))});
    RecordId lead = puts(idva, officer::Part::Lead);
    RecordId second = puts(goer, officer::Part::Second);
    RecordId warning = make(
        two, schema::marker::type,
        {hub::newValue({}, schema::marker::code.wire(), schema::valueOf(schema::MarkerCode::RVHR)),
         hub::newValue({}, schema::marker::state.wire(),
                       schema::valueOf(schema::marker::State::Active))});
};
} // namespace

TEST_CASE("an approval by somebody who is no supervisor, or is on the visit, is kept and no more")
{
    VisitPanel p;
    p.isKept(p.two, p.attest(p.two, Meaning::Approved, p.planned), kNoSupervisor);
    p.isKept(p.one, p.attest(p.one, Meaning::Approved, p.planned), kNoSupervisor);
    p.isKept(p.goers, p.attest(p.goers, Meaning::Approved, p.planned), kOfficer);
    const auto rightly = p.attest(p.chairs, Meaning::Approved, p.planned);
    CHECK(p.kept(p.chairs) == 0);
    CHECK(must(p.hub.core.registers.display(rightly)));
}

TEST_CASE("nobody countersigns a colleague's statement without the right, or before it is due")
{
    VisitPanel p;
    const auto said = p.say(p.one, "He waited outside.");
    REQUIRE(p.kept(p.one) == 0);
    p.syncEverybody();
    p.isKept(p.two, p.attest(p.two, Meaning::Countersigned, said), kNoSupervisor);
    p.isKept(p.chairs, p.attest(p.chairs, Meaning::Countersigned, p.planned), kTooEarly);
    p.isKept(p.goers, p.attest(p.goers, Meaning::Countersigned, p.planned), kOfficer);
    p.isKept(p.goers, p.attest(p.goers, Meaning::Signed, p.planned), kTooEarly);
}

TEST_CASE("a supervisor does not countersign their own words, nor a colleague's of the same visit")
{
    VisitPanel p;
    const auto view =
        p.make(p.chairs, statement::type,
               {hub::newValue({}, statement::about.wire(), Value::ref(p.planned)),
                hub::newValue({}, statement::kind.wire(), schema::valueOf(statement::Kind::View)),
                hub::newValue({}, statement::text.wire(), Value::text("It was well planned."))});
    const auto said = p.say(p.one, "He waited outside.");
    REQUIRE(p.kept(p.chairs) + p.kept(p.one) == 0);
    p.syncEverybody();
    p.isKept(p.chairs, p.attest(p.chairs, Meaning::Countersigned, view), kOwn);
    p.isKept(p.chairs, p.attest(p.chairs, Meaning::Approved, view), kOwn);
    p.isKept(p.goers, p.attest(p.goers, Meaning::Countersigned, said), kOfficer);
    const auto rightly = p.attest(p.chairs, Meaning::Countersigned, said);
    CHECK(p.kept(p.chairs) == 0);
    CHECK(must(p.hub.core.registers.display(rightly)));
}

TEST_CASE("nobody says, signs or reads for an officer, or takes back what another gave")
{
    VisitPanel p;
    p.isKept(p.two, p.say(p.two, "I was not there."), kNoOfficer);
    p.isKept(p.two, p.attest(p.two, Meaning::Signed, p.planned), kNoOfficer);
    p.isKept(p.two, p.attest(p.two, Meaning::Read, p.warning), kNoOfficer);
    const auto said = p.say(p.one, "He waited outside.");
    const auto given = p.attest(p.chairs, Meaning::Approved, p.planned);
    REQUIRE(p.kept(p.one) + p.kept(p.chairs) == 0);
    p.syncEverybody();
    p.isKept(p.two, p.attest(p.two, Meaning::Withdrawn, given), kOthersWords);
    // Under the very id of what Amara said.
    p.write(p.goers, Compartment::Visit,
            {hub::newValue(said, schema::lifeField(Compartment::Visit),
                           Value::code(statement::type.number)),
             hub::newValue(said, statement::about.wire(), Value::ref(p.planned)),
             hub::newValue(said, statement::text.wire(), Value::text("He hit them."))});
    CHECK(p.kept(p.goers) == 1);
    p.syncEverybody();
    for (auto* tablet : {&p.one, &p.two, &p.chairs}) {
        const auto form = must(tablet->replica->display(said));
        REQUIRE(form.read(statement::text.wire()).shown().size() == 1);
        CHECK(form.read(statement::text.wire()).shown().front().value.asText() ==
              "He waited outside.");
    }
}

TEST_CASE("what one officer has read lets nobody else start, whatever their program says")
{
    VisitPanel p;
    const auto starts = [&](SmallTablet& tablet) {
        p.set(tablet, p.planned, visit::state, visit::State::EnRoute);
        const auto quarantined = p.kept(tablet);
        CHECK(p.lastReason() == (quarantined ? kTooEarly : std::string_view{}));
        return quarantined == 0;
    };
    const auto asRead = [&] {
        domain::Facts marker(p.warning, schema::marker::type.number);
        const auto form = must(p.one.replica->display(p.warning));
        for (const auto& [place, versions] : form.registers())
            for (const auto& s : versions)
                marker.add(place.first, place.second,
                           {s.value, p.coordinator, true, {s.dot.actor, s.dot.ctr}});
        return domain::markerAsRead(marker).digest();
    };
    p.attest(p.goers, Meaning::Read, p.warning, asRead());
    p.attest(p.chairs, Meaning::Approved, p.planned);
    REQUIRE(p.kept(p.goers) + p.kept(p.chairs) == 0);
    p.syncEverybody();
    CHECK_FALSE(starts(p.one));
    p.attest(p.one, Meaning::Read, p.warning, asRead());
    p.set(p.two, p.planned, visit::state, visit::State::EnRoute);
    CHECK(p.kept(p.two) == 1);
    CHECK(p.lastReason() == kNoOfficer);
    must(p.one.sync(p.hub));
    CHECK(must(p.hub.core.registers.display(p.planned))
              ->read(visit::state.wire())
              .shown()
              .front()
              .value == schema::valueOf(visit::State::Ready));
}

TEST_CASE("who goes on a visit is not put in another's place once it is said")
{
    VisitPanel p;
    p.set(p.one, p.second, officer::staff, RecordId::from(p.coordinator.view()));
    CHECK(p.kept(p.one) == 1);
    CHECK(p.lastReason() == "It changes what is written once.");
    p.syncEverybody();
    const auto form = must(p.two.replica->display(p.second));
    REQUIRE(form.read(officer::staff.wire()).shown().size() == 1);
    CHECK(form.read(officer::staff.wire()).shown().front().value.asRef() ==
          RecordId::from(p.goer.view()));
}

TEST_CASE("a run in a colleague's name is taken from nobody but them")
{
    VisitPanel p;
    auto& strands = p.two.replica->strands();
    const auto strand = Panel::strandOf(strands, p.caseId, Compartment::Visit);
    const auto theirs = must(p.two.replica->log().chainOf(strand, p.one.replica->author().actor));
    Envelope envelope;
    envelope.records.push_back(p.planned);
    envelope.ops.push_back({0, 0, visit::address.wire(), {}, {}});
    const auto change = must(
        makeChange(strand.id, p.one.replica->author().actor, theirs.heldCtr + 1, theirs.heldHead,
                   envelope, {Payload{encodeValue(Value::text("9 High Row")), {}}}, Salt{}));
    const auto run = VerifiedRun::sign(change, p.two.replica->author().key);
    wire::FrameWriter out;
    out.put(wire::FrameType::Hello, wire::encodeMessage(wire::Hello{}));
    out.put(wire::FrameType::Run, encodeRun(0, strand.id, true, p.one.replica->author().actor,
                                            theirs.heldCtr + 1, {change.encoded}, run.signature()));
    const auto before = p.fates(p.one, Compartment::Visit);
    (void)p.hub.sync(p.two.deviceKey.publicKey(), out.take());
    CHECK(p.fates(p.one, Compartment::Visit) == before);
    CHECK(must(hub::quarantineList(p.hub.core)).empty());
    const auto form = *must(p.hub.core.registers.display(p.planned));
    const auto stands = form.read(visit::address.wire());
    REQUIRE(stands.shown().size() == 1);
    CHECK(stands.shown().front().value.asText() == "4 Low Row");
}

TEST_CASE("a program that asks no law changes no colour without the panel, nor in half a word")
{
    VisitPanel p;
    namespace file = schema::casefile;
    const auto record = must(p.one.replica->lists().cases()).front().record.id;
    const auto isKept = [&](SmallTablet& tablet, std::string_view why) {
        CHECK(p.kept(tablet) == 1);
        CHECK(p.lastReason() == why);
        CHECK(
            must(p.hub.core.registers.display(record))->read(file::colour.wire()).shown().empty());
    };
    const auto whole = [&](SmallTablet& tablet, schema::Colour colour) {
        p.write(tablet, Compartment::Core,
                {p.over(tablet, record, file::colour, colour),
                 p.over(tablet, record, file::colourReason, std::string("Seen with the group.")),
                 p.over(tablet, record, file::colourReviewDue, schema::Day{20'600})});
    };
    whole(p.one, schema::Colour::Red);
    isKept(p.one, "It changes what the panel decides.");
    p.set(p.two, record, file::colour, schema::Colour::Green);
    isKept(p.two, "It lacks what has to be said with it.");
    whole(p.two, schema::Colour::Green);
    CHECK(p.kept(p.two) == 0);
    p.syncEverybody();
    REQUIRE(must(p.one.replica->display(record)).read(file::colour.wire()).shown().size() == 1);
}
