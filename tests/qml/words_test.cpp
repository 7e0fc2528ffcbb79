// What the screens say of dates, and how a date is typed.
#include "client/screens/plain_words.h"
#include "shared/base/civil.h"

#include <doctest/doctest.h>

using namespace lapwing;
using namespace lapwing::screens;

namespace {
constexpr rules::Date kToday{std::chrono::year(2026), std::chrono::June, std::chrono::day(9)};

QString due(const char* day) { return dueOf(parseDay(day), false, kToday).text; }
} // namespace

TEST_CASE("every choice reads as words, and as what it means where it is asked")
{
    const auto said = [](std::string_view type, std::string_view field, std::string_view word) {
        return choiceText(*schema::findType(type)->find(field), word);
    };
    CHECK(said("visit", "outcome", "aborted_unsafe") == "Left early: not safe");
    CHECK(said("visit", "outcome", "moved") == "Has moved away");
    CHECK(said("case", "removal_reason", "moved") == "Moved");
    CHECK(said("incident", "kind", "honour_based_abuse") == "Honour-based abuse");
    CHECK(said("chronology", "kind", "contact") == "Contact");
    CHECK(said("visit", "conditions_to_check", "contact") == "No contact with");
    CHECK(said("contact_point", "never_times", "sat_morning") == "Saturday morning");
    int choices = 0;
    for (const auto& type : schema::types())
        for (const auto& field : type.fields) {
            if (!field.vocabulary) continue;
            for (const auto& code : field.vocabulary->codes) {
                const auto words = choiceText(field, code.name);
                CAPTURE(words.toStdString());
                CHECK_FALSE(words.contains('_'));
                CHECK_FALSE(words[0].isLower());
                for (const auto* broken : {" based ", "Anti ", "Self ", "Non ", "third", "Ex "})
                    CHECK_FALSE(words.contains(broken));
                ++choices;
            }
        }
    CHECK(choices > 300);
}

TEST_CASE("a date that is near is told by its day as well")
{
    CHECK(due("2026-06-07") == "Due 7 June, 2 days late");
    CHECK(due("2026-06-08") == "Due 8 June, 1 day late");
    CHECK(due("2026-06-09") == "Due today, 9 June");
    CHECK(due("2026-06-10") == "Due tomorrow, 10 June");
    CHECK(due("2026-06-16") == "Due 16 June");
    CHECK(due("2027-01-02") == "Due 2 January 2027");
    CHECK(due("") == "No date");
}

TEST_CASE("a date is typed field by field, in any order, and nothing typed is lost")
{
    for (const auto* text : {"9/6/2026", "9/06/2026", "9//", "/6/", "//2026", "x/6/2026"}) {
        CAPTURE(text);
        CHECK(DayFields::of(text, false).joined(false) == text);
    }
    for (const auto* text : {"9/6/2026 10:30", "9// ", "// 10:30", "9/6/2026 half past"}) {
        CAPTURE(text);
        CHECK(DayFields::of(text, true).joined(true) == text);
    }
    for (const auto* text : {"9 June 2026", "2026-06-09", "9.6.2026"})
        CHECK(DayFields::of(text, false).joined(false) == "9/6/2026");
    CHECK(DayFields::of("9 June 2026 10:30", true).joined(true) == "9/6/2026 10:30");
    CHECK(DayFields{}.joined(true).empty());
}

TEST_CASE("what is wrong with a date is said of the part that lacks")
{
    const auto problem = [](const char* text) {
        return DayFields::of(text, false).problem("When");
    };
    CHECK(problem("9/6/2026").isEmpty());
    CHECK(problem("9//2026") == "When must include a month");
    CHECK(problem("//2026") == "When must include a day and a month");
    CHECK(problem("31/6/2026") == "When must be a day that there is, like 9 6 2026");
}

TEST_CASE("what a contact point's value is called goes by its kind")
{
    CHECK(contactLabel("mobile") == "Mobile number");
    CHECK(contactLabel("email") == "Email address");
    CHECK(contactLabel("letter") == "Postal address");
    CHECK(contactLabel("") == "Number or address");
    CHECK(contactLabel("pigeon") == "Number or address");
}
