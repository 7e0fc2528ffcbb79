// A machine that sleeps, and a session that is locked, told by a system of the test's own.
#include "client/app/sleep_watch.h"
#include "sync/os/folder_lock.h"
#include "tests/qml/office_day.h"

#include <QtCore/QProcess>
#include <QtDBus/QDBusContext>
#include <QtDBus/QDBusMessage>

#include <poll.h>
#include <unistd.h>

using namespace lapwing;
using namespace lapwing::test;

namespace {

/// What a machine's own service says and is asked, before and after it sleeps.
class SleepService : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~SleepService() override { forget(); }

    /// The machine waits for somebody who asked it to.
    [[nodiscard]] bool isHeld() const
    {
        pollfd end{m_mine, 0, 0};
        return m_mine >= 0 && ::poll(&end, 1, 0) == 0;
    }
    QStringList asked;

public slots:
    QDBusUnixFileDescriptor Inhibit(const QString& what, const QString& who, const QString& why,
                                    const QString& mode)
    {
        asked = {what, who, why, mode};
        forget();
        int ends[2] = {-1, -1};
        check(::pipe(ends) == 0, "a pipe");
        m_mine = ends[0];
        const QDBusUnixFileDescriptor theirs(ends[1]);
        ::close(ends[1]);
        return theirs;
    }

signals:
    void PrepareForSleep(bool begins);

private:
    void forget()
    {
        if (m_mine >= 0) ::close(std::exchange(m_mine, -1));
    }
    int m_mine = -1; ///< of a pipe whose other end is what holds
};

/// A message bus of this test's own, with that service on it.
struct Bus {
    QProcess daemon;
    QDBusConnection system{QString()}, app{QString()};
    SleepService service;

    Bus()
    {
        daemon.start(QStringLiteral("dbus-daemon"),
                     {QStringLiteral("--session"), QStringLiteral("--nofork"),
                      QStringLiteral("--print-address=1")});
        REQUIRE(daemon.waitForReadyRead());
        const auto address = QString::fromUtf8(daemon.readLine()).trimmed();
        system = QDBusConnection::connectToBus(address, QStringLiteral("system"));
        app = QDBusConnection::connectToBus(address, QStringLiteral("app"));
        REQUIRE(system.registerObject(QStringLiteral("/org/freedesktop/login1"), &service,
                                      QDBusConnection::ExportAllContents));
        REQUIRE(system.registerService(QStringLiteral("org.freedesktop.login1")));
    }
    ~Bus()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("system"));
        QDBusConnection::disconnectFromBus(QStringLiteral("app"));
        daemon.kill();
        daemon.waitForFinished();
    }
};

/// Nobody has the vault open: neither this process nor another.
bool isShut(const ScreenTablet& tablet)
{
    return FolderLock::take(VaultPaths(tablet.folder).lock, {}).ok();
}
} // namespace

TEST_CASE("a machine about to sleep waits until the tablet is covered and its vault is shut")
{
    OfficeDay day(seedOfThisRun());
    Bus bus;
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    const app::SleepWatch watch(bus.app, *tablet.app);
    REQUIRE(tablet.until([&] { return bus.service.isHeld(); }));
    CHECK(bus.service.asked.first() == "sleep");
    CHECK(bus.service.asked.last() == "delay");
    for (int night = 0; night < 3; ++night) {
        tablet.unlock();
        CHECK_FALSE(isShut(tablet));
        emit bus.service.PrepareForSleep(true);
        REQUIRE(tablet.until([&] { return !bus.service.isHeld(); }));
        CHECK(isShut(tablet));
        CHECK(tablet.app->lock()->covered());
        CHECK(tablet.app->lock()->state() == models::Lock::State::Locked);
        emit bus.service.PrepareForSleep(false);
        REQUIRE(tablet.until([&] { return bus.service.isHeld(); }));
        tablet.app->lock()->uncover();
    }
    // Locked as it is, it makes nobody wait.
    emit bus.service.PrepareForSleep(true);
    CHECK(tablet.until([&] { return !bus.service.isHeld(); }));
}

TEST_CASE("a passphrase typed just before the machine sleeps opens nothing that stays open")
{
    OfficeDay day(seedOfThisRun());
    Bus bus;
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    const app::SleepWatch watch(bus.app, *tablet.app);
    REQUIRE(tablet.until([&] { return bus.service.isHeld(); }));
    models::SecretEntry entry;
    for (const char c : std::string_view(ScreenTablet::kPassphrase))
        entry.press(QString(QChar(c)));
    tablet.app->unlock()->submit(&entry);
    REQUIRE(tablet.app->lock()->state() == models::Lock::State::Unlocking);
    emit bus.service.PrepareForSleep(true);
    REQUIRE(tablet.until([&] { return !bus.service.isHeld(); }));
    CHECK(isShut(tablet));
    CHECK(tablet.until([&] { return tablet.app->lock()->state() == models::Lock::State::Locked; }));
}

TEST_CASE("a locked session locks the tablet; without a system to tell of it all goes on")
{
    OfficeDay day(seedOfThisRun());
    Bus bus;
    ScreenTablet tablet(day, day.idva, access::Role::Idva);
    {
        const app::SleepWatch alone(QDBusConnection(QStringLiteral("nowhere")), *tablet.app);
        tablet.unlock();
        CHECK(tablet.app->lock()->state() == models::Lock::State::Open);
    }
    const app::SleepWatch watch(bus.app, *tablet.app);
    REQUIRE(tablet.until([&] { return bus.service.isHeld(); }));
    REQUIRE(bus.system.send(QDBusMessage::createSignal(
        QStringLiteral("/org/freedesktop/login1/session/_31"),
        QStringLiteral("org.freedesktop.login1.Session"), QStringLiteral("Lock"))));
    CHECK(tablet.until([&] { return tablet.app->lock()->state() == models::Lock::State::Locked; }));
    CHECK(tablet.app->lock()->covered());
    CHECK(bus.service.isHeld());
}

#include "sleep_test.moc"
