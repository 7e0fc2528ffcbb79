#pragma once

#include "client/models/message_bar.h"
#include "client/models/pages.h"
#include "client/vault/auto_lock.h"

namespace lapwing::models {

/// The one object that QML is given: where the person is, and what each page shows.
/// Thread: the UI thread.
class App : public Pages {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("main makes the one there is")
    Q_PROPERTY(lapwing::models::App::State state READ state NOTIFY stateChanged)
    Q_PROPERTY(lapwing::models::PageId page READ page NOTIFY pageChanged)
    Q_PROPERTY(QString pageFile READ pageFile NOTIFY pageChanged)
    Q_PROPERTY(lapwing::models::PageModel* pageModel READ pageModel NOTIFY pageChanged)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY pageChanged)
    Q_PROPERTY(bool covered READ covered NOTIFY coveredChanged)
    Q_PROPERTY(bool visitSafe READ visitSafe NOTIFY pageChanged)
    Q_PROPERTY(QString clockText READ clockText NOTIFY minuteChanged)
    Q_PROPERTY(QString dateText READ dateText NOTIFY minuteChanged)
    Q_PROPERTY(lapwing::models::Messages* messages READ messages CONSTANT)
    Q_PROPERTY(QString lockWarning READ lockWarning NOTIFY lockWarningChanged)
    Q_PROPERTY(QString personName READ personName NOTIFY personChanged)
    Q_PROPERTY(QString roleText READ roleText NOTIFY personChanged)
    Q_PROPERTY(lapwing::models::ListModel* rail READ rail CONSTANT)

public:
    enum class State { SetUp, Locked, Unlocking, Open, NeedsOffice };
    Q_ENUM(State)

    explicit App(AppParts parts, QObject* parent = nullptr);
    ~App() override;

    /// Everything that waits for a moment to come: drafts, the next sync, the lock. Called some
    /// times a second; all moments are those of the clock.
    void tick();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] PageId page() const { return m_page; }
    [[nodiscard]] QString pageFile() const { return QString::fromLatin1(rowOf(m_page).file); }
    [[nodiscard]] PageModel* pageModel() { return modelOf(m_page); }
    [[nodiscard]] bool canGoBack() const { return !m_before.isEmpty() && !m_visitSafe; }
    [[nodiscard]] bool covered() const { return m_covered; }
    [[nodiscard]] bool visitSafe() const { return m_visitSafe; }
    [[nodiscard]] QString clockText() const;
    [[nodiscard]] QString dateText() const;
    [[nodiscard]] Messages* messages() const { return m_messages; }
    [[nodiscard]] QString lockWarning() const { return m_lockWarning; }
    [[nodiscard]] QString personName() const { return m_person; }
    [[nodiscard]] QString roleText() const { return m_role; }
    [[nodiscard]] ListModel* rail() const { return m_rail; }

    Q_INVOKABLE void open(lapwing::models::PageId page);
    Q_INVOKABLE void back();
    Q_INVOKABLE void hide();
    Q_INVOKABLE void uncover();
    Q_INVOKABLE void lock();
    Q_INVOKABLE void stayUnlocked() { noteInput(); }

    /// Hides, and says when the vault is shut, whatever was under way.
    void shut(std::function<void()> then);
    /// Somebody touched the tablet: the idle time begins again.
    void noteInput();
    /// Sees every input of the application it is installed on.
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void stateChanged();
    void pageChanged();
    void coveredChanged();
    void minuteChanged();
    void lockWarningChanged();
    void personChanged();
    /// The vault is closed and no page shows a case: what is left in memory may go now.
    void locked();

private:
    /// Where the person was when it locked; nothing of what was to be seen there.
    struct Place {
        std::optional<PageId> page;
        QString tab, action, section, caseRef, visit;
        screens::FormAsk form;
    };
    void wire();
    void go(PageId page);
    void show(PageId page);
    void openVisit(const QString& recordId);
    void openAction(const QString& recordId);
    void openConflict(const QString& conflictId);
    void openItem(const screens::OutboxRow& row);
    void openCase(const QString& caseRef, const QString& tab);
    void refresh(PageId page);
    void refreshAll();
    void setState(State state);
    void tell(const Error& error);
    void look();
    void openVault(crypto::Secret secret, work::Workbench::Way way);
    void opened(const Result<work::Workbench::Opened>& how);
    void returnTo(const Place& place);
    void closed();
    void makeVault(work::SetUpRequest request, crypto::Secret passphrase);
    void afterForm(const screens::OpenForm& form, const screens::Finished& done);
    void afterSync(const Result<work::SyncReport>& report);
    void setVisitSafe(bool on);
    void tellRail();
    void tickLock();
    void setLockWarning(const QString& warning);

    State m_state;
    PageId m_page;
    QString m_lockWarning, m_person, m_role;
    QList<PageId> m_before;
    Place m_left;
    bool m_covered = false, m_visitSafe = false;
    bool m_emptyDay = false; ///< the duress PIN was typed: there is no vault behind the pages
    std::uint64_t m_minute = 0;
    AutoLock m_autoLock;
    Rows<RailRow>* m_rail;
    Messages* m_messages;
};

} // namespace lapwing::models
