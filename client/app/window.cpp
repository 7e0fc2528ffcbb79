#include "client/app/window.h"

#include "sync/os/hygiene.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlExtensionPlugin>
#include <QtQuick/QQuickWindow>

Q_IMPORT_QML_PLUGIN(Lapwing_ClientPlugin)
Q_IMPORT_QML_PLUGIN(Lapwing_UiPlugin)

namespace lapwing::app {

namespace {
QUrl urlOf(const QString& page)
{
    return QUrl(QStringLiteral("qrc:/qt/qml/Lapwing/Ui/pages/") + page);
}

QVariantMap propertiesOf(models::App* app)
{
    if (!app) return {};
    return {{QStringLiteral("app"), QVariant::fromValue(app)}};
}
} // namespace

/// Since Qt 6.7 a collection goes on in steps of some milliseconds, and one that is asked for ends
/// after the first: what a lock must forget would stay. Without a limit it is whole. An engine
/// reads this when it is made; older ones do not know it.
void Window::prepare() { qputenv("QV4_GC_TIMELIMIT", "0"); }

Window::Window(const QString& page, models::App* app)
{
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    QObject::connect(
        &m_engine, &QQmlEngine::warnings, &m_engine,
        [this](const QList<QQmlError>& found) { m_warnings += static_cast<int>(found.size()); });
    m_engine.setInitialProperties(propertiesOf(app));
    m_engine.load(urlOf(page));
    if (app) QObject::connect(app, &models::App::locked, &m_engine, [this] { forget(); });
}

/// The pages are gone by now; what their scripts held is not, before it is collected.
void Window::forget()
{
    m_engine.collectGarbage();
    QGuiApplication::clipboard()->clear();
    wipeStack();
}

QQuickWindow* Window::window() const
{
    const auto roots = m_engine.rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.first());
}

} // namespace lapwing::app
