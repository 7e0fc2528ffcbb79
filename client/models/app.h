#pragma once

#include "client/models/lock.h"
#include "client/models/message_bar.h"
#include "client/models/navigator.h"
#include "client/models/pages.h"

namespace lapwing::models {

/// The one object that QML is given. Where the person is, is the Navigator's; whether the tablet is
/// open, the Lock's; what is told, the Messages'; what each page shows, its model's. Here they are
/// wired together.
/// Thread: the UI thread.
class App : public Pages {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("main makes the one there is")
    Q_PROPERTY(lapwing::models::Navigator* navigator READ navigator CONSTANT)
    Q_PROPERTY(lapwing::models::Lock* lock READ lock CONSTANT)
    Q_PROPERTY(lapwing::models::Messages* messages READ messages CONSTANT)
    Q_PROPERTY(QString clockText READ clockText NOTIFY minuteChanged)
    Q_PROPERTY(QString dateText READ dateText NOTIFY minuteChanged)
    Q_PROPERTY(QString personName READ personName NOTIFY personChanged)
    Q_PROPERTY(QString roleText READ roleText NOTIFY personChanged)

public:
    explicit App(AppParts parts, QObject* parent = nullptr);
    ~App() override;

    /// Everything that waits for a moment to come: drafts, the next sync, the lock. Called some
    /// times a second; all moments are those of the clock.
    void tick();

    [[nodiscard]] Navigator* navigator() const { return m_navigator; }
    [[nodiscard]] Lock* lock() const { return m_lock; }
    [[nodiscard]] Messages* messages() const { return m_messages; }
    [[nodiscard]] PageId page() const { return m_navigator->page(); }
    [[nodiscard]] QString clockText() const;
    [[nodiscard]] QString dateText() const;
    [[nodiscard]] QString personName() const { return m_person; }
    [[nodiscard]] QString roleText() const { return m_role; }

signals:
    void minuteChanged();
    void personChanged();
    /// The vault is closed and no page shows a case: what is left in memory may go now.
    void locked();

private:
    /// Where the person was when it locked; nothing of what was to be seen there.
    struct Place {
        std::optional<PageId> page;
        QString tab, action, section, caseRef, visit, record, same;
        screens::FormAsk form;
    };
    [[nodiscard]] Lock::Vault vault();
    void wirePages();
    void wireForms();
    void wireLock();
    void openVisit(const QString& recordId);
    void openAction(const QString& recordId);
    void openRecord(const QString& recordId);
    void openSame(const QString& recordId);
    void openConflict(const QString& conflictId);
    void openItem(const screens::OutboxRow& row);
    void openFound(const screens::HitRow& row);
    void openCase(const QString& caseRef, const QString& tab);
    void openForm(screens::FormAsk ask);
    void refresh(PageId page);
    void refreshAll();
    void tell(const Error& error);
    void look();
    void setReach();
    void opened();
    void refused(const Error& why);
    void closing();
    void returnTo(const Place& place);
    void makeVault(work::SetUpRequest request, crypto::Secret passphrase);
    void afterForm(const screens::OpenForm& form, const screens::Finished& done);
    void afterSync(const Result<work::SyncReport>& report);
    void forgetWhatLeft();
    void setVisitSafe(bool on);
    void tellBadges();

    QString m_person, m_role;
    Place m_left;
    std::uint64_t m_minute = 0;
    Lock* m_lock;
    Navigator* m_navigator;
    Messages* m_messages;
};

} // namespace lapwing::models
