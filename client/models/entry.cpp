#include "client/models/entry.h"

namespace lapwing::models {

namespace {
/// Five words or so; a wordlist check is no substitute for length.
constexpr int kPassphraseMin = 12;
} // namespace

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

void Unlock::submit(SecretEntry* entry)
{
    if (!entry || m_busy) return;
    if (entry->length() == 0) return setProblem(tr("Enter your passphrase."));
    setBusy(true);
    unlock(entry->take());
}

void SetUp::setBusy(bool busy)
{
    m_busy = busy;
    if (busy) m_problem.clear();
    emit changed();
}

void SetUp::setProblem(const QString& problem)
{
    m_busy = false;
    m_problem = problem;
    emit changed();
}

void SetUp::setHubUrl(const QString& url)
{
    if (url == m_hubUrl) return;
    m_hubUrl = url;
    emit changed();
}

void SetUp::setCode(const QString& code)
{
    if (code == m_code) return;
    m_code = code;
    emit changed();
}

void SetUp::submit(SecretEntry* first, SecretEntry* again)
{
    if (!first || !again || m_busy) return;
    if (m_hubUrl.trimmed().isEmpty()) return setProblem(tr("Enter the office's address."));
    if (m_code.trimmed().isEmpty()) return setProblem(tr("Enter the code from the office."));
    if (first->length() < kPassphraseMin)
        return setProblem(tr("Choose a longer passphrase: five words are good."));
    auto passphrase = first->take();
    const auto repeated = again->take();
    if (!equal(passphrase.view(), repeated.view()))
        return setProblem(tr("The two passphrases differ. Enter both again."));
    setBusy(true);
    setUp({m_hubUrl.trimmed().toStdString(), m_code.trimmed().toStdString()},
          std::move(passphrase));
}

} // namespace lapwing::models
