// What only developers need of the app: its pictures, its gallery, and whether its pages are whole.
// Not part of what ships: taking pictures costs a vault its keys.
#include "client/app/machine.h"
#include "sync/store/seal/open_sealed.h"
#include "tests/pictures/pictures.h"
#include "tests/pictures/self_test.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/QQmlExtensionPlugin>
#include <QtQuickControls2/QQuickStyle>

#include <cstdio>

Q_IMPORT_QML_PLUGIN(Lapwing_GalleryPlugin)

namespace lapwing::pictures {

namespace {
constexpr int kTickMs = 200;
constexpr qint64 kPassphraseMax = 256;

struct Options {
    QString vault, folder, passphraseFile;
    bool gallery = false, selfTest = false;
};

Options readOptions(const QGuiApplication& gui)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Pictures of Lapwing, for its developers."));
    parser.addHelpOption();
    const QCommandLineOption vault(QStringLiteral("vault"),
                                   QStringLiteral("A vault of the demo's, whose keys it costs."),
                                   QStringLiteral("folder"));
    const QCommandLineOption folder(QStringLiteral("pictures"),
                                    QStringLiteral("Keeps a picture of each page, and ends."),
                                    QStringLiteral("folder"));
    const QCommandLineOption passphrase(QStringLiteral("passphrase-file"),
                                        QStringLiteral("What to type for the pictures."),
                                        QStringLiteral("file"));
    const QCommandLineOption gallery(QStringLiteral("gallery"),
                                     QStringLiteral("Shows every component; opens no vault."));
    const QCommandLineOption selfTest(QStringLiteral("self-test"),
                                      QStringLiteral("Loads every page; fails if QML warns."));
    parser.addOptions({vault, folder, passphrase, gallery, selfTest});
    parser.process(gui);
    return {parser.value(vault), parser.value(folder), parser.value(passphrase),
            parser.isSet(gallery), parser.isSet(selfTest)};
}

int failed(const std::string& why)
{
    std::fprintf(stderr, "lapwing-pictures: %s\n", why.c_str());
    return 1;
}

/// The first line of the file.
crypto::Secret passphraseFrom(const QString& name)
{
    QFile file(name);
    crypto::Secret secret(static_cast<std::size_t>(kPassphraseMax));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) return {};
    const auto read = file.read(reinterpret_cast<char*>(secret.span().data()), kPassphraseMax);
    const auto all =
        textOf(secret.view()).substr(0, static_cast<std::size_t>(std::max<qint64>(read, 0)));
    return crypto::Secret::copyOf(bytesOf(all.substr(0, all.find('\n'))));
}

int showGallery()
{
    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.load(QUrl(kGallery));
    return engine.rootObjects().isEmpty() ? failed("the gallery did not load")
                                          : QGuiApplication::exec();
}

/// Taking pictures changes records, sets PINs and types wrong ones: it costs a vault its keys. Only
/// the demo leaves a passphrase open to read beside its tablets.
bool isOfTheDemo(const QString& vault)
{
    return !vault.isEmpty() && QFileInfo(vault).dir().exists(QStringLiteral("passphrase"));
}

int run(const Options& options, models::App& app)
{
    QTimer ticks;
    QObject::connect(&ticks, &QTimer::timeout, &app, &models::App::tick);
    ticks.start(kTickMs);
    if (options.selfTest) return selfTest(app) ? 0 : failed("a page is not whole");
    const auto secret = passphraseFrom(options.passphraseFile);
    const auto taken = takePictures(app, secret, options.folder);
    if (!taken.ok()) return failed(taken.error().text());
    std::printf("%d pictures in %s\n", *taken, qPrintable(options.folder));
    return 0;
}

int start(int argc, char** argv)
{
    QGuiApplication gui(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("lapwing"));
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    auto options = readOptions(gui);
    if (options.gallery) return showGallery();
    const QTemporaryDir nowhere;
    if (options.selfTest)
        options.vault = nowhere.path() + QStringLiteral("/vault");
    else if (options.folder.isEmpty())
        return failed("nothing is asked for: see --help");
    else if (!isOfTheDemo(options.vault))
        return failed("pictures are taken of the demo's tablets only, because this destroys their "
                      "keys. Nothing was opened or changed");
    if (const auto sealing = store::requireSealing(); !sealing.ok())
        return failed(sealing.error().text());
    auto clock = store::SystemClock::open();
    if (!clock.ok()) return failed(clock.error().text());
    // The demo's tablets are cheap to open, or its day would take an hour.
    constexpr crypto::KdfCost kOfTheDemo{8, crypto::kKdfFloor.passes};
    app::Machine machine(std::move(clock).value(), options.vault.toStdString(), kOfTheDemo);
    gui.installEventFilter(machine.app().lock());
    return run(options, machine.app());
}
} // namespace

} // namespace lapwing::pictures

int main(int argc, char** argv)
{
    if (!lapwing::crypto::initialise()) return 1;
    return lapwing::pictures::start(argc, argv);
}
