// What opens the tablet, what covers it, and what locks it.
#include "client/models/app.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>

namespace lapwing::models {

using work::Workbench;

void App::look()
{
    m_desk.ask<VaultGate>([](Workbench& bench) { return bench.look(); },
                          [this](Result<VaultGate> gate) {
                              if (gate.ok())
                                  m_unlock->setGate(*gate);
                              else
                                  m_unlock->setProblem(toQt(gate.error().text()));
                          });
}

void App::openVault(crypto::Secret secret, Workbench::Way way)
{
    setState(State::Unlocking);
    // A job must be copyable, and a secret is not: it is wiped when the job has gone.
    auto held = std::make_shared<crypto::Secret>(std::move(secret));
    m_desk.ask<Workbench::Opened>(
        [held, way](Workbench& bench) { return bench.unlock(*held, way); },
        [this](Result<Workbench::Opened> how) { opened(how); });
}

void App::opened(const Result<Workbench::Opened>& how)
{
    if (!how.ok()) {
        setState(State::Locked);
        const auto why = toQt(how.error().text());
        m_unlock->setProblem(why);
        if (how.error().code == ErrorCode::Rejected) { // made, and never enrolled
            m_setUp->setProblem(why);
            m_page = PageId::SetUp;
            emit pageChanged();
        }
        // A keyring that was not opened for this is not asked for once more: no try was counted.
        if (how.error().code == ErrorCode::Unauthorised || m_unlock->asksPin()) look();
        return;
    }
    m_unlock->setBusy(false);
    m_autoLock.open();
    m_emptyDay = *how == Workbench::Opened::EmptyDay;
    const bool mayRead = *how != Workbench::Opened::NeedsOffice;
    setState(mayRead ? State::Open : State::NeedsOffice);
    if (m_covered) return lock(); // hidden while it was being opened
    if (m_emptyDay) {
        m_left = {};
        m_visitSafe = false;
        m_today->showEmptyDay();
        m_sync->showEmptyDay();
        return show(PageId::Today);
    }
    m_settings->refresh();
    m_sync->begin();
    if (!mayRead) return show(PageId::Lease);
    returnTo(std::exchange(m_left, {}));
}

void App::lock()
{
    const bool isOpen = m_state == State::Open;
    if (!isOpen && m_state != State::NeedsOffice) return;
    m_autoLock.closed();
    flushForms();
    if (isOpen && !m_emptyDay && m_page != PageId::Unlock) {
        m_left = {m_page,
                  m_caseView->tab(),
                  m_actions->shown().action.recordId,
                  m_form->section(),
                  m_caseView->caseRef(),
                  m_visit->view().recordId,
                  {}};
        if (m_form->form()) m_left.form = m_form->form()->ask;
    }
    m_before.clear();
    m_page = PageId::Unlock;
    setState(State::Locked);
    emit pageChanged();
    closed();
    m_desk.ask<void>([](Workbench& bench) { return screens::lockWithDrafts(bench); },
                     [this](Result<void> done) {
                         if (!done.ok()) tell(done.error());
                         look();
                         emit locked();
                     });
}

/// Nothing of any case stays in this thread's memory.
void App::closed()
{
    clearAll();
    m_emptyDay = false;
    setLockWarning({});
    m_messages->clear();
    m_unlock->setProblem({});
}

void App::hide()
{
    m_covered = true;
    emit coveredChanged();
    m_autoLock.lockNow();
    // The cover is drawn before anything else is done.
    QTimer::singleShot(0, this, &App::lock);
}

void App::shut(std::function<void()> then)
{
    hide();
    // Behind that lock, and behind an unlock that has not been answered yet.
    QTimer::singleShot(0, this, [this, then = std::move(then)] {
        m_desk.ask<void>([](Workbench& bench) { return screens::lockWithDrafts(bench); },
                         [then](const Result<void>&) { then(); });
    });
}

void App::uncover()
{
    m_covered = false;
    emit coveredChanged();
}

void App::tickLock()
{
    switch (m_autoLock.due()) {
    case AutoLock::Due::Nothing:
        return setLockWarning({});
    case AutoLock::Due::Lock:
        return lock();
    case AutoLock::Due::Warning:
        break;
    }
    const auto seconds = (m_autoLock.untilNext().count() + 999) / 1000;
    setLockWarning(tr("Locking in %1 seconds").arg(seconds));
}

void App::setLockWarning(const QString& warning)
{
    if (warning == m_lockWarning) return;
    m_lockWarning = warning;
    emit lockWarningChanged();
}

void App::noteInput()
{
    m_autoLock.touch();
    setLockWarning({});
}

bool App::eventFilter(QObject* watched, QEvent* event)
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
