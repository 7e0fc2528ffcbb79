#include "client/models/entry.h"

#include "client/vault/passphrase.h"
#include "client/vault/pin_lock.h"
#include "client/vault/try_count.h"

namespace lapwing::models {

void Unlock::setBusy(bool busy)
{
    m_busy = busy;
    if (busy) m_problem.clear();
    emit changed();
}

void Unlock::setProblem(const QString& problem)
{
    m_busy = false;
    m_problem = problem;
    emit changed();
}

void Unlock::setGate(const VaultGate& gate)
{
    m_gate = gate;
    emit changed();
}

QString Unlock::triesText() const
{
    if (erased()) return {};
    if (asksPin()) {
        if (m_gate.pinTriesLeft == kPinTries) return {};
        const bool one = m_gate.pinTriesLeft == 1;
        return (one ? tr("%1 try left with the PIN. ") : tr("%1 tries left with the PIN. "))
                   .arg(m_gate.pinTriesLeft) +
               tr("After that only the passphrase opens this tablet. Your work is safe.");
    }
    // A gate that was never looked through tells nothing.
    if (!m_gate.isThere || m_gate.triesLeft == m_gate.triesMost) return {};
    return m_gate.triesLeft == 1
               ? tr("1 try left. If it is wrong, nobody can open this tablet any more. Only the "
                    "office can open what was not sent.")
               : tr("%1 tries left. After the last wrong one nobody can open this tablet any "
                    "more. Only the office can open what was not sent.")
                     .arg(m_gate.triesLeft);
}

void Unlock::usePassphrase(bool instead)
{
    m_wantsPassphrase = instead;
    m_problem.clear();
    emit changed();
}

void Unlock::submit(SecretEntry* entry)
{
    if (!entry || m_busy) return;
    const auto way = asksPin() ? work::Workbench::Way::Pin : work::Workbench::Way::Passphrase;
    if (entry->length() == 0)
        return setProblem(asksPin() ? tr("Enter your PIN.") : tr("Enter your passphrase."));
    setBusy(true);
    unlock(entry->take(), way);
}

void SetUp::setBusy(bool busy)
{
    m_busy = busy;
    m_view.progressText.clear();
    if (busy)
        m_view.progressText = tr("Meeting the office and setting this tablet up. This takes a few "
                                 "seconds.");
    if (busy) m_view.problem.clear();
    emit changed();
}

void SetUp::setProblem(const QString& problem)
{
    setBusy(false);
    m_view.problem = problem;
    emit changed();
}

void SetUp::setHubUrl(const QString& url)
{
    if (url == m_view.hubUrl) return;
    m_view.hubUrl = url;
    emit changed();
}

void SetUp::setCode(const QString& code)
{
    if (code == m_view.code) return;
    m_view.code = code;
    emit changed();
}

void SetUp::submit(SecretEntry* first, SecretEntry* again)
{
    if (!first || !again || m_busy) return;
    if (m_view.hubUrl.trimmed().isEmpty()) return setProblem(tr("Enter the office's address."));
    if (m_view.code.trimmed().isEmpty()) return setProblem(tr("Enter the code from the office."));
    auto passphrase = first->take();
    const auto repeated = again->take();
    if (const auto strong = requireStrong(passphrase.view()); !strong.ok())
        return setProblem(toQt(strong.error().text()));
    if (!equal(passphrase.view(), repeated.view()))
        return setProblem(tr("The two passphrases differ. Enter both again."));
    setBusy(true);
    setUp({m_view.hubUrl.trimmed().toStdString(), m_view.code.trimmed().toStdString()},
          std::move(passphrase));
}

PageModel* makeUnlock(Shell& shell, QObject* owner) { return onlyModel<Unlock>(shell, owner); }
PageModel* makeSetUp(Shell& shell, QObject* owner) { return onlyModel<SetUp>(shell, owner); }

} // namespace lapwing::models
