#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "client/app/window.h"
#include "shared/crypto/secret.h"

#include <QtGui/QGuiApplication>
#include <QtQuickControls2/QQuickStyle>

int main(int argc, char** argv)
{
    // No display, and the renderer that draws the same everywhere.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    lapwing::app::Window::prepare();
    QGuiApplication gui(argc, argv);
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    if (!lapwing::crypto::initialise()) return 1;
    doctest::Context context(argc, argv);
    return context.run();
}
