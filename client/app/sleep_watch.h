#pragma once

#include "client/models/app.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusUnixFileDescriptor>

class QDBusPendingCallWatcher;

namespace lapwing::app {

/// Hears from the system that the machine is about to sleep, or that a session is to be locked, and
/// covers and locks the app. Sleep is held back until the vault is shut: for as long as the system
/// allows, some seconds. Without such a system on the bus it does nothing.
/// Thread: the UI thread. Source: org.freedesktop.login1(5).
class SleepWatch final : public QObject {
    Q_OBJECT

public:
    /// `bus` is the system's. `app` must outlive this.
    SleepWatch(const QDBusConnection& bus, models::App& app);

private slots:
    void sleepBegins(bool begins);
    void lockSession();

private:
    void hold();
    void held(const QDBusPendingCallWatcher& answer);

    QDBusConnection m_bus;
    models::App& m_app;
    bool m_isAsleep = false;
    QDBusUnixFileDescriptor m_hold; ///< while it is open the machine waits
};

} // namespace lapwing::app
