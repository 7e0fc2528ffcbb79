#pragma once

#include "client/models/page_model.h"
#include "client/models/secret_entry.h"
#include "client/work/set_up.h"
#include "client/work/workbench.h"

namespace lapwing::models {

struct UnlockView {
    Q_GADGET
    Q_PROPERTY(bool asksPin MEMBER asksPin)
    Q_PROPERTY(bool canUsePin MEMBER canUsePin)
    Q_PROPERTY(bool erased MEMBER erased)
    Q_PROPERTY(QString problem MEMBER problem)
    Q_PROPERTY(QString triesText MEMBER triesText)

public:
    bool asksPin = false, canUsePin = false, erased = false;
    QString problem;
    QString triesText; ///< once a try was wrong: how many are left, and what the last one does
};

/// The page Unlock: a passphrase or a PIN, how many tries are left, and nothing of any case.
/// Thread: the UI thread.
class Unlock : public PageModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::models::UnlockView view READ view NOTIFY changed)

public:
    using PageModel::PageModel;
    std::function<void(crypto::Secret secret, work::Workbench::Way way)> unlock;
    void setBusy(bool busy);
    void setProblem(const QString& problem);
    /// What the vault says of itself before it is open.
    void setGate(const VaultGate& gate);

    [[nodiscard]] bool busy() const override { return m_busy; }
    [[nodiscard]] bool asksPin() const { return canUsePin() && !m_wantsPassphrase; }
    [[nodiscard]] bool canUsePin() const { return m_gate.pinTriesLeft > 0; }
    [[nodiscard]] bool erased() const { return m_gate.isErased; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] UnlockView view() const
    {
        return {asksPin(), canUsePin(), erased(), m_problem, triesText()};
    }

    /// The PIN again, or the passphrase in its place.
    Q_INVOKABLE void usePassphrase(bool instead);
    Q_INVOKABLE void submit(lapwing::models::SecretEntry* entry);

private:
    [[nodiscard]] QString triesText() const;

    bool m_busy = false, m_wantsPassphrase = false;
    QString m_problem;
    VaultGate m_gate;
};

struct SetUpView {
    Q_GADGET
    Q_PROPERTY(QString hubUrl MEMBER hubUrl)
    Q_PROPERTY(QString code MEMBER code)
    Q_PROPERTY(QString problem MEMBER problem)
    Q_PROPERTY(QString progressText MEMBER progressText)

public:
    QString hubUrl, code, problem, progressText;
};

/// The page Set up this tablet. Thread: the UI thread.
class SetUp : public PageModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::models::SetUpView view READ view NOTIFY changed)

public:
    using PageModel::PageModel;
    std::function<void(work::SetUpRequest request, crypto::Secret passphrase)> setUp;
    void setBusy(bool busy);
    void setProblem(const QString& problem);

    [[nodiscard]] bool busy() const override { return m_busy; }
    [[nodiscard]] const SetUpView& view() const { return m_view; }

    Q_INVOKABLE void setHubUrl(const QString& url);
    Q_INVOKABLE void setCode(const QString& code);
    Q_INVOKABLE void submit(lapwing::models::SecretEntry* first,
                            lapwing::models::SecretEntry* again);

private:
    SetUpView m_view;
    bool m_busy = false;
};

} // namespace lapwing::models
