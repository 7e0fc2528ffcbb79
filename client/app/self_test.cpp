#include "client/app/self_test.h"

#include <QtCore/QCoreApplication>
#include <QtQuick/QQuickWindow>

#include <cstdio>

namespace lapwing::app {

bool selfTest(models::App& app)
{
    Window main(QStringLiteral("Main.qml"), &app);
    if (!main.window()) return false;
    std::size_t pages = 0;
    main.load(QStringLiteral("Gallery.qml"), nullptr);
    for (const auto& page : models::pageTable()) {
        main.load(QString::fromLatin1(page.file), &app, app.modelOf(page.id));
        ++pages;
        app.open(page.id);
        QCoreApplication::processEvents();
        (void)main.window()->grabWindow();
    }
    std::printf("%zu pages loaded, %d warnings\n", pages + 2, main.warnings());
    return main.warnings() == 0;
}

} // namespace lapwing::app
