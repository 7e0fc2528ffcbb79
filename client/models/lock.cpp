#include "client/models/lock.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>

namespace lapwing::models {

Lock::Lock(const Clock& clock, bool hasVault, Vault vault, QObject* parent)
    : QObject(parent), m_vault(std::move(vault)), m_state(hasVault ? State::Locked : State::SetUp),
      m_autoLock(clock)
{
}

void Lock::unlock(crypto::Secret secret, Way way)
{
    setState(State::Unlocking);
    m_vault.open(std::move(secret), way, [this](Result<Opened> how) { answered(how); });
}

void Lock::answered(const Result<Opened>& how)
{
    if (!how.ok()) {
        setState(State::Locked);
        return emit refused(how.error());
    }
    m_autoLock.open();
    m_emptyDay = *how == Opened::EmptyDay;
    setState(*how == Opened::NeedsOffice ? State::NeedsOffice : State::Open);
    if (m_covered) return close(); // hidden while it was being opened
    emit opened();
}

void Lock::metOffice()
{
    if (m_state == State::NeedsOffice) setState(State::Open);
}

void Lock::close()
{
    if (m_state != State::Open && m_state != State::NeedsOffice) return;
    m_autoLock.closed();
    emit closing();
    setState(State::Locked);
    m_emptyDay = false;
    setWarning({});
    m_vault.shut([this](const Result<void>& how) { emit closed(how); });
}

void Lock::hide()
{
    m_covered = true;
    emit coveredChanged();
    m_autoLock.lockNow();
    // The cover is drawn before anything else is done.
    QTimer::singleShot(0, this, &Lock::close);
}

void Lock::shut(std::function<void()> then)
{
    hide();
    // Behind that lock, and behind an unlock that has not been answered yet.
    QTimer::singleShot(0, this, [this, then = std::move(then)] {
        m_vault.shut([then](const Result<void>&) { then(); });
    });
}

void Lock::uncover()
{
    m_covered = false;
    emit coveredChanged();
}

void Lock::tick()
{
    switch (m_autoLock.due()) {
    case AutoLock::Due::Nothing:
        return setWarning({});
    case AutoLock::Due::Lock:
        return close();
    case AutoLock::Due::Warning:
        break;
    }
    const auto seconds = (m_autoLock.untilNext().count() + 999) / 1000;
    setWarning(tr("Locking in %1 seconds").arg(seconds));
}

void Lock::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

void Lock::setWarning(const QString& warning)
{
    if (warning == m_warning) return;
    m_warning = warning;
    emit warningChanged();
}

void Lock::noteInput()
{
    m_autoLock.touch();
    setWarning({});
}

bool Lock::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::Wheel:
        noteInput();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace lapwing::models
