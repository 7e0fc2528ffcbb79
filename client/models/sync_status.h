#pragma once

#include "client/models/roles.h"
#include "client/models/shell.h"
#include "client/work/screens/readings.h"
#include "client/work/sync_thread.h"

namespace lapwing::models {

/// How this tablet stands with the office, item by item, and when it speaks with it again.
/// "Sent" is said only of what the office has acknowledged; while the state is being read again
/// nothing is claimed of it. Thread: the UI thread.
class SyncStatus : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QString chip READ chip NOTIFY changed)
    Q_PROPERTY(QString chipCode READ chipCode NOTIFY changed)
    Q_PROPERTY(QString headline READ headline NOTIFY changed)
    Q_PROPERTY(QString contactText READ contactText NOTIFY changed)
    Q_PROPERTY(QString unsentText READ unsentText NOTIFY changed)
    Q_PROPERTY(QString attemptText READ attemptText NOTIFY changed)
    Q_PROPERTY(QString nextText READ nextText NOTIFY changed)
    Q_PROPERTY(QString answerText READ answerText NOTIFY changed)
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(QString emptyText READ emptyText NOTIFY changed)
    Q_PROPERTY(QString detailTitle READ detailTitle NOTIFY changed)
    Q_PROPERTY(QString detailLines READ detailLines NOTIFY changed)
    Q_PROPERTY(QString detailStateCode READ detailStateCode NOTIFY changed)
    Q_PROPERTY(QString detailStateText READ detailStateText NOTIFY changed)
    Q_PROPERTY(QString detailCode READ detailCode NOTIFY changed)
    Q_PROPERTY(bool canOpen READ canOpen NOTIFY changed)
    Q_PROPERTY(QAbstractListModel* items READ items CONSTANT)

public:
    SyncStatus(Shell& shell, work::SyncThread& thread, QObject* parent);
    void refresh();
    void clear();
    /// The vault was opened: speak with the office now.
    void begin();
    /// As if all had been sent a while ago and nobody were reached now: there is no vault.
    void showEmptyDay();
    /// Starts what is due.
    void tick();
    /// Something new waits: soon.
    void hasNew();
    /// A sync has ended: what it brought, or why not.
    std::function<void(const Result<work::SyncReport>& report)> ended;
    std::function<void(const work::screens::OutboxRow& row)> openWanted;

    [[nodiscard]] const work::screens::OutboxView& view() const { return m_view; }
    [[nodiscard]] QString chip() const;
    [[nodiscard]] QString chipCode() const;
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString contactText() const;
    [[nodiscard]] QString unsentText() const;
    [[nodiscard]] QString attemptText() const;
    [[nodiscard]] QString nextText() const;
    [[nodiscard]] QString answerText() const { return m_answer; }
    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] QString emptyText() const;
    [[nodiscard]] QString detailTitle() const { return of(&work::screens::OutboxRow::title); }
    [[nodiscard]] QString detailLines() const { return of(&work::screens::OutboxRow::detail); }
    [[nodiscard]] QString detailStateCode() const { return of(&work::screens::OutboxRow::state); }
    [[nodiscard]] QString detailStateText() const
    {
        return of(&work::screens::OutboxRow::stateText);
    }
    [[nodiscard]] QString detailCode() const { return of(&work::screens::OutboxRow::code); }
    [[nodiscard]] bool canOpen() const;
    [[nodiscard]] QAbstractListModel* items() const { return m_items; }

    Q_INVOKABLE void tryNow();
    Q_INVOKABLE void select(const QString& itemId);
    Q_INVOKABLE void openRecord();

signals:
    void changed();

private:
    void start();
    void take(const Result<work::SyncReport>& report);
    [[nodiscard]] QString of(std::string work::screens::OutboxRow::* member) const;
    [[nodiscard]] QString contactTime() const;

    Shell& m_shell;
    work::SyncThread& m_thread;
    OutboxModel* m_items;
    work::screens::OutboxView m_view; ///< what the list does not hold
    bool m_known = false;             ///< m_view is what is so now, as far as this tablet knows
    bool m_on = false;                ///< a vault is open
    bool m_emptyDay = false;          ///< or is to seem so
    bool m_running = false, m_asked = false, m_offline = false;
    std::size_t m_toSend = 0;         ///< in the sync that runs: those sent in it, and m_view's
    unsigned m_failures = 0;
    std::uint64_t m_nextMs = 0;       ///< by the boot clock; when the next attempt is due
    std::uint64_t m_lastTryMs = 0;    ///< by the wall clock
    QString m_answer;
    Latest<work::screens::OutboxView> m_latest;
};

} // namespace lapwing::models
