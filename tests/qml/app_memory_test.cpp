// What is left of keys and cases in the memory of the app after a lock. Another process makes the
// vault, so that whatever is found here came by the screen.
#include "tests/qml/hands.h"
#include "tests/support/memory_scan.h"
#include "tests/support/process.h"

#include "client/vault/key_slots.h"
#include "sync/store/sql/wiping_memory.h"

#include <QtTest/QTest>

using namespace lapwing;
using namespace lapwing::test;
using Steady = std::chrono::steady_clock;

namespace {
const bool kWipes = store::wipeSqliteMemory();
constexpr const char* kFolder = "LAPWING_MEMORY_FOLDER";

/// The texts that are looked for lie beside the vault, masked.
Bytes masked(std::string_view text)
{
    Bytes bytes(text.begin(), text.end());
    for (auto& byte : bytes) byte ^= kMask;
    return bytes;
}

void write(const std::string& path, const Bytes& bytes)
{
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

/// All but its beginning, which is what an emptied string of C++ leaves behind.
Needle tail(const Needle& whole)
{
    return {whole.name + ", its tail", Bytes(whole.masked.begin() + 4, whole.masked.end())};
}

/// The same text as Qt holds it.
Needle wide(const Needle& narrow)
{
    Needle made{narrow.name + ", UTF-16", {}};
    for (const auto byte : narrow.masked) {
        made.masked.push_back(byte);
        made.masked.push_back(kMask);
    }
    return made;
}

Needle textFrom(const std::string& folder, const std::string& name)
{
    std::ifstream in(folder + "/" + name, std::ios::binary);
    return {name, Bytes(std::istreambuf_iterator<char>(in), {})};
}

/// The vault's keys, learnt the long way and let go again.
std::vector<Needle> keysOf(const std::string& folder)
{
    store::Disk disk;
    const auto slot = KeySlots::open(disk, folder).value().newest();
    FileDeviceKey place(disk, folder + "/device.key");
    const auto device = place.get().value();
    const auto lock = openSlotLock(slot, bytesOf(ScreenTablet::kPassphrase), device.view()).value();
    const auto key = openKeySlot(slot, lock).value();
    return {needle("data key", key.dataKey.view()), needle("wrap key", lock.wrapKey.view()),
            needle("device key", device.view())};
}

/// The app over a vault that somebody else made, with nobody to be reached.
struct Alone {
    explicit Alone(std::string at) : folder(std::move(at))
    {
        const auto nobody = [](const work::Identity&, const std::stop_token&)
            -> Result<std::unique_ptr<transport::Transport>> { return fail(ErrorCode::Offline); };
        app = std::make_unique<models::App>(models::AppParts{
            {folder, disk, random, clock, nullptr, &ring}, threads, nobody,
            screens::LocalTime([](std::int64_t) { return 3600; }),
            [] { return Result<crypto::KdfCost>(kCheap); }, true});
        window = std::make_unique<app::Window>(QStringLiteral("Main.qml"), app.get());
        REQUIRE(window->window());
        window->window()->resize(1280, 800);
        REQUIRE(QTest::qWaitForWindowExposed(window->window()));
    }
    void until(const std::function<bool()>& holds)
    {
        REQUIRE(QTest::qWaitFor([&] {
            app->tick();
            return holds();
        }, 60'000));
    }
    void draw() { (void)window->window()->grabWindow(); }

    std::string folder;
    store::Disk disk;
    crypto::SystemRandom random;
    DayClock clock{static_cast<std::uint64_t>(1'781'000'000'000)};
    Ring ring;
    ThreadBook threads;
    std::unique_ptr<models::App> app;
    std::unique_ptr<app::Window> window;
};

QQuickItem* find(QQuickItem* under, const QString& name)
{
    if (under->objectName() == name) return under;
    for (auto* child : under->childItems())
        if (auto* found = find(child, name)) return found;
    return nullptr;
}

/// As a person looks at a case, and begins a note in it.
void lookAround(Alone& alone, const Needle& note)
{
    auto& app = *alone.app;
    for (const char c : std::string_view(ScreenTablet::kPassphrase))
        QTest::keyClick(alone.window->window(), c);
    QTest::keyClick(alone.window->window(), Qt::Key_Return);
    alone.until([&] { return app.lock()->isOpen() && app.today()->ready(); });
    app.navigator()->open(models::PageId::Cases);
    alone.draw();
    app.cases()->select(OfficeDay::kVictimCase);
    alone.until([&] { return app.caseView()->hasCase(); });
    app.navigator()->open(models::PageId::Case);
    for (const char* tab : {"timeline", "people", "plans", "summary"}) {
        app.caseView()->setTab(tab);
        alone.draw();
    }
    app.search()->setText("outside");
    alone.until([&] { return app.search()->answered(); });
    app.navigator()->open(models::PageId::Search);
    alone.draw();
    app.navigator()->open(models::PageId::Case);
    app.caseView()->addNote();
    alone.until([&] { return app.page() == models::PageId::Form; });
    alone.draw();
    auto* entry = find(alone.window->window()->contentItem(), QStringLiteral("field_text"));
    REQUIRE(entry);
    entry->forceActiveFocus();
    for (const auto byte : note.masked)
        QTest::keyClick(alone.window->window(), static_cast<char>(byte ^ kMask));
    alone.draw();
}
} // namespace

TEST_CASE("a vault for somebody else to look at" * doctest::skip())
{
    const std::string folder = ::getenv(kFolder);
    OfficeDay day(seedOfThisRun());
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    tablet.unlock();
    tablet.sync();
    tablet.app->lock()->close();
    tablet.settle();
    tablet.app.reset();
    std::filesystem::copy(tablet.folder, folder + "/vault");
    write(folder + "/name", masked(day.victim));
    write(folder + "/summary", masked("He waits outside her work."));
    write(folder + "/note", masked("She keeps a bag at Nerys's"));
    write(folder + "/passphrase", masked(ScreenTablet::kPassphrase));
}

TEST_CASE("keys and cases are in the app's memory while it is open, and gone a second after Hide")
{
    REQUIRE(kWipes);
    const TempFolder temp;
    ::setenv(kFolder, temp.path().c_str(), 1);
    const auto made = runProcess({LAPWING_BIN_DIR "/test_app_memory", "--no-skip",
                                  "--test-case=a vault for somebody else*"});
    REQUIRE(made.ok());
    INFO(made->out);
    REQUIRE(made->exitCode == 0);
    const auto note = textFrom(temp.path(), "note");
    auto needles = keysOf(temp.path() + "/vault");
    for (const auto* name : {"name", "summary", "note", "passphrase"}) {
        const auto text = textFrom(temp.path(), name);
        for (const auto& each : {text, tail(text)}) {
            needles.push_back(each);
            needles.push_back(wide(each));
        }
    }
    Alone alone(temp.path() + "/vault");
    lookAround(alone, note);
    Scanner scanner;
    const auto open = scanner.hits(needles);
    for (const auto* name : {"data key", "wrap key", "device key", "name", "summary",
                             "name, UTF-16", "summary, UTF-16", "note, UTF-16"}) {
        INFO(std::string(name));
        CHECK(open.contains(name)); // or the search finds nothing at all
    }
    for (const auto* name : {"passphrase", "passphrase, UTF-16"}) {
        INFO(std::string(name));
        CHECK_FALSE(open.contains(name));
    }
    bool gone = false;
    QObject::connect(alone.app.get(), &models::App::locked, [&] { gone = true; });
    const auto start = Steady::now();
    alone.app->lock()->hide();
    alone.draw();
    alone.until([&] { return gone; });
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const std::chrono::duration<double, std::milli> took = Steady::now() - start;
    for (const auto& [name, count] : scanner.hits(needles))
        FAIL_CHECK(name << ": " << count << " left in memory");
    MESSAGE("covered, locked and forgotten in " << took.count() << " ms");
}
