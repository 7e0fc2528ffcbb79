// What opens and shuts a tablet, by touch: tries, PIN, duress, lease, passphrase, and the lock.
#include "tests/qml/hands.h"

#include "client/vault/pin_lock.h"
#include "client/vault/try_count.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {
constexpr const char* kPin = "271828";
constexpr const char* kDuressPin = "314159";
constexpr const char* kFresh = "ember otter quarry violin seven";

/// Types it and waits for the answer, whatever that is.
void trySecret(Hands& hands, const QString& secret)
{
    const bool isPin = hands.app().unlock()->asksPin(); // the sixth digit is its own button
    hands.type("secret", secret);
    if (!isPin) hands.tap("unlockButton");
    REQUIRE(hands.tablet.until(
        [&] { return hands.app().lock()->state() != models::Lock::State::Unlocking; }));
}

/// The count is read again after a try.
void expectTries(Hands& hands, const QString& words)
{
    auto& unlock = *hands.app().unlock();
    const bool said = hands.tablet.until([&] { return unlock.view().triesText.startsWith(words); });
    INFO(unlock.view().triesText.toStdString());
    CHECK(said);
}

void lock(Hands& hands)
{
    hands.app().lock()->close();
    REQUIRE(hands.app().page() == models::PageId::Unlock);
}

void setPins(Hands& hands, const QString& pin, const QString& duress)
{
    hands.goTo("settings");
    hands.tap("openKeys");
    hands.at("keys");
    hands.type("pin", pin);
    hands.type("pinAgain", pin);
    if (!duress.isEmpty()) {
        hands.type("duress", duress);
        hands.type("duressAgain", duress);
    }
    hands.tap("setPin");
    INFO(hands.app().keys()->view().pinProblem.toStdString());
    REQUIRE(hands.tablet.until([&] { return hands.app().keys()->view().hasPin; }));
    CHECK(hands.app().keys()->view().pinProblem.isEmpty());
}

void atDay(Hands& hands)
{
    REQUIRE(hands.tablet.until([&] {
        return hands.app().lock()->state() == models::Lock::State::Open &&
               hands.app().today()->ready();
    }));
    hands.tablet.settle();
}
} // namespace

TEST_CASE("each wrong passphrase tells how many are left; the tenth erases, and says what is safe")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    auto& unlock = *hands.app().unlock();
    CHECK(unlock.view().triesText.isEmpty());
    for (unsigned left = kTriesMax - 1; left > 0; --left) {
        trySecret(hands, QStringLiteral("not the words %1").arg(left));
        CAPTURE(left);
        CHECK(unlock.problem().contains("your work is safe"));
        expectTries(hands, QString::number(left) + (left == 1 ? " try" : " tries"));
        CHECK(unlock.view().triesText.contains("Only the office can open"));
    }
    trySecret(hands, "not the words 5"); // for the second time
    CHECK(unlock.problem().contains("not counted again"));
    expectTries(hands, "1 try");
    // Before a try, too, when the app has been started anew.
    Hands fresh(day, hands.tablet);
    expectTries(fresh, "1 try");
    CHECK(fresh.shows("triesLeft"));
    trySecret(hands, "not the words");
    REQUIRE(hands.tablet.until([&] { return unlock.erased(); }));
    CHECK_FALSE(hands.shows("secret"));
    CHECK(hands.spoken().contains("Nobody can open this tablet any more"));
    const auto shown = hands.shown();
    CHECK(shown.contains("Only the office can open them"));
    CHECK(shown.contains("Take this tablet to the office"));
    // So it is after a restart, too.
    Hands again(day, hands.tablet);
    REQUIRE(again.tablet.until([&] { return again.app().unlock()->erased(); }));
    CHECK_FALSE(again.shows("unlockButton"));
}

TEST_CASE("a PIN set in Settings opens the locked tablet, until a restart")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    CHECK_FALSE(hands.app().unlock()->asksPin());
    hands.unlock();
    setPins(hands, kPin, {});
    hands.told("set a PIN");
    lock(hands);
    REQUIRE(hands.tablet.until([&] { return hands.app().unlock()->asksPin(); }));
    for (const char c : std::string_view(kPin)) hands.tap(QStringLiteral("digit_") + c);
    REQUIRE(hands.tablet.until(
        [&] { return hands.app().lock()->state() == models::Lock::State::Open; }));
    hands.at("keys"); // the same place
    hands.told("unlock with the PIN");
    lock(hands);
    hands.tap("otherSecret");
    hands.unlock();
    lock(hands);
    hands.tablet.settle();
    hands.tablet.ring.restart();
    Hands restarted(day, hands.tablet);
    restarted.unlock(); // with the passphrase, which arms it again
    lock(restarted);
    CHECK(restarted.tablet.until([&] { return restarted.app().unlock()->asksPin(); }));
}

TEST_CASE("five wrong PINs leave only the passphrase, and the count is shown on the way")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    setPins(hands, kPin, {});
    lock(hands);
    auto& unlock = *hands.app().unlock();
    REQUIRE(hands.tablet.until([&] { return unlock.asksPin(); }));
    for (unsigned left = kPinTries - 1; left > 0; --left) {
        trySecret(hands, "141421");
        CAPTURE(left);
        expectTries(hands, QString::number(left));
        CHECK(unlock.asksPin());
    }
    trySecret(hands, "141421");
    REQUIRE(hands.tablet.until([&] { return !unlock.asksPin(); }));
    CHECK_FALSE(unlock.canUsePin());
    CHECK(unlock.problem().contains("Type the passphrase"));
    hands.unlock();
}

TEST_CASE("a visit takes the PIN away")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.officer, access::Role::IomOfficer);
    hands.unlock();
    setPins(hands, kPin, {});
    hands.goTo("today");
    hands.tap("openBriefing");
    hands.at("briefing");
    REQUIRE(hands.tablet.until([&] { return hands.app().visit()->hasVisit(); }));
    hands.tap(QStringLiteral("acknowledge_") + OfficeDay::kMarkerId);
    REQUIRE(hands.tablet.until([&] { return hands.app().visit()->view().allAcknowledged; }));
    hands.tap("startVisit");
    hands.at("visit");
    hands.tap("section_home");
    hands.type("field_rooms_seen", "Kitchen boarded");
    hands.tap("hideButton"); // in the same second
    CHECK(hands.shows("coverButton"));
    REQUIRE(hands.tablet.until(
        [&] { return hands.app().lock()->state() == models::Lock::State::Locked; }));
    hands.tablet.settle();
    CHECK_FALSE(hands.app().unlock()->canUsePin());
    hands.tap("coverButton");
    hands.unlock();
    hands.at("visit");
    REQUIRE(hands.tablet.until([&] { return hands.app().form()->active(); }));
    CHECK(hands.app().form()->valueOf("rooms_seen") == "Kitchen boarded");
    CHECK(hands.app().navigator()->visitSafe());
}

TEST_CASE("the duress PIN shows a day without work, and behind it there is none any more")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    setPins(hands, kPin, kDuressPin);
    lock(hands);
    REQUIRE(hands.tablet.until([&] { return hands.app().unlock()->asksPin(); }));
    trySecret(hands, kDuressPin);
    REQUIRE(hands.app().lock()->state() == models::Lock::State::Open);
    CHECK(hands.app().page() == models::PageId::Today);
    CHECK(hands.app().sync()->chip().startsWith("All sent"));
    for (const auto* place : {"cases", "actions", "conflicts", "sync", "settings", "today"}) {
        hands.goTo(place);
        CAPTURE(place);
        CHECK(hands.app().messages()->view().text.isEmpty());
        CHECK_FALSE(hands.shown().contains(QString::fromStdString(day.victim)));
    }
    CHECK(hands.app().cases()->list("list")->rowCount({}) == 0);
    hands.goTo("sync");
    hands.tap("tryNow");
    CHECK(hands.app().sync()->said().answerText.contains("no connection"));
    hands.app().search()->setText("lock");
    REQUIRE(hands.tablet.until([&] { return hands.app().search()->answered(); }));
    CHECK(hands.app().search()->statusText() == "Nothing on this tablet has all those words.");
    lock(hands);
    // To look at, nothing has changed.
    CHECK(hands.tablet.until([&] { return hands.app().unlock()->asksPin(); }));
    trySecret(hands, kPin);
    CHECK(hands.app().lock()->state() == models::Lock::State::Locked);
    hands.tap("otherSecret");
    trySecret(hands, ScreenTablet::kPassphrase);
    CHECK(hands.app().lock()->state() == models::Lock::State::Locked);
}

TEST_CASE("a passphrase changed in Settings is the one that opens from then on")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    hands.goTo("settings");
    hands.tap("openKeys");
    const auto fill = [&](const char* present, const char* fresh, const char* again) {
        hands.type("present", present);
        hands.type("fresh", fresh);
        hands.type("freshAgain", again);
        hands.tap("changePassphrase");
        hands.tablet.settle();
    };
    auto& keys = *hands.app().keys();
    fill("not the words", kFresh, kFresh);
    CHECK(keys.view().passphraseProblem.contains("typed wrong"));
    fill(ScreenTablet::kPassphrase, kFresh, "another");
    CHECK(keys.view().passphraseProblem.contains("differ"));
    fill(ScreenTablet::kPassphrase, "password1", "password1");
    CHECK(keys.view().passphraseProblem.contains("too easy to guess"));
    fill(ScreenTablet::kPassphrase, kFresh, kFresh);
    CHECK(keys.view().passphraseProblem.isEmpty());
    CHECK(keys.view().passphraseDone.contains("in force"));
    lock(hands);
    trySecret(hands, ScreenTablet::kPassphrase);
    CHECK(hands.app().lock()->state() == models::Lock::State::Locked);
    trySecret(hands, kFresh);
    atDay(hands);
}

TEST_CASE("a tablet whose lease is over shows one page, and the day once it has met the office")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    hands.tablet.sync(); // brings the lease
    lock(hands);
    day.setRoad(Road::Closed);
    day.clock.advance(130 * kHour);
    trySecret(hands, ScreenTablet::kPassphrase);
    CHECK(hands.app().lock()->state() == models::Lock::State::NeedsOffice);
    hands.at("lease");
    CHECK(hands.spoken().contains("Too long without the office"));
    CHECK(hands.shown().contains("All of your work is on this tablet"));
    CHECK_FALSE(hands.shown().contains(QString::fromStdString(day.victim)));
    hands.app().navigator()->open(models::PageId::Cases); // no way round
    CHECK(hands.app().page() == models::PageId::Lease);
    // Reading is shut; what cannot wait is taken, and shows nothing.
    hands.type("officeNote", "She rang, and is safe");
    hands.tap("sealNote");
    REQUIRE(hands.tablet.until(
        [&] { return hands.app().sync()->said().noteText.startsWith("Sealed for the office"); }));
    CHECK(hands.app().sync()->said().note.isEmpty());
    REQUIRE(hands.tablet.until([&] { return !hands.app().sync()->running(); }));
    day.setRoad(Road::Open);
    hands.tap("tryNow");
    atDay(hands);
    CHECK(hands.app().page() == models::PageId::Today);
    CHECK(day.notes() == std::vector<std::string>{"She rang, and is safe"});
}

TEST_CASE("a lease that runs out under her hands shuts nothing that is open")
{
    OfficeDay day(seedOfThisRun());
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    tablet.unlock();
    tablet.sync();
    day.setRoad(Road::Closed);
    constexpr std::uint64_t kTouchMs = 110'000;
    for (std::uint64_t gone = 0; gone < 130 * kHour; gone += kTouchMs) {
        day.clock.advance(kTouchMs);
        tablet.app->lock()->noteInput();
    }
    tablet.app->cases()->select(OfficeDay::kVictimCase);
    REQUIRE(tablet.until([&] { return tablet.app->caseView()->hasCase(); }));
    CHECK(tablet.app->lock()->state() == models::Lock::State::Open);
}

TEST_CASE("two minutes without a touch lock the tablet, after a warning, and keep the draft")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    hands.goTo("cases");
    hands.tap(QStringLiteral("row_") + OfficeDay::kVictimCase);
    REQUIRE(hands.tablet.until([&] { return hands.app().caseView()->hasCase(); }));
    hands.app().caseView()->addNote();
    hands.at("form");
    hands.type("field_text", "She rang back");
    day.clock.advance(59'000);
    hands.app().tick();
    CHECK(hands.app().lock()->warning().isEmpty());
    day.clock.advance(1'000);
    hands.app().tick();
    CHECK(hands.app().lock()->warning() == "Locking in 60 seconds");
    hands.tap("stayUnlocked");
    hands.app().lock()->noteInput(); // the finger of a test reaches no event filter
    day.clock.advance(119'999);
    hands.app().tick();
    CHECK(hands.app().lock()->state() == models::Lock::State::Open);
    day.clock.advance(1);
    hands.app().tick();
    CHECK(hands.app().lock()->state() == models::Lock::State::Locked);
    hands.unlock();
    hands.at("form");
    CHECK(hands.app().form()->valueOf("text") == "She rang back");
}

TEST_CASE("suggested words are said to a screen reader when she asks for it, and not before")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    hands.goTo("settings");
    hands.tap("openKeys");
    const auto aloud = [&] { return hands.find("freshShown")->property("aloud").toString(); };
    hands.tap("freshWords");
    CHECK(aloud().isEmpty());
    CHECK(hands.spoken().contains("not read aloud"));
    hands.tap("freshAloud");
    const auto words = aloud();
    CHECK(words.split(' ').size() == 5);
    CHECK(hands.find("freshShown")->hasActiveFocus());
    CHECK(hands.spoken().contains(words));
    hands.type("present", ScreenTablet::kPassphrase);
    hands.type("fresh", words);
    hands.type("freshAgain", words);
    hands.tap("freshWords"); // other ones are silent again
    CHECK(aloud().isEmpty());
    CHECK_FALSE(hands.spoken().contains(words));
    hands.tap("changePassphrase");
    hands.tablet.settle();
    CHECK(hands.app().keys()->view().passphraseDone.contains("in force"));
}

TEST_CASE("what the pad is given opens the vault however its letters are spelt")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    {
        auto vault = Vault::open(hands.tablet.site(), secret(ScreenTablet::kPassphrase),
                                 Vault::Purpose::Renew)
                         .value();
        REQUIRE(vault
                    .changePassphrase(secret(ScreenTablet::kPassphrase),
                                      secret("caf\u00e9 lantern tide nine"), kCheap)
                    .ok());
    }
    models::SecretEntry entry;
    for (const QChar letter : QStringLiteral("cafe\u0301 lantern tide nine"))
        entry.press(QString(letter));
    hands.app().unlock()->submit(&entry);
    CHECK(hands.tablet.until([&] { return hands.app().lock()->isOpen(); }));
}
