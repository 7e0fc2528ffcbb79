// Every register that a law reads, with two versions: no law answers less carefully than the more
// dangerous of them alone. What a law reads, it lists; one that reads more than its list fails
// here.
#include "shared/domain/action.h"
#include "shared/domain/address.h"
#include "shared/domain/casefile.h"
#include "shared/domain/contact.h"
#include "shared/domain/marker.h"
#include "shared/domain/referral.h"
#include "shared/schema/incident_fields.h"
#include "shared/schema/referral_fields.h"
#include "tests/support/domain_scene.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::domain;
using namespace lapwing::test;

namespace {
/// One register of a law: what is added around it, a value that lets the law rest and one that
/// does not.
struct Case {
    sc::Field field;
    Value rests, minds;
    std::vector<std::pair<sc::Field, Value>> beside{};
    Bytes key{};
    bool onlyTogether = false; ///< either value rests alone; it is their difference that minds
};

template <class T>
Case of(const sc::Handle<T>& field, const T& rests, const T& minds,
        std::vector<std::pair<sc::Field, Value>> beside = {})
{
    return {field.field, sc::valueOf(rests), sc::valueOf(minds), std::move(beside), {}, false};
}
template <class T>
std::pair<sc::Field, Value> is(const sc::Handle<T>& field, const T& value)
{
    return {field.field, sc::valueOf(value)};
}

/// A law that answers true when it minds.
struct Law {
    const char* name;
    std::uint16_t type;
    std::vector<sc::Field> reads;
    std::function<bool(const Facts&)> minds;
    std::vector<Case> cases;
    std::optional<RecordId> harms{}; ///< who harms, in every case that is not about that
};

void put(Facts& facts, const sc::Field& field, const Bytes& key, const Value& value)
{
    facts.add(field.wire(), key, {value, idOf<PersonId>(1)});
}

const auto kVictim = idOf<RecordId>(31), kOther = idOf<RecordId>(32), kHim = idOf<RecordId>(33);

Facts with(const Law& law, const Case& one, std::vector<Value> versions)
{
    Facts facts(idOf<RecordId>(1), law.type);
    // Where it is the question whether he is named, somebody else is: a side that names nobody
    // asks.
    if (law.harms)
        put(facts, sc::referral::perpetrators.field,
            sc::keyOf(one.key.empty() ? *law.harms : kOther), Value::integer(1));
    for (const auto& [field, value] : one.beside) put(facts, field, {}, value);
    for (const auto& value : versions) put(facts, one.field, one.key, value);
    return facts;
}

sc::Day day(int year, unsigned month)
{
    using namespace std::chrono;
    return {rules::dayOf(std::chrono::year(year) / month / 1)};
}

Facts heardReferral()
{
    Facts facts(idOf<RecordId>(2), sc::referral::type.number);
    namespace r = sc::referral;
    put(facts, r::submittedOn.field, {}, sc::valueOf(day(2026, 1)));
    put(facts, r::state.field, {}, sc::valueOf(r::State::Accepted));
    put(facts, r::victim.field, {}, sc::valueOf(kVictim));
    put(facts, r::perpetrators.field, sc::keyOf(kHim), Value::integer(1));
    return facts;
}

bool promptsFor(const Facts& incident, const Facts& referral, rules::RepeatAnchor anchor)
{
    return repeatOf(incident, {&referral, 1}, {}, rules::dateOf(day(2026, 6).days),
                    {.anchor = anchor})
        .has_value();
}

Facts harmOf(const RecordId& victim)
{
    Facts facts(idOf<RecordId>(3), sc::incident::type.number);
    namespace i = sc::incident;
    put(facts, i::occurredOn.field, {}, sc::valueOf(day(2026, 5)));
    put(facts, i::victim.field, {}, sc::valueOf(victim));
    put(facts, i::perpetrators.field, sc::keyOf(kHim), Value::integer(1));
    return facts;
}

Case together(Case one)
{
    one.onlyTogether = true;
    return one;
}
Case member(Case one, const RecordId& key)
{
    one.key = sc::keyOf(key);
    return one;
}

template <std::size_t N>
std::vector<sc::Field> listOf(const std::array<sc::Field, N>& fields)
{
    return {fields.begin(), fields.end()};
}
std::vector<sc::Field> listOf(std::span<const sc::Field> fields)
{
    return {fields.begin(), fields.end()};
}

Law markerLaw()
{
    namespace m = sc::marker;
    using enum sc::MarkerCode;
    return {"a marker alerts",
            m::type.number,
            listOf(kMarkerReads),
            [](const Facts& f) { return !isEnded(f) && interrupts(f); },
            {of(m::code, STRG, RVHR), of(m::confidentialCode, STRG, AV2S),
             of(m::alertOnOpen, sc::YesNo::No, sc::YesNo::Yes, {is(m::code, STRG)}),
             of(m::state, m::State::Ended, m::State::Active, {is(m::code, RVHR)})}};
}

Law contactLaw()
{
    namespace c = sc::contact;
    const auto number = is(c::value, std::string("07700 900001"));
    const auto safe = is(c::safe, c::Safe::Safe);
    const auto yes = is(c::leaveMessage, sc::Permission::Yes);
    return {"no message is left",
            c::type.number,
            listOf(kContactReads),
            [](const Facts& f) { return !mayLeaveMessage(f); },
            {of(c::safe, c::Safe::Safe, c::Safe::Unknown, {number, yes}),
             of(c::leaveMessage, sc::Permission::Yes, sc::Permission::Unknown, {number, safe}),
             together(of(c::value, std::string("07700 900001"), std::string("07700 900002"),
                         {safe, yes})),
             together(of(c::person, kVictim, kOther, {number, safe, yes}))}};
}

Law addressLaw()
{
    namespace a = sc::address;
    const auto lines = is(a::lines, std::string("4 Low Row"));
    const auto hidden = is(a::knownToPerpetrator, sc::YesNoUnknown::No);
    const auto ordinary = is(a::sensitivity, a::Sensitivity::Ordinary);
    const auto approved = is(a::licenceApproved, sc::Permission::Yes);
    return {
        "an address is minded",
        a::type.number,
        listOf(kAddressReads),
        [](const Facts& f) {
            return !isUnknownToWhoHarms(f) || !isApprovedForLicence(f) || isGuarded(f);
        },
        {together(of(a::lines, std::string("4 Low Row"), std::string("9 High Row"),
                     {hidden, ordinary, approved})),
         together(of(a::postcode, std::string("TM1 1AA"), std::string("TM1 1AB"),
                     {lines, hidden, ordinary, approved})),
         of(a::knownToPerpetrator, sc::YesNoUnknown::No, sc::YesNoUnknown::Yes,
            {lines, ordinary, approved}),
         of(a::licenceApproved, sc::Permission::Yes, sc::Permission::No, {lines, hidden, ordinary}),
         of(a::sensitivity, a::Sensitivity::Ordinary, a::Sensitivity::Secret,
            {lines, hidden, approved})}};
}

Law restrictionLaw()
{
    Case one{sc::casefile::restrictions.field,
             Value::integer(0),
             Value::integer(1),
             {},
             sc::keyOf(sc::casefile::Restriction::DoNotVisit),
             false};
    return {"a case is restricted",
            sc::casefile::type.number,
            listOf(kCasefileReads),
            [](const Facts& f) { return !restrictionsOf(f).empty(); },
            {one}};
}

Law referralLaw()
{
    namespace r = sc::referral;
    const auto when = is(r::submittedOn, day(2026, 1));
    const auto whom = is(r::victim, kVictim);
    return {
        "a referral makes an incident a repeat",
        r::type.number,
        listOf(referralReads()),
        [](const Facts& f) {
            return promptsFor(harmOf(kVictim), f, rules::RepeatAnchor::LastMeeting);
        },
        {of(r::state, r::State::Rejected, r::State::Accepted, {when, whom}),
         of(r::submittedOn, day(2020, 1), day(2026, 1), {whom}),
         of(r::heardOn, day(2020, 1), day(2026, 2), {is(r::submittedOn, day(2019, 1)), whom}),
         of(r::victim, kOther, kVictim, {when}),
         member({r::perpetrators.field, Value::integer(0), Value::integer(1), {when, whom}}, kHim)},
        kHim};
}

Law incidentLaw()
{
    namespace i = sc::incident;
    const auto when = is(i::occurredOn, day(2026, 5));
    const auto whom = is(i::victim, kVictim);
    return {"an incident is a repeat",
            i::type.number,
            listOf(incidentReads()),
            [](const Facts& f) {
                return promptsFor(f, heardReferral(), rules::RepeatAnchor::LastReferral);
            },
            {of(i::occurredOn, day(2028, 1), day(2026, 5), {whom}),
             of(i::disclosedOn, day(2028, 1), day(2026, 5), {whom}),
             of(i::victim, kOther, kVictim, {when})}};
}

std::vector<Law> laws()
{
    return {markerLaw(),      contactLaw(),  addressLaw(),
            restrictionLaw(), referralLaw(), incidentLaw()};
}
} // namespace

TEST_CASE("a law with two versions before it is as careful as with the more dangerous alone")
{
    for (const auto& law : laws()) {
        INFO(law.name);
        for (const auto& one : law.cases) {
            CAPTURE(std::string(one.field.name));
            CHECK_FALSE(law.minds(with(law, one, {one.rests})));
            CHECK(law.minds(with(law, one, {one.minds})) == !one.onlyTogether);
            CHECK(law.minds(with(law, one, {one.rests, one.minds})));
            CHECK(law.minds(with(law, one, {one.minds, one.rests})));
            CHECK(law.minds(with(law, one, {one.minds, one.minds})) == !one.onlyTogether);
        }
    }
}

TEST_CASE("a version that cannot be read here lets no warning rest")
{
    for (const auto& law : {markerLaw(), contactLaw(), addressLaw(), restrictionLaw()}) {
        INFO(law.name);
        for (const auto& one : law.cases) {
            CAPTURE(std::string(one.field.name));
            auto facts = with(law, one, {one.rests});
            facts.add(one.field.wire(), one.key, {Value::cleared(), idOf<PersonId>(2), false});
            CHECK(law.minds(facts));
        }
    }
}

TEST_CASE("every restriction that some version has stands, and is a danger but for the post")
{
    using enum sc::casefile::Restriction;
    Facts file(idOf<RecordId>(1), sc::casefile::type.number);
    const auto unknown = static_cast<sc::casefile::Restriction>(999);
    for (const auto restriction : {DoNotVisit, SameSexStaffOnly, unknown}) {
        const auto key = sc::keyOf(restriction);
        put(file, sc::casefile::restrictions.field, key, Value::integer(0));
        put(file, sc::casefile::restrictions.field, key, Value::integer(1));
        CHECK(isDanger(restriction));
    }
    CHECK(restrictionsOf(file) == std::vector{DoNotVisit, SameSexStaffOnly, unknown});
    CHECK_FALSE(isDanger(NoPost));
}

TEST_CASE("a law reads the fields of its list, and no other")
{
    for (const auto& law : laws()) {
        INFO(law.name);
        std::set<std::uint32_t> listed, read;
        for (const auto& field : law.reads) listed.insert(field.wire());
        for (const auto& one : law.cases) {
            CHECK(listed.contains(one.field.wire()));
            for (auto value : {one.rests, one.minds}) {
                auto facts = with(law, one, {value});
                facts.watch(read);
                (void)law.minds(facts);
            }
        }
        CHECK(read == listed);
    }
}

TEST_CASE("every field of a law's list is tried with two versions, or named here with the reason")
{
    // Both of these only make a prompt sooner or later; who harms is never taken from one version.
    const std::set<std::uint32_t> kUnions{sc::incident::perpetrators.wire(),
                                          sc::incident::criminal.wire()};
    for (const auto& law : laws()) {
        INFO(law.name);
        for (const auto& field : law.reads) {
            CAPTURE(std::string(field.name));
            const bool tried = std::ranges::any_of(
                law.cases, [&](const Case& one) { return one.field.number == field.number; });
            CHECK((tried || kUnions.contains(field.wire())));
        }
    }
}

namespace {
/// What the visit's own laws read of it and of its officers, gathered while they answer.
std::set<std::uint32_t>
readOf(const std::function<void(PlannedVisit&, std::set<std::uint32_t>&)>& watch)
{
    std::set<std::uint32_t> read;
    PlannedVisit scene;
    watch(scene, read);
    const auto of = scene.now();
    (void)startBlock(of, scene.amara);
    (void)mayBeOn(of, scene.carol);
    (void)officersOf(of);
    (void)isOver(of.visit);
    (void)isPlanned(of.visit);
    return read;
}
std::set<std::uint32_t> wires(std::span<const sc::Field> fields)
{
    std::set<std::uint32_t> found;
    for (const auto& field : fields) found.insert(field.wire());
    return found;
}
} // namespace

TEST_CASE("the laws of a visit read the fields of their lists, and no other")
{
    CHECK(readOf([](PlannedVisit& s, auto& read) { s.at(s.visit).watch(read); }) ==
          wires(visitReads()));
    auto officers = wires(officerReads());
    officers.insert(sc::visit_officer::visit.wire()); // by which they are found
    CHECK(readOf([](PlannedVisit& s, auto& read) { s.at(s.lead).watch(read); }) == officers);
}

TEST_CASE("with two versions of who goes, each may be on the visit and neither acts for it")
{
    for (const bool first : {true, false}) {
        PlannedVisit scene;
        namespace o = sc::visit_officer;
        scene.put(scene.lead, o::staff, staffOf(first ? scene.amara : scene.mallory), scene.carol);
        scene.also(scene.lead, o::staff, staffOf(first ? scene.mallory : scene.amara), scene.carol);
        for (const auto& person : {scene.amara, scene.mallory}) {
            CHECK(mayBeOn(scene.now(), person));
            CHECK_FALSE(isOn(scene.now(), person));
            CHECK(startBlock(scene.now(), person) == StartBlock::NotOnIt);
        }
    }
}

TEST_CASE("with two versions of whether an officer stood down, they may be on it and do not act")
{
    for (const bool first : {true, false}) {
        PlannedVisit scene;
        using enum sc::Permission;
        scene.put(scene.lead, sc::visit_officer::stoodDown, first ? Yes : No, scene.carol);
        scene.also(scene.lead, sc::visit_officer::stoodDown, first ? No : Yes, scene.carol);
        CHECK(mayBeOn(scene.now(), scene.amara));
        CHECK_FALSE(isOn(scene.now(), scene.amara));
    }
}

TEST_CASE("with two versions of a visit's state, one end is enough to stop a start")
{
    using enum sc::visit::State;
    for (const auto end : {SafeOut, Recorded, Resolved, Aborted})
        for (const bool first : {true, false}) {
            PlannedVisit scene;
            scene.set(first ? end : Ready);
            scene.also(scene.visit, sc::visit::state, first ? Ready : end, scene.ben);
            CHECK(startBlock(scene.now(), scene.amara) == StartBlock::Over);
        }
}

TEST_CASE("a second version of anything that a marker shows asks each officer to read it again")
{
    namespace m = sc::marker;
    for (const auto* field : {&m::code.field, &m::severity.field, &m::state.field,
                              &m::alertOnOpen.field, &m::note.field}) {
        CAPTURE(std::string(field->name));
        PlannedVisit scene;
        const auto marker = scene.marker(sc::MarkerCode::WRSM);
        scene.attest(sc::attestation::Meaning::Read, marker, scene.visit,
                     markerAsRead(scene.at(marker)), scene.amara);
        REQUIRE(hasRead(scene.now(), scene.at(marker), scene.amara));
        scene.at(marker).add(field->wire(), {},
                             {Value::cleared(), scene.ben, true, {idOf<ActorId>(8), 1}});
        CHECK_FALSE(hasRead(scene.now(), scene.at(marker), scene.amara));
    }
}
