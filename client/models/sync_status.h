#pragma once

#include "client/models/page_model.h"
#include "client/screens/outbox_view.h"

namespace lapwing::models {

/// What is said of the office and of what it has; finished words.
struct SyncView {
    Q_GADGET
    Q_PROPERTY(QString chip MEMBER chip)
    Q_PROPERTY(lapwing::screens::ItemState chipState MEMBER chipState)
    Q_PROPERTY(QString headline MEMBER headline)
    Q_PROPERTY(QString contactText MEMBER contactText)
    Q_PROPERTY(QString clockText MEMBER clockText)
    Q_PROPERTY(QString unsentText MEMBER unsentText)
    Q_PROPERTY(QString attemptText MEMBER attemptText)
    Q_PROPERTY(QString nextText MEMBER nextText)
    Q_PROPERTY(QString answerText MEMBER answerText)
    Q_PROPERTY(bool running MEMBER running)
    Q_PROPERTY(QString emptyText MEMBER emptyText)
    Q_PROPERTY(QString note MEMBER note)
    Q_PROPERTY(QString noteText MEMBER noteText)
    Q_PROPERTY(lapwing::screens::OutboxRow item MEMBER item)

public:
    QString chip, headline, contactText, unsentText, attemptText, nextText, answerText, emptyText;
    QString clockText; ///< empty while this tablet's clock goes with the office's
    screens::ItemState chipState = screens::ItemState::OnTablet;
    bool running = false;
    QString note;              ///< for the office, as typed so far
    QString noteText;          ///< what became of the last one
    screens::OutboxRow item{}; ///< the one that is chosen; without an id: none
};

/// How this tablet stands with the office, item by item, and when it speaks with it again.
/// "Sent" is said only of what the office has acknowledged; while the state is being read again
/// nothing is claimed of it. Its list is `items`. Thread: the UI thread.
class SyncStatus : public Page<screens::OutboxView> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::models::SyncView view READ said NOTIFY changed)

public:
    using Page::Page;
    void refresh() override;
    void clear() override;
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
    std::function<void(const screens::OutboxRow& row)> openWanted;

    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] SyncView said() const;
    [[nodiscard]] QString chip() const;

    Q_INVOKABLE void tryNow();
    Q_INVOKABLE void select(const QString& itemId);
    Q_INVOKABLE void openRecord();
    Q_INVOKABLE void setNote(const QString& text);
    /// What was typed is sealed for the office, and is not here any more; also before a lock.
    Q_INVOKABLE void sealNote();

protected:
    void take(screens::OutboxView view) override;

private:
    void start();
    void conclude(const Result<work::SyncReport>& report);
    [[nodiscard]] QString contactTime() const;
    [[nodiscard]] screens::ItemState chipState() const;
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString contactText() const;
    [[nodiscard]] QString clockText() const;
    [[nodiscard]] QString unsentText() const;
    [[nodiscard]] QString attemptText() const;
    [[nodiscard]] QString nextText() const;
    [[nodiscard]] Rows<screens::OutboxRow>& items() const
    {
        return rowsOf<screens::OutboxRow>("items");
    }
    /// By this tablet's clock; on an empty day, what it is to seem.
    [[nodiscard]] std::uint64_t lastContactMs() const
    {
        return m_emptyDay ? m_seemsMs : view().lastContactMs;
    }

    bool m_known = false;    ///< view() is what is so now, as far as this tablet knows
    bool m_on = false;       ///< a vault is open
    bool m_emptyDay = false; ///< or is to seem so
    bool m_running = false, m_asked = false, m_offline = false;
    std::size_t m_toSend = 0; ///< in the sync that runs: those sent in it, and view()'s
    unsigned m_failures = 0;
    std::uint64_t m_nextMs = 0;    ///< by the boot clock; when the next attempt is due
    std::uint64_t m_lastTryMs = 0; ///< by the wall clock
    std::uint64_t m_seemsMs = 0;
    QString m_answer, m_note, m_noteText;
};

} // namespace lapwing::models
