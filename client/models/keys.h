#pragma once

#include "client/models/page_model.h"
#include "client/models/secret_entry.h"

namespace lapwing::models {

/// How the keys of this tablet stand, and how their last change ended.
struct KeysView {
    Q_GADGET
    Q_PROPERTY(bool hasPin MEMBER hasPin)
    Q_PROPERTY(QString pinText MEMBER pinText)
    Q_PROPERTY(QString passphraseProblem MEMBER passphraseProblem)
    Q_PROPERTY(QString passphraseDone MEMBER passphraseDone)
    Q_PROPERTY(QString pinProblem MEMBER pinProblem)
    Q_PROPERTY(QString pinDone MEMBER pinDone)

public:
    bool hasPin = false;
    QString pinText, passphraseProblem, passphraseDone, pinProblem, pinDone;
};

/// What opens this tablet, as its person changes it: the passphrase, and a PIN with perhaps a
/// second one for when somebody forces them. What is typed goes from the entries to the vault and
/// nowhere else. Thread: the UI thread.
class Keys : public PageModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::models::KeysView view READ view NOTIFY changed)

public:
    using PageModel::PageModel;
    void refresh() override;
    void clear() override;

    [[nodiscard]] bool busy() const override { return m_busy; }
    [[nodiscard]] KeysView view() const;

    /// Each takes and clears its entries.
    Q_INVOKABLE void changePassphrase(lapwing::models::SecretEntry* current,
                                      lapwing::models::SecretEntry* fresh,
                                      lapwing::models::SecretEntry* again);
    /// `duress` empty: no second PIN.
    Q_INVOKABLE void setPin(lapwing::models::SecretEntry* pin, lapwing::models::SecretEntry* again,
                            lapwing::models::SecretEntry* duress,
                            lapwing::models::SecretEntry* duressAgain);
    Q_INVOKABLE void dropPin();

private:
    /// How the last change of one kind ended.
    struct Answer {
        QString problem, done;
    };
    using Job = std::function<Result<void>(work::Workbench&)>;
    void say(Answer& answer, const QString& problem, const QString& done);
    void run(Answer& answer, const QString& done, Job job);

    bool m_busy = false;
    unsigned m_pinTries = 0;
    std::uint64_t m_round = 0; ///< answers to what was asked before a lock are dropped
    Answer m_passphrase, m_pin;
};

} // namespace lapwing::models
