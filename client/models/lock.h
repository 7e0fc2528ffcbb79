#pragma once

#include "client/vault/auto_lock.h"
#include "client/work/workbench.h"

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

namespace lapwing::models {

/// Whether the tablet is open, what covers it, and when it locks by itself. It knows no page and no
/// vault: who owns it says how a vault is opened and shut, and what is to be put away before.
/// Thread: the UI thread.
class Lock : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("the app has the one there is")
    Q_PROPERTY(lapwing::models::Lock::State state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool covered READ covered NOTIFY coveredChanged)
    Q_PROPERTY(QString warning READ warning NOTIFY warningChanged)

public:
    enum class State { SetUp, Locked, Unlocking, Open, NeedsOffice };
    Q_ENUM(State)
    using Way = work::Workbench::Way;
    using Opened = work::Workbench::Opened;

    /// The vault behind it. Each answers later, on this thread.
    struct Vault {
        std::function<void(crypto::Secret secret, Way way,
                           std::function<void(Result<Opened>)> then)>
            open;
        /// Shuts it, with what was typed; also one that is being opened.
        std::function<void(std::function<void(Result<void>)> then)> shut;
    };
    Lock(const Clock& clock, bool hasVault, Vault vault, QObject* parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    [[nodiscard]] bool covered() const { return m_covered; }
    /// How long until it locks by itself; empty while that is far.
    [[nodiscard]] QString warning() const { return m_warning; }
    /// The duress PIN was typed: there is no vault behind the pages.
    [[nodiscard]] bool isEmptyDay() const { return m_emptyDay; }

    void unlock(crypto::Secret secret, Way way);
    /// The office was reached: cases may be read again.
    void metOffice();
    void setIdle(std::chrono::milliseconds idle) { m_autoLock.setIdle(idle); }
    /// Locks or warns when its moment has come. Called some times a second.
    void tick();

    Q_INVOKABLE void close();
    /// Covers at once, then locks.
    Q_INVOKABLE void hide();
    Q_INVOKABLE void uncover();
    Q_INVOKABLE void stayUnlocked() { noteInput(); }
    /// Hides, and says when the vault is shut, whatever was under way.
    void shut(std::function<void()> then);
    /// Somebody touched the tablet: the idle time begins again.
    void noteInput();
    /// Sees every input of the application it is installed on.
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void stateChanged();
    void coveredChanged();
    void warningChanged();
    /// Nothing is put away yet: where the person is can still be read.
    void closing();
    /// It was opened, with the state that it has now.
    void opened();
    /// It stays shut, and why.
    void refused(const lapwing::Error& why);
    /// The vault is shut, or could not be shut rightly.
    void closed(const lapwing::Result<void>& how);

private:
    void answered(const Result<Opened>& how);
    void setState(State state);
    void setWarning(const QString& warning);

    Vault m_vault;
    State m_state;
    QString m_warning;
    bool m_covered = false, m_emptyDay = false;
    AutoLock m_autoLock;
};

} // namespace lapwing::models
