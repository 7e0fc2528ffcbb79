#include "tests/pictures/self_test.h"

#include "client/app/window.h"

#include <QtCore/QCoreApplication>
#include <QtQml/QQmlComponent>
#include <QtQuick/QQuickWindow>

#include <cstdio>
#include <memory>

namespace lapwing::pictures {

namespace {
/// Loads pages one by one, as children of nothing, for their warnings only.
class PageLoader {
public:
    PageLoader()
    {
        m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        QObject::connect(&m_engine, &QQmlEngine::warnings, &m_engine,
                         [this](const QList<QQmlError>& found) {
                             m_warnings += static_cast<int>(found.size());
                         });
    }
    void load(const QUrl& page, const QVariantMap& properties)
    {
        QQmlComponent component(&m_engine, page);
        const std::unique_ptr<QObject> made(component.createWithInitialProperties(properties));
        ++m_pages;
        if (made) return;
        for (const auto& error : component.errors()) qWarning("%s", qPrintable(error.toString()));
        ++m_warnings;
    }
    [[nodiscard]] int pages() const { return m_pages; }
    [[nodiscard]] int warnings() const { return m_warnings; }

private:
    int m_pages = 0;
    int m_warnings = 0;
    QQmlEngine m_engine;
};
} // namespace

bool selfTest(models::App& app)
{
    app::Window main(QStringLiteral("Main.qml"), &app);
    if (!main.window()) return false;
    app.navigator()->setReach(models::Navigator::Reach::All); // no vault is open
    PageLoader loader;
    loader.load(QUrl(kGallery), {});
    for (const auto& page : models::pageTable()) {
        loader.load(QUrl(QStringLiteral("qrc:/qt/qml/Lapwing/Ui/pages/") + page.file),
                    {{QStringLiteral("app"), QVariant::fromValue(&app)},
                     {QStringLiteral("model"),
                      QVariant::fromValue<QObject*>(app.modelOf(page.id))}});
        app.navigator()->open(page.id);
        QCoreApplication::processEvents();
        (void)main.window()->grabWindow();
    }
    const int warnings = main.warnings() + loader.warnings();
    std::printf("%d pages loaded, %d warnings\n", loader.pages(), warnings);
    return warnings == 0 && loader.pages() > 1;
}

} // namespace lapwing::pictures
