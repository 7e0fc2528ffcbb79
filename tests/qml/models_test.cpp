// What each page's model does with what is typed, chosen and dismissed, without its page.
#include "client/models/message_bar.h"
#include "client/models/secret_entry.h"
#include "client/models/secret_words.h"
#include "tests/qml/office_day.h"

#include <QtTest/QSignalSpy>

using namespace lapwing;
using namespace lapwing::test;
using namespace lapwing::models;

namespace {
struct AdvisersApp {
    OfficeDay day{seedOfThisRun()};
    ScreenTablet tablet{day, day.idva, access::Role::Idva};
    App& app;
    AdvisersApp() : app((tablet.unlock(), *tablet.app)) { tablet.settle(); }
};
} // namespace

TEST_CASE("a message stays until it is dismissed, and a notice asks for its form once")
{
    Messages messages;
    std::vector<std::string> opened;
    messages.openForm = [&](const screens::FormAsk& ask) { opened.push_back(ask.plan); };
    messages.tell(fail(ErrorCode::Rejected, "Nothing was saved."));
    CHECK(messages.view().isProblem);
    messages.say("Saved.");
    CHECK_FALSE(messages.view().isProblem);
    messages.offer("This is a repeat.", {.plan = "repeat_referral", .caseRef = "DM", .about = {}});
    CHECK(messages.view().noticeAction == "Refer it again");
    messages.dismiss();
    CHECK(messages.view().text.isEmpty());
    CHECK(messages.view().notice == "This is a repeat.");
    messages.takeNoticeAction();
    messages.takeNoticeAction();
    CHECK(opened == std::vector<std::string>{"repeat_referral"});
    CHECK(messages.view().notice.isEmpty());
    messages.offer("Asks for nothing.", {});
    CHECK(messages.view().noticeAction.isEmpty());
    messages.clear();
    CHECK(messages.view().notice.isEmpty());
}

TEST_CASE("what is typed in secret is counted by characters, erased by them, and taken once")
{
    SecretEntry entry;
    CHECK(entry.strengthText().isEmpty());
    for (const auto* key : {"c", "é", "€", "\n", "x"}) entry.press(key);
    CHECK(entry.length() == 4); // no control character
    CHECK(entry.echo() == QString(4, QChar(0x2022)));
    entry.erase();
    entry.erase();
    CHECK(entry.length() == 2);
    CHECK(entry.strengthText() == "Too easy to guess: it will not be taken");
    const auto taken = entry.take();
    CHECK(textOf(taken.view()) == "cé");
    CHECK(entry.length() == 0);
    entry.erase(); // nothing is left, and nothing goes wrong
    CHECK(entry.take().view().empty());
    for (int i = 0; i < 1000; ++i) entry.press("w");
    CHECK(entry.length() == 256); // whatever is held down
}

TEST_CASE("words that were made are drawn, and told only when they are asked for")
{
    SecretWords words;
    words.make();
    CHECK(words.shown());
    CHECK(words.aloud().isEmpty());
    words.say();
    CHECK(words.aloud().split(' ').size() == 5);
    words.make(); // others, which nobody has asked to hear
    CHECK(words.aloud().isEmpty());
    words.clear();
    words.say();
    CHECK(words.aloud().isEmpty());
    CHECK(words.implicitHeight() == 0);
}

TEST_CASE_FIXTURE(AdvisersApp,
                  "the list of cases narrows by words and panel, and says why it is empty")
{
    auto& cases = *app.cases();
    cases.refresh();
    REQUIRE(tablet.until([&] { return cases.list("list")->rowCount({}) == 1; }));
    CHECK(cases.emptyText().isEmpty());
    CHECK(cases.list("panels")->rowCount({}) == 0); // one panel: nothing to choose between
    cases.setFilterText("dm-26");
    CHECK(cases.list("list")->rowCount({}) == 1);
    cases.setFilterText("no such name");
    CHECK(cases.list("list")->rowCount({}) == 0);
    CHECK(cases.emptyText() == "No case has that. Change the words or the panel.");
    cases.setFilterText({});
    cases.filterPanel("iom");
    CHECK(cases.list("list")->rowCount({}) == 0);
    cases.filterPanel({});
    CHECK(cases.list("list")->rowCount({}) == 1);
    cases.clear();
    CHECK(cases.list("list")->rowCount({}) == 0);
}

TEST_CASE_FIXTURE(AdvisersApp, "a search says what it does: too short, under way, found, nothing")
{
    auto& search = *app.search();
    CHECK(search.statusText().startsWith("Type a name"));
    search.setText("l");
    CHECK(search.statusText().startsWith("Type a name"));
    search.setText("lock");
    CHECK(search.statusText() == "Searching…");
    REQUIRE(tablet.until([&] { return search.answered(); }));
    CHECK(search.list("results")->rowCount({}) > 0);
    CHECK(search.statusText().endsWith(" found"));
    search.setText("qqqqq");
    REQUIRE(tablet.until([&] { return search.answered(); }));
    CHECK(search.statusText() == "Nothing on this tablet has all those words.");
    search.setText({});
    CHECK(search.list("results")->rowCount({}) == 0);
}

TEST_CASE_FIXTURE(AdvisersApp,
                  "settings stay within their limits and are read again as they were set")
{
    auto& settings = *app.settings();
    settings.setTextScale(500);
    CHECK(settings.textScale() == 200);
    settings.setTextScale(1);
    CHECK(settings.textScale() == 100);
    settings.setLockMinutes(90);
    CHECK(settings.lockMinutes() == 5);
    settings.setTheme("dark");
    settings.setLeftHanded(true);
    settings.setReduceMotion(true);
    settings.setTextScale(150);
    tablet.settle();
    const QSignalSpy read(&settings, &Settings::changed);
    settings.refresh();
    REQUIRE(tablet.until([&] { return read.count() > 0; }));
    CHECK(settings.textScale() == 150);
    CHECK(settings.lockMinutes() == 5);
    CHECK(settings.theme() == "dark");
    CHECK(settings.leftHanded());
    CHECK(settings.reduceMotion());
    CHECK(settings.list("about")->rowCount({}) > 0);
    settings.clear();
    CHECK(settings.list("about")->rowCount({}) == 0);
}
