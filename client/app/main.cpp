#include "client/app/machine.h"
#include "client/app/pictures.h"
#include "client/app/self_test.h"
#include "client/app/sleep_watch.h"
#include "sync/os/hygiene.h"
#include "sync/store/seal/open_sealed.h"
#include "sync/store/sql/wiping_memory.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>
#include <QtQuickControls2/QQuickStyle>

#include <cstdio>

namespace lapwing::app {

namespace {
constexpr int kTickMs = 200;
constexpr qint64 kPassphraseMax = 256;

struct Options {
    QString vault, pictures, passphraseFile;
    bool gallery = false, selfTest = false;
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
    const QCommandLineOption gallery(QStringLiteral("gallery"),
                                     QStringLiteral("Shows every component; opens no vault."));
    const QCommandLineOption selfTest(QStringLiteral("self-test"),
                                      QStringLiteral("Loads every page; fails if QML warns."));
    const QCommandLineOption pictures(QStringLiteral("pictures"),
                                      QStringLiteral("Keeps a picture of each page, and ends."),
                                      QStringLiteral("folder"));
    const QCommandLineOption passphrase(QStringLiteral("passphrase-file"),
                                        QStringLiteral("What to type for the pictures."),
                                        QStringLiteral("file"));
    parser.addOptions({vault, gallery, selfTest, pictures, passphrase});
    parser.process(gui);
    return {parser.value(vault), parser.value(pictures), parser.value(passphrase),
            parser.isSet(gallery), parser.isSet(selfTest)};
}

int failed(const std::string& why)
{
    std::fprintf(stderr, "lapwing: %s\n", why.c_str());
    return 1;
}

/// The first line of the file.
crypto::Secret passphraseFrom(const QString& name)
{
    QFile file(name);
    crypto::Secret secret(static_cast<std::size_t>(kPassphraseMax));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) return {};
    const auto read = file.read(reinterpret_cast<char*>(secret.span().data()), kPassphraseMax);
    const auto all = textOf(secret.view()).substr(0, static_cast<std::size_t>(std::max<qint64>(
                                                         read, 0)));
    return crypto::Secret::copyOf(bytesOf(all.substr(0, all.find('\n'))));
}

int showGallery()
{
    const Window gallery(QStringLiteral("Gallery.qml"), nullptr);
    return gallery.window() ? QGuiApplication::exec() : 1;
}

/// Taking pictures changes records, sets PINs and types wrong ones: it costs a vault its keys. Only
/// the demo leaves a passphrase open to read beside its tablets.
bool isOfTheDemo(const QString& vault)
{
    return QFileInfo(vault).dir().exists(QStringLiteral("passphrase"));
}

int run(const Options& options, models::App& app)
{
    QTimer ticks;
    QObject::connect(&ticks, &QTimer::timeout, &app, &models::App::tick);
    ticks.start(kTickMs);
    if (options.selfTest) return selfTest(app) ? 0 : failed("a page is not whole");
    if (!options.pictures.isEmpty()) {
        if (!isOfTheDemo(options.vault))
            return failed("pictures are taken of the demo's tablets only, for it destroys their "
                          "keys. Nothing was opened or changed");
        const auto secret = passphraseFrom(options.passphraseFile);
        const auto taken = takePictures(app, secret, options.pictures);
        if (!taken.ok()) return failed(taken.error().text());
        std::printf("%d pictures in %s\n", *taken, qPrintable(options.pictures));
        return 0;
    }
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
    auto options = readOptions(gui);
    if (options.gallery) return showGallery();
    const QTemporaryDir nowhere;
    if (options.selfTest) options.vault = nowhere.path() + QStringLiteral("/vault");
    if (const auto sealing = store::requireSealing(); !sealing.ok())
        return failed(sealing.error().text());
    auto clock = store::SystemClock::open();
    if (!clock.ok()) return failed(clock.error().text());
    Machine machine(std::move(clock).value(), options.vault.toStdString());
    gui.installEventFilter(&machine.app());
    QObject::connect(&gui, &QGuiApplication::applicationStateChanged, &machine.app(),
                     [&](Qt::ApplicationState state) {
                         if (state != Qt::ApplicationActive) machine.app().lock();
                     });
    return run(options, machine.app());
}
} // namespace

} // namespace lapwing::app

int main(int argc, char** argv)
{
    (void)lapwing::hardenProcess(); // Settings tells what the kernel refused
    (void)lapwing::store::wipeSqliteMemory(); // nothing is open yet, so it cannot refuse
    try {
        if (!lapwing::crypto::initialise())
            return lapwing::app::failed(std::string(lapwing::sentence(
                lapwing::ErrorCode::Internal)));
        return lapwing::app::start(argc, argv);
    } catch (...) {
        return lapwing::app::failed(std::string(lapwing::sentence(lapwing::ErrorCode::Internal)));
    }
}
