#pragma once

#include "client/models/secret_entry.h"
#include "client/models/shell.h"

namespace lapwing::models {

/// What opens this tablet, as its person changes it: the passphrase, and a PIN with perhaps a
/// second one for when somebody forces her. What is typed goes from the entries to the vault and
/// nowhere else. Thread: the UI thread.
class Keys : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(bool hasPin READ hasPin NOTIFY changed)
    Q_PROPERTY(QString pinText READ pinText NOTIFY changed)
    Q_PROPERTY(QString passphraseProblem READ passphraseProblem NOTIFY changed)
    Q_PROPERTY(QString passphraseDone READ passphraseDone NOTIFY changed)
    Q_PROPERTY(QString pinProblem READ pinProblem NOTIFY changed)
    Q_PROPERTY(QString pinDone READ pinDone NOTIFY changed)

public:
    Keys(Shell& shell, QObject* parent) : QObject(parent), m_shell(shell) {}
    void refresh();
    void clear();

    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] bool hasPin() const { return m_pinTries > 0; }
    [[nodiscard]] QString pinText() const;
    [[nodiscard]] QString passphraseProblem() const { return m_passphrase.problem; }
    [[nodiscard]] QString passphraseDone() const { return m_passphrase.done; }
    [[nodiscard]] QString pinProblem() const { return m_pin.problem; }
    [[nodiscard]] QString pinDone() const { return m_pin.done; }

    /// Each takes and clears its entries.
    Q_INVOKABLE void changePassphrase(lapwing::models::SecretEntry* current,
                                      lapwing::models::SecretEntry* fresh,
                                      lapwing::models::SecretEntry* again);
    /// `duress` empty: no second PIN.
    Q_INVOKABLE void setPin(lapwing::models::SecretEntry* pin, lapwing::models::SecretEntry* again,
                            lapwing::models::SecretEntry* duress,
                            lapwing::models::SecretEntry* duressAgain);
    Q_INVOKABLE void dropPin();

signals:
    void changed();

private:
    /// How the last change of one kind ended.
    struct Answer {
        QString problem, done;
    };
    using Job = std::function<Result<void>(work::Workbench&)>;
    void say(Answer& answer, const QString& problem, const QString& done);
    void run(Answer& answer, const QString& done, Job job);

    Shell& m_shell;
    bool m_busy = false;
    unsigned m_pinTries = 0;
    std::uint64_t m_round = 0; ///< answers to what was asked before a lock are dropped
    Answer m_passphrase, m_pin;
};

} // namespace lapwing::models
