#include "client/app/pictures.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtGui/QImage>
#include <QtGui/QKeyEvent>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

#include <array>
#include <cstdio>

namespace lapwing::app {

namespace {
constexpr int kPatienceMs = 60'000;
constexpr int kSettleMs = 400; ///< for what is read when a page is opened, and for its motion

class Photographer {
public:
    Photographer(models::App& app, QQuickWindow& window, QString folder)
        : m_app(app), m_window(window), m_folder(std::move(folder))
    {
    }

    [[nodiscard]] Result<void> unlock(const crypto::Secret& passphrase)
    {
        LAPWING_TRY(shoot("unlock"));
        auto* entry = m_window.findChild<QQuickItem*>(QStringLiteral("secret"));
        if (!entry) return missing("the entry of the passphrase");
        entry->forceActiveFocus();
        for (const auto octet : passphrase.view()) {
            const QString key(QChar::fromLatin1(static_cast<char>(octet)));
            press(0, key);
        }
        press(Qt::Key_Return, QStringLiteral("\r"));
        return until([this] { return m_app.state() == QLatin1String("open"); }, "the unlocked app");
    }

    [[nodiscard]] Result<void> page(const char* route, const char* name = nullptr)
    {
        m_app.open(QString::fromLatin1(route));
        settle();
        return shoot(name ? name : route);
    }
    [[nodiscard]] Result<void> shoot(const char* name)
    {
        settle();
        const auto image = m_window.grabWindow();
        const auto file = QStringLiteral("%1/%2%3.png").arg(m_folder, name, m_suffix);
        if (image.isNull() || !image.save(file)) return missing(name);
        ++m_taken;
        return {};
    }
    void settle() const
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < kSettleMs) turn();
    }
    [[nodiscard]] Result<void> until(const std::function<bool()>& holds, const char* what) const
    {
        QElapsedTimer timer;
        timer.start();
        while (!holds()) {
            if (timer.elapsed() > kPatienceMs) return missing(what);
            turn();
        }
        return {};
    }
    void setSuffix(const char* suffix) { m_suffix = QString::fromLatin1(suffix); }
    [[nodiscard]] int taken() const { return m_taken; }

private:
    static Error missing(const char* what)
    {
        return fail(ErrorCode::Internal, std::string("There is no picture of ") + what + ".");
    }
    static void turn()
    {
        QCoreApplication::processEvents();
        QThread::msleep(5);
    }
    void press(int key, const QString& text)
    {
        QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text);
        QKeyEvent up(QEvent::KeyRelease, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(&m_window, &down);
        QCoreApplication::sendEvent(&m_window, &up);
    }

    models::App& m_app;
    QQuickWindow& m_window;
    QString m_folder, m_suffix;
    int m_taken = 0;
};

QVariant role(const QAbstractListModel* model, int row, const char* name)
{
    return model->index(row, 0).data(model->roleNames().key(name));
}

/// The first row for which it holds, by its id; empty when there is none.
QString findId(const QAbstractListModel* model, const char* id,
               const std::function<bool(int row)>& holds = [](int) { return true; })
{
    for (int row = 0; row < model->rowCount(); ++row)
        if (holds(row)) return role(model, row, id).toString();
    return {};
}

Result<void> visitsTour(models::App& app, Photographer& camera)
{
    auto& today = *app.today();
    if (!today.hasNext()) return {};
    const auto ahead = findId(today.visits(), "recordId", [&](int row) {
        return !role(today.visits(), row, "isUnderWay").toBool();
    });
    today.openBriefing(ahead.isEmpty() ? today.nextId() : ahead);
    LAPWING_TRY(camera.shoot("briefing"));
    const auto* visits = app.caseView()->visits();
    const auto past = findId(visits, "recordId",
                             [&](int row) { return !role(visits, row, "isPlanned").toBool(); });
    if (past.isEmpty()) return {};
    app.caseView()->openVisit(past);
    return camera.shoot("visit-signed");
}

Result<void> tour(models::App& app, Photographer& camera)
{
    for (const auto* route : {"today", "actions", "checks", "sync", "settings"}) {
        app.open(QString::fromLatin1(route));
        camera.settle();
        if (app.page() == QLatin1String("actions"))
            app.actions()->select(findId(app.actions()->list(), "recordId"));
        if (app.checks()->hasCheck())
            app.checks()->choose(role(app.checks()->versions(), 0, "number").toInt());
        LAPWING_TRY(camera.shoot(route));
    }
    app.open(QStringLiteral("cases"));
    camera.settle();
    app.cases()->select(findId(app.cases()->list(), "caseRef"));
    LAPWING_TRY(camera.shoot("cases"));
    for (const auto* tab : {"summary", "timeline", "actions", "visits", "people", "plans"}) {
        app.caseView()->setTab(QString::fromLatin1(tab));
        LAPWING_TRY(camera.page("case", (std::string("case-") + tab).c_str()));
    }
    app.caseView()->addIncident();
    LAPWING_TRY(camera.until([&] { return app.page() == QLatin1String("form"); }, "the form"));
    LAPWING_TRY(camera.shoot("form"));
    app.form()->finish(); // what has not been answered is told, and nothing is saved
    LAPWING_TRY(camera.shoot("form-problem"));
    app.form()->discard();
    app.back();
    app.open(QStringLiteral("search"));
    app.search()->setText(app.caseView()->title().section(' ', 0, 0));
    LAPWING_TRY(camera.shoot("search"));
    return visitsTour(app, camera);
}

/// A visit that is under way is gone on with: nothing is changed in it.
Result<void> visitTour(models::App& app, Photographer& camera)
{
    for (const auto* section : {"people", "conditions", "finish"}) {
        app.form()->setSection(QString::fromLatin1(section));
        LAPWING_TRY(camera.shoot((std::string("visit-") + section).c_str()));
    }
    return {};
}
} // namespace

Result<int> takePictures(models::App& app, const crypto::Secret& passphrase, const QString& folder)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::StorageFailed, "There is no folder for the pictures.");
    Window main(QStringLiteral("Main.qml"), &app);
    if (!main.window()) return fail(ErrorCode::Internal, "The window did not load.");
    main.window()->resize(1280, 800);
    Photographer camera(app, *main.window(), folder);
    LAPWING_TRY(camera.unlock(passphrase));
    LAPWING_TRY(camera.until([&] { return app.today()->ready(); }, "the day"));
    const auto scale = app.settings()->textScale();
    const auto theme = app.settings()->theme();
    struct Look {
        const char* suffix;
        int scale;
        const char* theme;
    };
    constexpr std::array kLooks{Look{"", 100, "light"}, Look{"-text200", 200, "light"},
                                Look{"-dark", 100, "dark"}};
    const auto put = [&](const Look& look) {
        camera.setSuffix(look.suffix);
        app.settings()->setTextScale(look.scale);
        app.settings()->setTheme(QString::fromLatin1(look.theme));
    };
    for (const auto& look : kLooks) {
        put(look);
        LAPWING_TRY(tour(app, camera));
    }
    app.open(QStringLiteral("today"));
    const auto* visits = app.today()->visits();
    const auto now = findId(visits, "recordId",
                            [&](int row) { return role(visits, row, "isUnderWay").toBool(); });
    if (!now.isEmpty()) {
        app.today()->openBriefing(now);
        LAPWING_TRY(camera.until([&] { return app.visit()->started(); }, "the visit"));
        app.visit()->start();
        LAPWING_TRY(camera.until([&] { return app.page() == QLatin1String("visit"); },
                                 "the visit's record"));
        for (const auto& look : kLooks) {
            put(look);
            LAPWING_TRY(visitTour(app, camera));
        }
    }
    app.settings()->setTextScale(scale);
    app.settings()->setTheme(theme);
    app.hide();
    LAPWING_TRY(camera.shoot("cover"));
    if (main.warnings() > 0) return fail(ErrorCode::Internal, "QML warned of something.");
    return camera.taken();
}

} // namespace lapwing::app
