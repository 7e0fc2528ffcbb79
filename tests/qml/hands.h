#pragma once

#include "client/app/window.h"
#include "tests/qml/office_day.h"

#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

class QPointingDevice;

namespace lapwing::test {

/// A tablet with its window, used by fingers and keys, which are counted.
class Hands {
public:
    Hands(OfficeDay& day, const Member& who, access::Role role);
    Hands(OfficeDay& day, const ScreenTablet& crashed);

    /// Types the passphrase and waits for the day.
    void unlock();
    /// The item of that objectName that can be seen; waits for it to come.
    QQuickItem* find(const QString& name);
    [[nodiscard]] bool shows(const QString& name);
    /// A finger on the middle of it, scrolled into view first.
    void tap(const QString& name);
    /// Taps on it, then types, key by key.
    void type(const QString& name, const QString& text);
    /// Waits until the app is at that page.
    void at(const QString& page);
    void goTo(const QString& route) { tap("rail_" + route); at(route); }
    /// Draws the window now.
    void draw() { (void)m_main->window()->grabWindow(); }
    /// Everything that is said to a screen reader now, one name a line.
    [[nodiscard]] QString spoken();
    /// Every text that can be seen now, one a line.
    [[nodiscard]] QString shown() const;
    [[nodiscard]] models::App& app() { return *tablet.app; }
    [[nodiscard]] QQuickWindow* window() const { return m_main->window(); }
    [[nodiscard]] int taps() const { return m_taps; }
    /// Prints what a job cost, and begins to count anew.
    void told(const char* job);

    ScreenTablet tablet;

private:
    void show();
    [[nodiscard]] QQuickItem* seen(QQuickItem* under, const QString& name) const;

    std::unique_ptr<app::Window> m_main;
    std::unique_ptr<QPointingDevice> m_finger;
    int m_taps = 0;
    std::uint64_t m_sinceMs = 0;
};

} // namespace lapwing::test
