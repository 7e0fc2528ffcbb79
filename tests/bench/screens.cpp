// Figures of the screen: from the passphrase to the first frame, opening a case, and searching, on
// a tablet with 200 cases and 50,000 entries. Prints one line of JSON.
#include "tests/qml/hands.h"

#include <nlohmann/json.hpp>

#include <cstdio>

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr int kCases = 200;
constexpr int kNotes = 244;
constexpr int kPeople = 5; ///< a case, who with its notes and the case itself are 250 entries
constexpr int kTimes = 100;
using Steady = std::chrono::steady_clock;

double since(Steady::time_point start)
{
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

double p95(std::vector<double> all)
{
    std::ranges::sort(all);
    return all[all.size() * 95 / 100];
}
} // namespace

TEST_CASE("the figures of the screen are printed")
{
    OfficeDay day(seedOfThisRun());
    day.fill(kCases, kNotes, kPeople);
    {
        ScreenTablet first(day, day.idva, access::Role::Idva);
        first.unlock();
        first.settle();
        Hands hands(day, first);
        day.setRoad(Road::Closed);
        auto& app = hands.app();
        models::SecretEntry entry;
        for (const char c : std::string_view(ScreenTablet::kPassphrase))
            entry.press(QString(QChar(c)));
        auto start = Steady::now();
        app.unlock()->submit(&entry);
        REQUIRE(hands.tablet.until([&] { return app.today()->ready(); }));
        hands.draw();
        const auto frame = since(start);
        hands.tablet.settle();

        // Words of many notes, a name, one with a slip, and a number: each is found and marked.
        constexpr std::array kSearches{"entry %1 lock", "wren ashdown", "linnea garsid",
                                       "caloway",       "07700900415",  "14 march 1988"};
        std::vector<double> opened, searched;
        for (int i = 0; i < kTimes; ++i) {
            const auto ref = QStringLiteral("DM-25-%1").arg(1000 + i * kCases / kTimes);
            start = Steady::now();
            app.cases()->select(ref);
            REQUIRE(hands.tablet.until([&] { return app.caseView()->hasCase(); }));
            opened.push_back(since(start));
            const auto words =
                QString::fromLatin1(kSearches[static_cast<std::size_t>(i) % kSearches.size()]);
            app.search()->setText({});
            REQUIRE(hands.tablet.until([&] { return app.search()->answered(); }));
            start = Steady::now();
            app.search()->setText(words.contains("%1") ? words.arg(i) : words);
            REQUIRE(hands.tablet.until([&] { return app.search()->answered(); }));
            searched.push_back(since(start));
            REQUIRE(app.search()->list("results")->count() > 0);
        }
        const auto figure = [](double ms, int goalMs) {
            return nlohmann::json{{"ms", ms}, {"goal_ms", goalMs}};
        };
        const nlohmann::json figures{{"bench", "screens"},
                                     {"cases", kCases},
                                     {"entries", kCases * (kNotes + kPeople + 1)},
                                     {"first_frame", figure(frame, 1500)},
                                     {"case_open_p95", figure(p95(opened), 100)},
                                     {"search_p95", figure(p95(searched), 30)}};
        std::printf("%s\n", figures.dump().c_str());
    }
}
