// A statement about a value does not pass to another value: by form, command line, decision and
// merge alike.
#include "client/work/casework.h"
#include "shared/schema/bound.h"
#include "shared/schema/json.h"
#include "tests/support/two_tablets.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::work;

namespace {
struct BoundWorld : TwoTablets {
    Casework mine{*one.replica, clock};
    Casework theirs{*two.replica, clock};

    BoundWorld() : TwoTablets(23)
    {
        hub.assign(caseId, idva, kMarac);
        syncAll();
    }
};

Result<SaveAnswer> set(Casework& work, const RecordId& record,
                       const std::vector<std::string>& typed, const std::string& why = {})
{
    LAPWING_ASSIGN(const auto editing, work.edit(must(work.find(record.hex()))));
    std::vector<FieldEntry> entries;
    for (const auto& text : typed) entries.push_back(must(parseEntry(text)));
    return work.save(editing, entries, why);
}

/// What is shown, all versions parted by bars; "-" for nothing or emptied.
std::string shown(Casework& work, const RecordId& record, std::string_view name)
{
    for (const auto& field : must(work.read(must(work.find(record.hex())))).fields) {
        if (field.field->name != name) continue;
        std::vector<std::string> all;
        for (const auto& version : field.versions)
            all.push_back(schema::valueText(*field.field, version.value));
        if (field.versions.empty())
            for (const auto& value : field.values)
                all.push_back(schema::valueText(*field.field, value));
        for (const auto& key : field.members) all.push_back(schema::keyText(*field.field, key));
        std::ranges::sort(all);
        std::string text;
        for (const auto& one : all) text += (text.empty() ? "" : "|") + one;
        return text.empty() ? "-" : text;
    }
    return "-";
}

const ConflictView* checkOf(const std::vector<ConflictView>& checks, std::string_view field)
{
    const auto at = std::ranges::find_if(
        checks, [&](const ConflictView& v) { return v.field && v.field->name == field; });
    return at == checks.end() ? nullptr : &*at;
}
} // namespace

TEST_CASE("a new number is called safe by nobody, whatever was said of the old one meanwhile")
{
    for (const std::string before : {"", "safe", "unknown", "unsafe"})
        for (const bool hersFirst : {true, false}) {
            CAPTURE(before);
            CAPTURE(hersFirst);
            BoundWorld w;
            if (!before.empty()) must(set(w.mine, w.phone, {"safe=" + before}));
            w.syncAll();
            // He rings the old number and is told that it is safe while she writes down a new one.
            must(set(w.mine, w.phone, {"value=07700 900111"}));
            must(set(w.theirs, w.phone, {"safe=unsafe"}));
            must(set(w.theirs, w.phone, {"safe=safe"}, "Spoke to them on it today"));
            if (hersFirst) must(w.one.sync(w.hub));
            must(w.two.sync(w.hub));
            w.syncAll();
            for (auto* work : {&w.mine, &w.theirs}) {
                CHECK(shown(*work, w.phone, "value") == "07700 900111");
                const auto expected = before == "unsafe" ? "safe|unsafe" : "safe|unknown";
                CHECK(shown(*work, w.phone, "safe") == expected);
                const auto checks = must(work->checks());
                CHECK(checkOf(checks, "safe") != nullptr);
            }
            CHECK(w.one.canonical() == w.two.canonical());
        }
}

TEST_CASE("a number that is changed keeps nothing that was said of the one before")
{
    BoundWorld w;
    must(set(w.mine, w.phone,
             {"safe=safe", "leave_message=yes", "withheld_number_required=no",
              "say_we_are=The dentist", "who_may_answer=A sister", "best_times=mon_morning",
              "never_times=fri_evening", "verified_at=2026-01-31T09:30:00Z",
              "verified_by=00000000000000aa", "note=Rings twice"}));
    must(set(w.mine, w.phone, {"value=07700 900222"}));
    CHECK(shown(w.mine, w.phone, "safe") == "unknown");
    CHECK(shown(w.mine, w.phone, "leave_message") == "unknown");
    CHECK(shown(w.mine, w.phone, "withheld_number_required") == "unknown");
    for (const auto* name : {"say_we_are", "who_may_answer", "best_times", "never_times",
                             "verified_at", "verified_by"})
        CHECK(shown(w.mine, w.phone, name) == "-");
    CHECK(shown(w.mine, w.phone, "note") == "Rings twice");
}

TEST_CASE("a word that is more careful than unknown stands for the new number, too")
{
    BoundWorld w;
    must(set(w.mine, w.phone, {"safe=unsafe", "leave_message=no", "withheld_number_required=yes"}));
    must(set(w.mine, w.phone, {"value=07700 900222"}));
    CHECK(shown(w.mine, w.phone, "safe") == "unsafe");
    CHECK(shown(w.mine, w.phone, "leave_message") == "no");
    CHECK(shown(w.mine, w.phone, "withheld_number_required") == "yes");
}

TEST_CASE("an address that is changed is not approved, nor known to be unknown to anybody")
{
    for (const std::string change : {"lines=2 New Road", "postcode=SE15 4QY"}) {
        BoundWorld w;
        const auto home = w.hub.addRecord(w.caseId, "address", "lines", Value::text("1 Old Road"));
        w.syncAll();
        must(set(w.mine, home, {"kind=home", "known_to_perpetrator=no", "licence_approved=yes"}));
        must(set(w.mine, home, {change}));
        CHECK(shown(w.mine, home, "kind") == "-");
        CHECK(shown(w.mine, home, "known_to_perpetrator") == "unknown");
        CHECK(shown(w.mine, home, "licence_approved") == "unknown");
    }
}

TEST_CASE("an answer given together with a new number counts, though it equals what stood")
{
    BoundWorld w;
    must(set(w.mine, w.phone, {"safe=safe", "say_we_are=The dentist", "best_times=mon_morning"}));
    must(set(w.mine, w.phone,
             {"value=07700 900222", "safe=safe", "say_we_are=The dentist",
              "best_times=mon_morning,tue_morning"}));
    CHECK(shown(w.mine, w.phone, "safe") == "safe");
    CHECK(shown(w.mine, w.phone, "say_we_are") == "The dentist");
    CHECK(shown(w.mine, w.phone, "best_times") == "mon_morning|tue_morning");
    CHECK(must(set(w.mine, w.phone, {"safe=safe"})).saved.dots.empty());
}

TEST_CASE("a best time that is added for the old number while it is changed is asked about")
{
    BoundWorld w;
    must(set(w.mine, w.phone, {"value=07700 900222"}));
    must(set(w.theirs, w.phone, {"best_times+=mon_evening"}));
    w.syncAll();
    const auto checks = must(w.mine.checks());
    const auto* check = checkOf(checks, "best_times");
    REQUIRE(check != nullptr);
    CHECK(schema::keyText(*check->field, check->check.key) == "mon_evening");
}

TEST_CASE("a number typed while a statement is in question leaves the question open")
{
    BoundWorld w;
    must(set(w.mine, w.phone, {"safe=safe"}));
    must(set(w.theirs, w.phone, {"safe=unsafe"}));
    w.syncAll();
    must(set(w.mine, w.phone, {"value=07700 900222"}));
    CHECK(shown(w.mine, w.phone, "safe") == "safe|unsafe");
    w.syncAll();
    CHECK(shown(w.theirs, w.phone, "safe") == "safe|unsafe");
}

TEST_CASE("no number is called safe while there are two, but either may be called unsafe")
{
    BoundWorld w;
    must(set(w.mine, w.phone, {"value=07700 900111"}));
    must(set(w.theirs, w.phone, {"value=07700 900222"}));
    w.syncAll();
    const auto refused = set(w.theirs, w.phone, {"safe=safe"}, "Rang them");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().text().find("more than one version") != std::string::npos);
    CHECK(set(w.theirs, w.phone, {"safe=unsafe"}, "He has the telephone").ok());
}

TEST_CASE("deciding for one of two numbers decides what was said of it, whoever said more")
{
    for (const bool inOneSave : {true, false})
        for (const bool keepsMine : {true, false}) {
            CAPTURE(inOneSave);
            CAPTURE(keepsMine);
            BoundWorld w;
            must(set(w.mine, w.phone, {"safe=unknown"}));
            w.syncAll();
            if (inOneSave) {
                must(set(w.mine, w.phone, {"value=07700 900111", "safe=safe"}));
                must(set(w.theirs, w.phone,
                         {"value=07700 900222", "safe=unsafe", "say_we_are=The dentist"}));
            } else {
                must(set(w.mine, w.phone, {"value=07700 900111"}));
                must(set(w.mine, w.phone, {"safe=safe"}));
                must(set(w.theirs, w.phone, {"value=07700 900222"}));
                must(set(w.theirs, w.phone, {"safe=unsafe", "say_we_are=The dentist"}));
            }
            w.syncAll();
            const auto checks = must(w.theirs.checks());
            const auto* check = checkOf(checks, "value");
            REQUIRE(check != nullptr);
            REQUIRE(check->versions.size() == 2);
            const auto wanted = keepsMine ? "07700 900111" : "07700 900222";
            const std::size_t number = check->versions[0].value.asText() == wanted ? 1 : 2;
            must(w.theirs.keep(check->check.id, number, "Rang them"));
            w.syncAll();
            for (auto* work : {&w.mine, &w.theirs}) {
                CHECK(shown(*work, w.phone, "value") == wanted);
                CHECK(shown(*work, w.phone, "safe") == (keepsMine ? "safe" : "unsafe"));
                CHECK(shown(*work, w.phone, "say_we_are") == (keepsMine ? "-" : "The dentist"));
                CHECK(must(work->checks()).empty());
            }
        }
}

TEST_CASE("deciding for a number that nobody gave takes over nothing that was said")
{
    BoundWorld w;
    must(set(w.mine, w.phone, {"value=07700 900111", "safe=safe"}));
    must(set(w.theirs, w.phone, {"value=07700 900222", "safe=safe"}));
    w.syncAll();
    const auto checks = must(w.theirs.checks());
    const auto* check = checkOf(checks, "value");
    REQUIRE(check != nullptr);
    must(w.theirs.replace(check->check.id, "07700 900333", "Both were wrong"));
    CHECK(shown(w.theirs, w.phone, "value") == "07700 900333");
    CHECK(shown(w.theirs, w.phone, "safe") == "unknown");
}

TEST_CASE("taking a save back leaves what a colleague wrote meanwhile as a check")
{
    BoundWorld w;
    must(set(w.mine, w.action, {"status=agreed"}));
    w.syncAll();
    const auto open = must(w.mine.edit(must(w.mine.find(w.action.hex()))));
    must(set(w.theirs, w.action, {"status=in_progress", "evidence=He had a knife"}));
    w.syncAll();
    std::vector<FieldEntry> entries{must(parseEntry("status=completed")),
                                    must(parseEntry("evidence=Locksmith booked"))};
    const auto done = must(w.mine.save(open, entries, {}));
    REQUIRE(done.back.has_value());
    must(w.mine.takeBack(*done.back));
    w.syncAll();
    for (auto* work : {&w.mine, &w.theirs}) {
        CHECK(shown(*work, w.action, "evidence").find("He had a knife") != std::string::npos);
        CHECK(shown(*work, w.action, "status") == "agreed|in_progress");
        const auto checks = must(work->checks());
        CHECK(checks.size() == 2);
        for (const auto& check : checks)
            for (const auto& version : check.versions) CHECK(version.why.empty());
    }
}

TEST_CASE("a save that met nothing is taken back whole, and what it said of its own with it")
{
    BoundWorld w;
    must(set(w.mine, w.phone, {"safe=safe", "say_we_are=The dentist", "best_times=mon_morning"}));
    const auto done = must(set(w.mine, w.phone, {"value=07700 900222"}));
    CHECK(shown(w.mine, w.phone, "safe") == "unknown");
    REQUIRE(done.back.has_value());
    must(w.mine.takeBack(*done.back));
    CHECK(shown(w.mine, w.phone, "value") == "020 7946 0001");
    CHECK(shown(w.mine, w.phone, "safe") == "safe");
    CHECK(shown(w.mine, w.phone, "say_we_are") == "The dentist");
    CHECK(shown(w.mine, w.phone, "best_times") == "mon_morning");
    CHECK(must(w.mine.checks()).empty());
}

TEST_CASE("a new record and a decision cannot be taken back by writing one value")
{
    BoundWorld w;
    const auto editing = must(w.mine.begin("DA-1", "action"));
    const std::vector<FieldEntry> entries{must(parseEntry("text=Ring"))};
    CHECK_FALSE(must(w.mine.save(editing, entries, {})).back.has_value());
    must(set(w.mine, w.action, {"status=agreed"}));
    must(set(w.theirs, w.action, {"status=in_progress"}));
    w.syncAll();
    CHECK_FALSE(must(set(w.theirs, w.action, {"status=completed"}, "asked")).back.has_value());
}
