#include "client/app/self_test.h"

#include <QtCore/QCoreApplication>
#include <QtQuick/QQuickWindow>

#include <cstdio>

namespace lapwing::app {

bool selfTest(models::App& app)
{
    Window main(QStringLiteral("Main.qml"), &app);
    if (!main.window()) return false;
    int pages = 0;
    main.load(QStringLiteral("Gallery.qml"), nullptr);
    for (const auto& page : Window::pages()) {
        main.load(page, &app);
        ++pages;
    }
    for (const auto* route : {"unlock", "setUp", "today", "cases", "case", "actions", "briefing",
                              "visit", "checks", "sync", "search", "settings", "form"}) {
        app.open(QString::fromLatin1(route));
        QCoreApplication::processEvents();
        (void)main.window()->grabWindow();
    }
    std::printf("%d pages loaded, %d warnings\n", pages + 2, main.warnings());
    return main.warnings() == 0;
}

} // namespace lapwing::app
