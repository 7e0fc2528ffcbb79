#include "client/app/sleep_watch.h"

#include <QtCore/QPointer>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>

namespace lapwing::app {

namespace {
const auto kService = QStringLiteral("org.freedesktop.login1");
const auto kPath = QStringLiteral("/org/freedesktop/login1");
const auto kManager = QStringLiteral("org.freedesktop.login1.Manager");
const auto kSession = QStringLiteral("org.freedesktop.login1.Session");
} // namespace

SleepWatch::SleepWatch(const QDBusConnection& bus, models::App& app) : m_bus(bus), m_app(app)
{
    m_bus.connect(kService, kPath, kManager, QStringLiteral("PrepareForSleep"), this,
                  SLOT(sleepBegins(bool)));
    // Of any session: a lock too many costs a passphrase.
    m_bus.connect(kService, {}, kSession, QStringLiteral("Lock"), this, SLOT(lockSession()));
    hold();
}

void SleepWatch::hold()
{
    auto call = QDBusMessage::createMethodCall(kService, kPath, kManager,
                                               QStringLiteral("Inhibit"));
    call << QStringLiteral("sleep") << QStringLiteral("Lapwing")
         << tr("The tablet's work is being sealed") << QStringLiteral("delay");
    auto* answer = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        held(*answer);
        answer->deleteLater();
    });
}

void SleepWatch::held(const QDBusPendingCallWatcher& answer)
{
    const QDBusPendingReply<QDBusUnixFileDescriptor> reply = answer;
    if (reply.isValid() && !m_isAsleep) m_hold = reply.value();
}

void SleepWatch::sleepBegins(bool begins)
{
    m_isAsleep = begins;
    if (!begins) return hold(); // it woke: for the next time
    m_app.lock()->shut([self = QPointer(this)] {
        if (self && self->m_isAsleep) self->m_hold = {};
    });
}

void SleepWatch::lockSession() { m_app.lock()->hide(); }

} // namespace lapwing::app
