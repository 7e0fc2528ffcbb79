#pragma once

#include "client/models/app.h"

#include <QtQml/QQmlApplicationEngine>

class QQuickWindow;

namespace lapwing::app {

/// The QML engine with a page of Lapwing.Ui that is a window. Every warning of QML is counted:
/// a page that warns is not whole. After a lock nothing that was shown stays in its memory, nor in
/// the clipboard. Thread: the UI thread.
class Window {
public:
    /// Comes before the first of a process, and before it has a second thread.
    static void prepare();

    /// `page` is a file of qml/pages; `app` may be null for one that shows no tablet.
    Window(const QString& page, models::App* app);

    /// Null when it did not load.
    [[nodiscard]] QQuickWindow* window() const;
    [[nodiscard]] int warnings() const { return m_warnings; }

private:
    void forget();

    int m_warnings = 0;
    QQmlApplicationEngine m_engine;
};

} // namespace lapwing::app
