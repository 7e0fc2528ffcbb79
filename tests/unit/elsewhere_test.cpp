// The blind check: a tablet learns that somebody has a person of its own, and nothing else.
#include "server-stub/service/blind_check.h"

#include "client/work/person_work.h"
#include "server-stub/service/exclusion.h"
#include "server-stub/service/people_list.h"
#include "server-stub/service/redact.h"
#include "sync/store/elsewhere.h"
#include "tests/support/small_world.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;
using schema::Compartment;

namespace {
constexpr auto kParts = {Compartment::Visit, Compartment::Core, Compartment::Safety};
constexpr auto kWithCare = {Compartment::Visit, Compartment::Core, Compartment::Safety,
                            Compartment::Care};
const std::vector<std::string> kUna = {"legal_name=Una Hale", "dob=1988-03-04"};

struct Desk {
    PersonId who;
    SmallTablet tablet;
    Casework work;
    PersonWork people{work};

    Desk(SmallHub& hub, const PersonId& staff, Random& random, const Clock& clock)
        : who(staff), tablet(hub, staff, random, clock), work(*tablet.replica, clock)
    {
        must(tablet.replica->state().putActor(tablet.replica->author().actor,
                                              {tablet.actorKey.publicKey(), staff}));
    }
    RecordKey add(std::string_view ref, const std::vector<std::string>& typed)
    {
        const auto editing = must(work.begin(ref, "person"));
        std::vector<FieldEntry> entries;
        for (const auto& text : typed) entries.push_back(must(parseEntry(text)));
        return must(work.save({must(work.typed(editing, entries, {}))})).saved.record;
    }
    void set(const RecordKey& record, const std::string& typed)
    {
        const std::vector entries{must(parseEntry(typed))};
        must(work.save(must(work.edit(record)), entries, "told so"));
    }
};

/// Two workers of one panel, a case each.
struct ElsewhereWorld {
    explicit ElsewhereWorld(schema::Panel other = schema::Panel::DaMarac,
                   const access::HeldRoles& otherRole = access::Role::Idva)
        : second(hub.addCase("DA-2", "Case two", other)),
          theirs(hub, hub.addStaff("Mal Poe", otherRole), random, clock)
    {
        clock.wall = 1'830'000'000'000;
        hub.assign(first, mine.who, kParts);
        hub.assign(second, theirs.who, kParts);
        rounds();
    }
    void rounds()
    {
        for (auto* desk : {&mine, &theirs, &mine, &theirs}) must(desk->tablet.sync(hub));
    }
    bool isTold(const RecordKey& person) { return must(mine.people.isElsewhere(person)); }

    SeededRandom random{77};
    HandClock clock;
    SmallHub hub{random, clock};
    CaseId first = hub.addCase("DA-1", "Case one");
    CaseId second;
    PersonId coordinator = hub.addStaff("Ben Hart", access::Role::MaracCoordinator);
    Desk mine{hub, hub.addStaff("Amara Ode", access::Role::Idva), random, clock};
    Desk theirs;
};

void decide(ElsewhereWorld& w, bool same)
{
    const auto list = must(hub::peopleList(w.hub.core));
    REQUIRE(list.size() == 1);
    const auto pair = *hub::PairName::fromHex(list[0]["pair"].get<std::string>());
    must(hub::decidePair(w.hub.core, {pair, same, w.coordinator, "Asked both"}));
}

template <typename Run>
auto inOne(SmallHub& hub, Run run)
{
    auto transaction = must(store::Transaction::begin(hub.db));
    auto answer = run();
    must(transaction.commit());
    return answer;
}
} // namespace

TEST_CASE("who somebody else has too is told as that and no more, until a coordinator settled it")
{
    for (const bool same : {true, false}) {
        ElsewhereWorld w;
        const auto una = w.mine.add("DA-1", kUna);
        const auto ed = w.mine.add("DA-1", {"legal_name=Ed Hale", "dob=1980-01-01"});
        w.rounds();
        CHECK_FALSE(w.isTold(una));
        const auto also = w.theirs.add("DA-2", {"legal_name=Hale, Una", "dob=1988-03-04"});
        w.rounds();
        CHECK(w.isTold(una));
        CHECK_FALSE(w.isTold(ed));
        CHECK(must(w.theirs.people.isElsewhere(also)));
        w.rounds();
        CHECK(w.isTold(una));
        CHECK(must(store::SameWords(w.mine.tablet.db).all()).empty());
        decide(w, same); // asked once, and told away once it is answered
        w.rounds();
        CHECK_FALSE(w.isTold(una));
        CHECK_FALSE(must(w.theirs.people.isElsewhere(also)));
    }
}

TEST_CASE("it goes when the other record is another person's, removed, or taken out for good")
{
    ElsewhereWorld w;
    const auto una = w.mine.add("DA-1", kUna);
    const auto also = w.theirs.add("DA-2", kUna);
    w.rounds();
    REQUIRE(w.isTold(una));
    w.theirs.set(also, "dob=1990-10-10");
    w.rounds();
    CHECK_FALSE(w.isTold(una));
    w.theirs.set(also, "dob=1988-03-04");
    w.rounds();
    CHECK(w.isTold(una));
    must(w.theirs.work.retire(also, "Entered in error"));
    w.rounds();
    CHECK_FALSE(w.isTold(una));
    must(w.theirs.work.restore(also, "It was right"));
    w.rounds();
    CHECK(w.isTold(una));
    const auto officer = w.hub.addStaff("Ivo Lund", access::Role::IgOfficer);
    must(inOne(w.hub, [&] {
        return hub::redact(w.hub.core, {also.id.hex(), "DA-2", "", officer, "Not ours to hold"});
    }));
    w.rounds();
    CHECK_FALSE(w.isTold(una));
}

TEST_CASE("it is told of no case that the reader has, and goes with their own case")
{
    ElsewhereWorld w;
    const auto una = w.mine.add("DA-1", kUna);
    w.theirs.add("DA-2", kUna);
    w.rounds();
    REQUIRE(w.isTold(una));
    w.hub.assign(w.second, w.mine.who, {Compartment::Core}); // a part that tells of nobody
    w.rounds();
    CHECK_FALSE(w.isTold(una));
    w.hub.unassign(w.second, w.mine.who);
    w.rounds();
    CHECK(w.isTold(una));
    w.hub.unassign(w.first, w.mine.who);
    w.rounds();
    CHECK_FALSE(w.isTold(una));
    CHECK(must(store::Elsewhere(w.mine.tablet.db).of(una.scope)).empty());
}

TEST_CASE("a named exclusion on either case silences it for everybody, and ends with it")
{
    for (const bool isMine : {true, false}) {
        ElsewhereWorld w;
        const auto una = w.mine.add("DA-1", kUna);
        w.theirs.add("DA-2", kUna);
        w.rounds();
        REQUIRE(w.isTold(una));
        // Of the other case the reader is excluded; of their own, somebody else.
        const hub::Exclusion never{isMine ? w.theirs.who : w.mine.who,
                                   isMine ? w.first : w.second,
                                   {},
                                   w.coordinator,
                                   "A relative",
                                   0};
        must(inOne(w.hub, [&] { return hub::exclude(w.hub.core, never); }));
        w.rounds();
        CHECK_FALSE(w.isTold(una));
        CHECK(must(store::Elsewhere(w.theirs.tablet.db).of(Scope::ofCase(w.second))).empty());
        must(inOne(w.hub, [&] { return hub::endExclusion(w.hub.core, never); }));
        w.rounds();
        CHECK(w.isTold(una));
    }
}

TEST_CASE("nobody is told because of another panel's case, whatever roles they hold")
{
    ElsewhereWorld w(schema::Panel::Iom, access::Role::IomOfficer);
    const auto him = w.mine.add("DA-1", kUna);
    const auto also = w.theirs.add("DA-2", kUna);
    w.rounds();
    CHECK_FALSE(w.isTold(him));
    CHECK_FALSE(must(w.theirs.people.isElsewhere(also)));
    REQUIRE(must(hub::peopleList(w.hub.core)).size() == 1); // a coordinator sees it
}

TEST_CASE("a number of a part is answered only to who has that part of their own case")
{
    for (const bool hasCare : {true, false}) {
        ElsewhereWorld w(schema::Panel::DaMarac, access::Role::MaracCoordinator);
        w.hub.assign(w.second, w.theirs.who, kWithCare);
        if (hasCare) w.hub.assign(w.first, w.mine.who, kWithCare);
        w.rounds();
        const auto writer = w.hub.addStaff("Lea Park", access::Role::MaracCoordinator);
        Desk desk(w.hub, writer, w.random, w.clock);
        w.hub.assign(w.first, writer, kWithCare);
        must(desk.tablet.sync(w.hub));
        const auto una = desk.add("DA-1", {"legal_name=Una Hale", "nhs_no=9434765919"});
        must(desk.tablet.sync(w.hub));
        w.rounds();
        w.theirs.add("DA-2", {"legal_name=U. Brown", "nhs_no=943 476 5919"});
        w.rounds();
        CHECK(w.isTold(una) == hasCare);
    }
}

TEST_CASE("a likeness, a number to ring or an address is never told")
{
    ElsewhereWorld w;
    const auto una = w.mine.add("DA-1", kUna);
    const auto nameOnly = w.mine.add("DA-1", {"legal_name=Mo Stone"});
    w.theirs.add("DA-2", {"legal_name=Una Hail", "dob=1988-03-04"});
    w.theirs.add("DA-2", {"legal_name=Mo Stone"});
    w.rounds();
    CHECK_FALSE(w.isTold(una));
    CHECK_FALSE(w.isTold(nameOnly));
    CHECK(must(hub::peopleList(w.hub.core)).size() == 2);
}

TEST_CASE("what is told changes one byte of the answer and no length")
{
    ElsewhereWorld with;
    ElsewhereWorld without;
    for (auto* w : {&with, &without}) {
        w->mine.add("DA-1", kUna);
        w->mine.add("DA-1", {"legal_name=Ed Hale", "dob=1980-01-01"});
        w->rounds();
        const char* day = w == &with ? "dob=1988-03-04" : "dob=1988-03-05";
        w->theirs.add("DA-2", {"legal_name=Una Hale", day});
        w->rounds();
        // The hub forgets whom it told what, as at a start: everything is told again.
        w->hub.core.elsewhereTold.clear();
        w->hub.core.idle.clear();
    }
    const auto messages = [](ElsewhereWorld& w) {
        const auto device = must(w.hub.core.registry.devicesOf(w.mine.who)).front();
        std::vector<Bytes> all;
        for (const auto& message : must(hub::BlindCheck(w.hub.core).of(device)))
            all.push_back(wire::encodeMessage(message));
        return all;
    };
    const auto told = messages(with);
    const auto untold = messages(without);
    REQUIRE(told.size() == 1);
    REQUIRE(untold.size() == 1);
    REQUIRE(told[0].size() == untold[0].size());
    std::size_t differ = 0;
    for (std::size_t i = 0; i < told[0].size(); ++i)
        if (told[0][i] != untold[0][i]) ++differ;
    CHECK(differ == 1);
    // Nor is there anything else in the tablet's store that the other world's has not.
    CHECK(must(store::Elsewhere(with.mine.tablet.db).of(Scope::ofCase(with.first))).size() == 1);
    CHECK(must(with.mine.tablet.replica->strands().strands()).size() ==
          must(without.mine.tablet.replica->strands().strands()).size());
}

TEST_CASE("nobody asks after more than so many in a day, nor with one record; each asking is told")
{
    ElsewhereWorld w;
    using hub::BlindCheck;
    std::string names = "aliases=";
    for (std::size_t i = 0; i <= BlindCheck::kCluesOfPersonMax; ++i)
        names += "Una" + std::to_string(i) + ", ";
    w.theirs.add("DA-2", kUna);
    const std::vector<std::string> wim{"legal_name=Wim Tor", "dob=1950-05-05"};
    w.theirs.add("DA-2", wim);
    const auto crowd = w.mine.add("DA-1", {"legal_name=Una Hale", "dob=1988-03-04", names});
    w.rounds();
    CHECK_FALSE(w.isTold(crowd));
    std::vector<RecordKey> guesses;
    for (int day = 1; day <= 28; ++day)
        for (const char* month : {"02", "03", "04", "05"}) {
            const auto birth =
                std::string("dob=1978-") + month + (day < 10 ? "-0" : "-") + std::to_string(day);
            const std::string name(1, static_cast<char>('a' + guesses.size() % 26));
            const std::string other(1, static_cast<char>('a' + guesses.size() / 26));
            guesses.push_back(w.mine.add("DA-1", {"legal_name=Qu" + name + other + "sar", birth}));
        }
    must(w.mine.tablet.sync(w.hub));
    guesses.push_back(w.mine.add("DA-1", wim)); // over what they may ask after today
    must(w.mine.tablet.sync(w.hub));
    CHECK_FALSE(w.isTold(guesses.back()));
    const auto now = w.clock.wall;
    const auto asked = [&] { return must(w.hub.core.clues.askedSince(w.mine.who, now - 1)); };
    CHECK(asked() == BlindCheck::kAskedADay);
    w.clock.wall += 25ull * 60 * 60 * 1000;
    w.rounds();
    CHECK(asked() > BlindCheck::kAskedADay);
    CHECK(w.isTold(guesses.back()));
}

TEST_CASE("an answer lost, a hub started again and one put back from a backup leave it right")
{
    ElsewhereWorld w;
    const auto una = w.mine.add("DA-1", kUna);
    w.rounds();
    w.theirs.add("DA-2", kUna);
    must(w.theirs.tablet.sync(w.hub));
    auto& tablet = w.mine.tablet;
    ClientRound lost(*tablet.replica, w.hub.core.keys.root, tablet.digestKey.view(),
                     deviceOf(tablet.deviceKey.publicKey()));
    must(w.hub.sync(tablet.deviceKey.publicKey(), must(lost.request())));
    w.rounds();
    CHECK(w.isTold(una));
    w.hub.core.elsewhereTold.clear();
    w.hub.core.idle.clear();
    w.hub.core.areCluesDue = true;
    w.rounds();
    CHECK(w.isTold(una));
    // The backup is of before the other's: what comes back is compared again.
    for (const auto* table : {"person_clue", "clue_asked", "clue_due"})
        must(w.hub.db.exec(std::string("DELETE FROM ") + table));
    must(w.hub.db.exec("DELETE FROM setting WHERE name='clues_filled'"));
    w.hub.core.areCluesDue = true; // as of every hub that starts
    w.hub.beginAnew();
    w.rounds();
    w.rounds();
    CHECK(w.isTold(una));
}
