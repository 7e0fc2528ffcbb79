#include "client/models/keys.h"

#include "shared/crypto/mac.h"

namespace lapwing::models {

using work::Workbench;

namespace {
/// A job must be copyable, and a secret is not: it is wiped when the job has gone.
std::shared_ptr<crypto::Secret> heldFrom(SecretEntry* entry)
{
    return std::make_shared<crypto::Secret>(entry->take());
}

bool same(const std::shared_ptr<crypto::Secret>& a, const std::shared_ptr<crypto::Secret>& b)
{
    return crypto::sameSecret(a->view(), b->view());
}
} // namespace

void Keys::refresh()
{
    m_shell.desk.ask<VaultGate>([](Workbench& bench) { return bench.look(); },
                                [this, round = m_round](Result<VaultGate> gate) {
                                    if (round != m_round) return;
                                    if (!gate.ok()) return m_shell.tell(gate.error());
                                    m_pinTries = gate->pinTriesLeft;
                                    emit changed();
                                });
}

void Keys::clear()
{
    ++m_round;
    m_busy = false;
    m_pinTries = 0;
    m_passphrase = m_pin = {};
    emit changed();
}

KeysView Keys::view() const
{
    const bool hasPin = m_pinTries > 0;
    return {hasPin,
            hasPin ? tr("A PIN opens this tablet until it restarts or a visit starts.")
                   : tr("No PIN opens this tablet now: only the passphrase does."),
            m_passphrase.problem,
            m_passphrase.done,
            m_pin.problem,
            m_pin.done};
}

void Keys::say(Answer& answer, const QString& problem, const QString& done)
{
    answer = {problem, done};
    emit changed();
}

void Keys::run(Answer& answer, const QString& done, Job job)
{
    m_busy = true;
    say(answer, {}, {});
    m_shell.desk.ask<void>(std::move(job),
                           [this, &answer, done, round = m_round](Result<void> ended) {
                               if (round != m_round) return;
                               m_busy = false;
                               if (ended.ok())
                                   say(answer, {}, done);
                               else
                                   say(answer, toQt(ended.error().text()), {});
                               refresh();
                           });
}

void Keys::changePassphrase(SecretEntry* current, SecretEntry* fresh, SecretEntry* again)
{
    if (!current || !fresh || !again || m_busy) return;
    const auto now = heldFrom(current);
    const auto next = heldFrom(fresh);
    if (!same(next, heldFrom(again)))
        return say(m_passphrase,
                   tr("The two new passphrases differ. Nothing was changed. Enter all again."), {});
    run(m_passphrase, tr("The new passphrase is in force. The old one opens nothing any more."),
        [now, next](Workbench& bench) { return bench.changePassphrase(*now, *next); });
}

void Keys::setPin(SecretEntry* pin, SecretEntry* again, SecretEntry* duress,
                  SecretEntry* duressAgain)
{
    if (!pin || !again || !duress || !duressAgain || m_busy) return;
    const auto work = heldFrom(pin);
    const auto alarm = heldFrom(duress);
    const bool sameWork = same(work, heldFrom(again));
    const bool sameAlarm = same(alarm, heldFrom(duressAgain));
    if (!sameWork || !sameAlarm)
        return say(m_pin,
                   sameWork ? tr("The two PINs for an emergency differ. Nothing was "
                                 "changed. Enter all again.")
                            : tr("The two PINs differ. Nothing was changed. Enter them "
                                 "again."),
                   {});
    run(m_pin, tr("The PIN is set."),
        [work, alarm](Workbench& bench) { return bench.setPins(*work, *alarm); });
}

void Keys::dropPin()
{
    if (m_busy) return;
    run(m_pin, tr("No PIN opens this tablet any more."),
        [](Workbench& bench) { return bench.dropPins(); });
}

PageModel* makeKeys(Shell& shell, QObject* owner) { return onlyModel<Keys>(shell, owner); }

} // namespace lapwing::models
