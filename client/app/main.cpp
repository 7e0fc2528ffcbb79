#include "client/app/machine.h"
#include "client/app/sleep_watch.h"
#include "client/app/window.h"
#include "sync/os/home_time.h"
#include "sync/os/hygiene.h"
#include "sync/store/seal/open_sealed.h"
#include "sync/store/sql/wiping_memory.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QStandardPaths>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>
#include <QtQuickControls2/QQuickStyle>

#include <cstdio>

namespace lapwing::app {

namespace {
constexpr int kTickMs = 200;

/// What is asked for on the command line.
struct Options {
    QString vault;
    crypto::KdfCost kdfFloor = crypto::kKdfFloor;
};

Options readOptions(const QGuiApplication& gui)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Lapwing: casework that works offline."));
    parser.addHelpOption();
    const auto places = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const QCommandLineOption vault(QStringLiteral("vault"),
                                   QStringLiteral("The vault's folder; a new one is set up."),
                                   QStringLiteral("folder"), places + QStringLiteral("/lapwing"));
    const QCommandLineOption memory(
        QStringLiteral("kdf-memory"),
        QStringLiteral(
            "Open a vault of a demo or a test too, whose passphrase costs less to guess."),
        QStringLiteral("MiB"));
    parser.addOptions({vault, memory});
    parser.process(gui);
    Options options{parser.value(vault)};
    bool isNumber = false;
    const auto asked = parser.value(memory).toUInt(&isNumber);
    if (isNumber) options.kdfFloor.memoryMib = std::min(options.kdfFloor.memoryMib, asked);
    return options;
}

int failed(const std::string& why)
{
    std::fprintf(stderr, "lapwing: %s\n", why.c_str());
    return 1;
}

int run(models::App& app)
{
    QTimer ticks;
    QObject::connect(&ticks, &QTimer::timeout, &app, &models::App::tick);
    ticks.start(kTickMs);
    const SleepWatch sleep(QDBusConnection::systemBus(), app);
    const Window main(QStringLiteral("Main.qml"), &app);
    return main.window() ? QGuiApplication::exec() : failed("the window did not load");
}

int start(int argc, char** argv)
{
    Window::prepare();
    QGuiApplication gui(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("lapwing"));
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    const auto options = readOptions(gui);
    if (const auto sealing = store::requireSealing(); !sealing.ok())
        return failed(sealing.error().text());
    if (const auto home = requireHomeTime(); !home.ok()) return failed(home.error().text());
    auto clock = store::SystemClock::open();
    if (!clock.ok()) return failed(clock.error().text());
    Machine machine(std::move(clock).value(), options.vault.toStdString(), options.kdfFloor);
    gui.installEventFilter(machine.app().lock());
    QObject::connect(&gui, &QGuiApplication::applicationStateChanged, &machine.app(),
                     [&](Qt::ApplicationState state) {
                         if (state != Qt::ApplicationActive) machine.app().lock()->close();
                     });
    return run(machine.app());
}
} // namespace

} // namespace lapwing::app

int main(int argc, char** argv)
{
    (void)lapwing::hardenProcess();           // Settings tells what the kernel refused
    (void)lapwing::store::wipeSqliteMemory(); // nothing is open yet, so it cannot refuse
    try {
        if (!lapwing::crypto::initialise())
            return lapwing::app::failed(
                std::string(lapwing::sentence(lapwing::ErrorCode::Internal)));
        return lapwing::app::start(argc, argv);
    } catch (...) {
        return lapwing::app::failed(std::string(lapwing::sentence(lapwing::ErrorCode::Internal)));
    }
}
