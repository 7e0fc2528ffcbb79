// What a person types finds whoever is on the tablet, however it was spelt, and nobody else. The
// pairs of search_pairs.tsv were written by somebody who had not read the folding.
#include "shared/base/civil.h"
#include "shared/schema/text.h"
#include "shared/search/marks.h"
#include "shared/search/query.h"
#include "shared/search/similar.h"
#include "tests/support/files.h"
#include "tests/support/small_world.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <sstream>

using namespace lapwing;
using namespace lapwing::test;
using schema::Compartment;

namespace {
/// Where each kind of thing is kept.
struct Place {
    std::string_view kind, type, field;
};
constexpr Place kPlaces[] = {
    {"name", "person", "legal_name"},
    {"alias", "person", "aliases"},
    {"phone", "contact_point", "value"},
    {"email", "contact_point", "value"},
    {"address", "address", "lines"},
    {"postcode", "address", "postcode"},
    {"dob", "person", "dob"},
    {"nhs", "person", "nhs_no"},
    {"pnc", "person", "pnc_id"},
    {"crn", "person", "crn"},
    {"custody", "person", "custody_no"},
    {"ref", "case", "ref"},
    {"note", "chronology", "text"},
};
constexpr auto kEverything = {Compartment::Visit, Compartment::Core,    Compartment::Safety,
                              Compartment::Care,  Compartment::Offence, Compartment::Intel};

struct Pair {
    std::string kind, stored, typed;
    bool found = false;
    std::size_t line = 0;
};

std::vector<Pair> pairsIn(const std::string& path)
{
    std::istringstream text(readFile(path));
    std::vector<Pair> pairs;
    std::size_t number = 0;
    for (std::string line; std::getline(text, line);) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        std::istringstream columns(line);
        Pair pair;
        std::string found;
        REQUIRE(std::getline(columns, pair.kind, '\t'));
        REQUIRE(std::getline(columns, pair.stored, '\t'));
        REQUIRE(std::getline(columns, pair.typed, '\t'));
        REQUIRE(std::getline(columns, found, '\t'));
        REQUIRE((found == "yes" || found == "no"));
        pair.found = found == "yes";
        pair.line = number;
        pairs.push_back(pair);
    }
    return pairs;
}

/// What a pair is stored in: a record, or for a reference its case.
struct Held {
    Scope scope;
    std::optional<RecordId> id;
};

/// One tablet that reads all of a case, and a case of its own for each reference.
struct World {
    SeededRandom random{71};
    HandClock clock;
    SmallHub hub{random, clock};
    CaseId caseId = hub.addCase("XX-1", "Xyz");
    PersonId ben = hub.addStaff("Zzz", access::Role::MaracCoordinator);
    std::map<std::pair<std::string, std::string>, Held> held;

    Held hold(const std::string& kind, const std::string& stored)
    {
        const auto* place = std::ranges::find(kPlaces, kind, &Place::kind);
        REQUIRE_MESSAGE(place != std::end(kPlaces), kind);
        if (kind == "ref") {
            const auto id = hub.addCase(stored, "Xyz");
            hub.assign(id, ben, kEverything);
            return {Scope::ofCase(id), std::nullopt};
        }
        const auto value = kind == "dob" ? Value::day(parseDay(stored).value())
                                         : Value::text(must(schema::normaliseText(stored)));
        return {Scope::ofCase(caseId), hub.addRecord(caseId, place->type, place->field, value)};
    }
};

bool hasHit(const std::vector<store::Hit>& hits, const Held& held, bool similar = false)
{
    return std::ranges::any_of(hits, [&](const auto& hit) {
        return hit.similar == similar && hit.record.scope == held.scope &&
               (!held.id || hit.record.id == *held.id);
    });
}
} // namespace

TEST_CASE("everybody on the tablet is found by any spelling, and nobody else is")
{
    const auto pairs = pairsIn(LAPWING_SOURCE_DIR "/tests/unit/search_pairs.tsv");
    REQUIRE(pairs.size() >= 300);
    World w;
    for (const auto& pair : pairs)
        if (const auto place = std::pair(pair.kind, pair.stored); !w.held.contains(place))
            w.held.emplace(place, w.hold(pair.kind, pair.stored));
    w.hub.assign(w.caseId, w.ben, kEverything);
    SmallTablet tablet(w.hub, w.ben, w.random, w.clock);
    must(tablet.sync(w.hub));
    for (const auto& pair : pairs) {
        const auto hits = must(tablet.replica->search().find(pair.typed, 1000));
        const bool found = hasHit(hits, w.held.at({pair.kind, pair.stored}));
        CHECK_MESSAGE(found == pair.found, "line ", pair.line, ": ", pair.typed, " for ",
                      pair.stored, ", ", pair.kind);
    }
}

TEST_CASE("words in two parts of one record find it together, while both parts are held")
{
    World w;
    const auto held = w.hold("note", "Quarry gate");
    const auto note = held.id.value();
    w.hub.assign(w.caseId, w.ben, kEverything);
    SmallTablet tablet(w.hub, w.ben, w.random, w.clock);
    must(tablet.sync(w.hub));
    must(tablet.set(note, "safety_text", Value::text("Lantern in the window")));
    CHECK(hasHit(must(tablet.replica->search().find("lantern quarry", 10)), held));
    CHECK_FALSE(hasHit(must(tablet.replica->search().find("lantern hill", 10)), held));
    w.hub.unassign(w.caseId, w.ben);
    w.hub.assign(w.caseId, w.ben, {Compartment::Visit, Compartment::Core});
    must(tablet.sync(w.hub));
    must(tablet.sync(w.hub));
    CHECK(hasHit(must(tablet.replica->search().find("quarry", 10)), held));
    CHECK(must(tablet.replica->search().find("lantern", 10)).empty());
}

TEST_CASE("a search without a word, or with too many, is refused with a sentence")
{
    World w;
    SmallTablet tablet(w.hub, w.ben, w.random, w.clock);
    for (const std::string typed : {"", "  ", "\"*", "-'"}) {
        const auto found = tablet.replica->search().find(typed, 10);
        REQUIRE_FALSE(found.ok());
        CHECK(found.error().code == ErrorCode::Rejected);
        CHECK_FALSE(found.error().message.empty());
    }
    std::string many;
    for (int i = 0; i < 17; ++i) many += "word" + std::string(1, static_cast<char>('a' + i)) + " ";
    CHECK_FALSE(tablet.replica->search().find(many, 10).ok());
    CHECK_FALSE(tablet.replica->search().find(std::string(300, 'a'), 10).ok());
    CHECK(must(tablet.replica->search().find("\"*) OR wordb", 10)).empty());
}

TEST_CASE("a person is found before a hundred newer notes that name them, and a case before those")
{
    World w;
    const auto person = w.hold("name", "Marek Ostrowski");
    const auto file = w.hold("ref", "Ostrowski-7");
    std::vector<Held> notes;
    for (int i = 0; i < 120; ++i)
        notes.push_back(w.hold("note", "Ostrowski rang " + std::to_string(i)));
    w.hub.assign(w.caseId, w.ben, kEverything);
    SmallTablet tablet(w.hub, w.ben, w.random, w.clock);
    must(tablet.sync(w.hub));
    const auto hits = must(tablet.replica->search().find("ostrowski", 100));
    REQUIRE(hits.size() == 100);
    CHECK(hasHit({hits[0]}, person));
    CHECK(hasHit({hits[1]}, file));
    CHECK_FALSE(hits[2].similar);
}

TEST_CASE("one letter wrong, missing, too many or changed round still finds a person, marked so")
{
    World w;
    const auto held = w.hold("name", "Katherine Wójcik");
    const auto alias = w.hold("alias", "Thornycroft");
    const auto note = w.hold("note", "Katherine was seen");
    const auto other = w.hold("name", "Kathryn Mills");
    w.hub.assign(w.caseId, w.ben, kEverything);
    SmallTablet tablet(w.hub, w.ben, w.random, w.clock);
    must(tablet.sync(w.hub));
    const auto find = [&](std::string_view typed) {
        return must(tablet.replica->search().find(typed, 50));
    };
    for (const auto* typed : {"catherine", "katherin", "kathherine", "kahterine", "Katharine",
                              "wojcyk katherine", "katherine wojick"})
        CHECK_MESSAGE(hasHit(find(typed), held, std::string_view(typed) != "katherin"), typed);
    CHECK(hasHit(find("thornicroft"), alias, true));
    CHECK(hasHit(find("katherine"), held));
    CHECK_FALSE(hasHit(find("katherine"), held, true));       // said once
    CHECK_FALSE(hasHit(find("catherine"), note, true));       // people only
    CHECK_FALSE(hasHit(find("katherine"), other, true));      // two slips away
    CHECK_FALSE(hasHit(find("catherine smith"), held, true)); // every word counts
    CHECK(find("mils").empty()); // four letters: too many names are one slip away
    must(tablet.set(*held.id, "legal_name", Value::text("Anna Nowak")));
    CHECK(find("catherine").empty());
}

TEST_CASE("a name in one script is found when it is typed in another, and is marked as similar")
{
    const auto pairs = pairsIn(LAPWING_SOURCE_DIR "/tests/unit/other_letters.tsv");
    REQUIRE(pairs.size() >= 60);
    World w;
    for (const auto& pair : pairs)
        if (const auto place = std::pair(pair.kind, pair.stored); !w.held.contains(place))
            w.held.emplace(place, w.hold(pair.kind, pair.stored));
    const auto note = w.hold("note", "محمد");
    w.hub.assign(w.caseId, w.ben, kEverything);
    SmallTablet tablet(w.hub, w.ben, w.random, w.clock);
    must(tablet.sync(w.hub));
    const auto find = [&](std::string_view typed) {
        return must(tablet.replica->search().find(typed, 1000));
    };
    for (const auto& pair : pairs) {
        const auto& held = w.held.at({pair.kind, pair.stored});
        CHECK_MESSAGE(hasHit(find(pair.typed), held, true) == pair.found, "line ", pair.line, ": ",
                      pair.typed, " for ", pair.stored);
        CHECK_FALSE(hasHit(find(pair.typed), held)); // never among those of the words themselves
    }
    CHECK_FALSE(hasHit(find("Mohammed"), note, true)); // people only
}

TEST_CASE("what a slip is")
{
    using search::isOneSlipAway;
    CHECK(isOneSlipAway("fatima", "fatimah"));
    CHECK(isOneSlipAway("fatimah", "fatima"));
    CHECK(isOneSlipAway("xatima", "fatima"));
    CHECK(isOneSlipAway("aftima", "fatima"));
    CHECK(isOneSlipAway("fatiam", "fatima"));
    CHECK(isOneSlipAway("юлия", "юлея"));
    CHECK(isOneSlipAway("a", ""));
    CHECK_FALSE(isOneSlipAway("fatima", "fatima"));
    CHECK_FALSE(isOneSlipAway("", ""));
    CHECK_FALSE(isOneSlipAway("fatima", "fatma a"));
    CHECK_FALSE(isOneSlipAway("fatima", "aftmia"));
    CHECK_FALSE(isOneSlipAway("fatima", "fati"));
    CHECK_FALSE(isOneSlipAway("abcd", "badc"));
}

namespace {
const schema::Field& fieldOf(std::string_view kind)
{
    const auto* place = std::ranges::find(kPlaces, kind, &Place::kind);
    const auto* field = schema::findType(place->type)->find(place->field);
    REQUIRE(field);
    return *field;
}

/// What is marked of a text, each word in brackets.
std::string marked(std::string_view kind, const std::string& stored, std::string_view typed)
{
    static search::OtherLetters letters;
    const std::vector<std::string> expressions{must(search::queryOf(typed))};
    search::Marker marker(expressions, letters);
    auto text = stored;
    auto marks = marker.marksIn(fieldOf(kind), stored);
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        text.insert(mark->from + mark->size, "]");
        text.insert(mark->from, "[");
    }
    return text;
}
} // namespace

TEST_CASE("in whatever is found something is marked, by the fold that found it")
{
    for (const auto& pair : pairsIn(LAPWING_SOURCE_DIR "/tests/unit/search_pairs.tsv")) {
        if (!pair.found || pair.kind == "dob") continue;
        const auto text = marked(pair.kind, pair.stored, pair.typed);
        CHECK_MESSAGE(text != pair.stored, "line ", pair.line, ": ", pair.typed, " in ",
                      pair.stored);
    }
    search::OtherLetters letters;
    const std::vector<std::string> expressions{must(search::queryOf("14 March 1988"))};
    const search::Marker day(expressions, letters);
    CHECK(day.isDay(*parseDay("1988-03-14")));
    CHECK_FALSE(day.isDay(*parseDay("1988-03-15")));
}

TEST_CASE("words are marked whole, and no other words")
{
    CHECK(marked("name", "Łukasz Nowak", "lukasz") == "[Łukasz] Nowak");
    CHECK(marked("name", "Łukasz Nowak", "luk") == "[Łukasz] Nowak");
    CHECK(marked("name", "Siobhan O'Brien", "obrien") == "Siobhan [O'Brien]");
    CHECK(marked("name", "Siobhan O’Brien", "brien") == "Siobhan [O’Brien]");
    CHECK(marked("name", "Callum Mc Donald", "mcdonald") == "Callum [Mc Donald]");
    CHECK(marked("name", "Callum Mc Donald", "mc") == "Callum [Mc] Donald");
    CHECK(marked("name", "Callum McDonald", "Mc Donald") == "Callum [McDonald]");
    CHECK(marked("name", "محمّد علي", "محمد") == "[محمّد] علي");
    CHECK(marked("name", "पूर्या, प्रिया", "प्रिया") == "पूर्या, [प्रिया]");
    CHECK(marked("postcode", "SE15 4QX", "se154qx") == "[SE15 4QX]");
    CHECK(marked("phone", "07700 900123 (mum)", "+447700900123") == "[07700 900123] (mum)");
    CHECK(marked("phone", "07700 900123 (mum)", "900123") == "[07700 900123] (mum)");
    CHECK(marked("note", "A new lock, «locked» twice.", "lock") ==
          "A new [lock], «[locked]» twice.");
    CHECK(marked("note", "The clock and the <b>lock</b>", "lock") ==
          "The clock and the <b>[lock]</b>");
    CHECK(marked("note", "any one of them", "anyone") == "any one of them"); // as it is not found
    CHECK(marked("note", "Nothing of it \xC5", "lock") == "Nothing of it \xC5");
}

TEST_CASE("a slip, and a name in another script, are marked where they are only similar")
{
    World w;
    w.hold("name", "Katarzyna Wójcik");
    w.hold("name", "Ольга Петрова");
    w.hub.assign(w.caseId, w.ben, kEverything);
    SmallTablet tablet(w.hub, w.ben, w.random, w.clock);
    must(tablet.sync(w.hub));
    const auto count = [&](const char* typed, const char* text, bool similar) {
        auto markers = must(tablet.replica->search().markers(typed));
        return (similar ? markers.similar : markers.exact).marksIn(fieldOf("name"), text).size();
    };
    CHECK(count("Katarzina", "Katarzyna Wójcik", true) == 1);
    CHECK(count("Katarzina", "Katarzyna Wójcik", false) == 0);
    CHECK(count("olga", "Ольга Петрова", true) == 1);
    CHECK(count("olga", "Ольга Петрова", false) == 0);
}
