#pragma once

#include "client/models/list_model.h"
#include "client/models/secret_entry.h"
#include "client/work/set_up.h"
#include "client/work/workbench.h"

namespace lapwing::models {

/// The page Unlock: a passphrase or a PIN, how many tries are left, and nothing of any case.
/// Thread: the UI thread.
class Unlock : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(bool asksPin READ asksPin NOTIFY changed)
    Q_PROPERTY(bool canUsePin READ canUsePin NOTIFY changed)
    Q_PROPERTY(bool erased READ erased NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString triesText READ triesText NOTIFY changed)
    Q_PROPERTY(QString tabletText READ tabletText NOTIFY changed)

public:
    using QObject::QObject;
    std::function<void(crypto::Secret secret, work::Workbench::Way way)> unlock;
    void setBusy(bool busy);
    void setProblem(const QString& problem);
    /// What the vault says of itself before it is open.
    void setGate(const VaultGate& gate);

    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] bool asksPin() const { return canUsePin() && !m_wantsPassphrase; }
    [[nodiscard]] bool canUsePin() const { return m_gate.pinTriesLeft > 0; }
    [[nodiscard]] bool erased() const { return m_gate.isErased; }
    [[nodiscard]] QString problem() const { return m_problem; }
    /// Once a try was wrong: how many are left, and what happens after the last.
    [[nodiscard]] QString triesText() const;
    [[nodiscard]] QString tabletText() const
    {
        return tr("This tablet is locked. Everything on it is sealed.");
    }

    /// The PIN again, or the passphrase in its place.
    Q_INVOKABLE void usePassphrase(bool instead);
    Q_INVOKABLE void submit(lapwing::models::SecretEntry* entry);

signals:
    void changed();

private:
    bool m_busy = false, m_wantsPassphrase = false;
    QString m_problem;
    VaultGate m_gate;
};

/// The page Set up this tablet. Thread: the UI thread.
class SetUp : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QString hubUrl READ hubUrl WRITE setHubUrl NOTIFY changed)
    Q_PROPERTY(QString code READ code WRITE setCode NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed)

public:
    using QObject::QObject;
    std::function<void(work::SetUpRequest request, crypto::Secret passphrase)> setUp;
    void setBusy(bool busy);
    void setProblem(const QString& problem);

    [[nodiscard]] QString hubUrl() const { return m_hubUrl; }
    void setHubUrl(const QString& url);
    [[nodiscard]] QString code() const { return m_code; }
    void setCode(const QString& code);
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString progressText() const
    {
        return m_busy ? tr("Meeting the office and making the vault. This takes a few seconds.")
                      : QString();
    }

    Q_INVOKABLE void submit(lapwing::models::SecretEntry* first,
                            lapwing::models::SecretEntry* again);

signals:
    void changed();

private:
    QString m_hubUrl, m_code, m_problem;
    bool m_busy = false;
};

} // namespace lapwing::models
