#pragma once

#include "client/models/visit.h"

namespace lapwing::models {

/// The page Today: visits of the day, what is due, what needs a person. Thread: the UI thread.
class Today : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QAbstractListModel* visits READ visits CONSTANT)
    Q_PROPERTY(QAbstractListModel* countersign READ countersign CONSTANT)
    Q_PROPERTY(QAbstractListModel* actions READ actions CONSTANT)
    Q_PROPERTY(QAbstractListModel* checks READ checks CONSTANT)
    Q_PROPERTY(QAbstractListModel* nextWarnings READ nextWarnings CONSTANT)
    Q_PROPERTY(int actionsDue READ actionsDue NOTIFY changed)
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(bool hasNext READ hasNext NOTIFY changed)
    Q_PROPERTY(bool hasChecks READ hasChecks NOTIFY changed)
    Q_PROPERTY(QString nextId READ nextId NOTIFY changed)
    Q_PROPERTY(QString nextLabel READ nextLabel NOTIFY changed)
    Q_PROPERTY(QString nextTitle READ nextTitle NOTIFY changed)
    Q_PROPERTY(QString nextTime READ nextTime NOTIFY changed)
    Q_PROPERTY(QString nextAddress READ nextAddress NOTIFY changed)
    Q_PROPERTY(QString nextWith READ nextWith NOTIFY changed)
    Q_PROPERTY(QString nextAccess READ nextAccess NOTIFY changed)
    Q_PROPERTY(QString nextStepText READ nextStepText NOTIFY changed)
    Q_PROPERTY(bool nextIsRead READ nextIsRead NOTIFY changed)
    Q_PROPERTY(QString nextLast READ nextLast NOTIFY changed)
    Q_PROPERTY(QString emptyVisitsText READ emptyVisitsText CONSTANT)
    Q_PROPERTY(QString emptyActionsText READ emptyActionsText CONSTANT)

public:
    Today(Shell& shell, QObject* parent);
    void refresh();
    void clear();
    /// Nothing is planned and nothing is due.
    void showEmptyDay();

    [[nodiscard]] QAbstractListModel* visits() const { return m_visits; }
    [[nodiscard]] QAbstractListModel* countersign() const { return m_countersign; }
    [[nodiscard]] QAbstractListModel* actions() const { return m_actions; }
    [[nodiscard]] QAbstractListModel* checks() const { return m_checks; }
    [[nodiscard]] QAbstractListModel* nextWarnings() const { return m_nextWarnings; }
    /// Late or due within a week, of which `actions` shows the first.
    [[nodiscard]] int actionsDue() const { return static_cast<int>(m_view.actionsDue); }
    /// Read at least once since the tablet was unlocked.
    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] bool hasNext() const { return next() != nullptr; }
    [[nodiscard]] bool hasChecks() const { return m_checks->count() > 0; }
    [[nodiscard]] QString nextId() const { return of(&work::screens::VisitRow::recordId); }
    [[nodiscard]] QString nextTitle() const { return of(&work::screens::VisitRow::who); }
    [[nodiscard]] QString nextTime() const { return of(&work::screens::VisitRow::time); }
    [[nodiscard]] QString nextAddress() const { return of(&work::screens::VisitRow::address); }
    [[nodiscard]] QString nextWith() const { return of(&work::screens::VisitRow::withText); }
    [[nodiscard]] QString nextAccess() const { return toQt(m_view.nextAccess); }
    [[nodiscard]] QString nextLabel() const { return toQt(m_view.nextLabel); }
    [[nodiscard]] QString nextLast() const { return toQt(m_view.nextLast); }
    [[nodiscard]] QString emptyVisitsText() const { return tr("No visits are planned for today."); }
    [[nodiscard]] QString emptyActionsText() const
    {
        return tr("No action is due within a week.");
    }

    [[nodiscard]] QString nextStepText() const { return of(&work::screens::VisitRow::stepText); }
    /// The next step is another than its briefing, which can be read again all the same.
    [[nodiscard]] bool nextIsRead() const { return hasNext() && next()->step != "briefing"; }

    Q_INVOKABLE void openVisit(const QString& recordId)
    {
        openRow(m_shell, *m_visits, recordId);
    }
    /// Does what `nextStepText` says.
    Q_INVOKABLE void takeNextStep();
    Q_INVOKABLE void openBriefing(const QString& recordId) { m_shell.openVisit(recordId); }
    Q_INVOKABLE void openAction(const QString& recordId) { m_shell.openAction(recordId); }
    Q_INVOKABLE void openCheck(const QString& checkId) { m_shell.openCheck(checkId); }
    Q_INVOKABLE void openActions() { m_shell.open(QStringLiteral("actions")); }

signals:
    void changed();

private:
    [[nodiscard]] const work::screens::VisitRow* next() const;
    [[nodiscard]] QString of(std::string work::screens::VisitRow::* member) const;

    Shell& m_shell;
    VisitsModel* m_visits;
    VisitsModel* m_countersign;
    ActionsModel* m_actions;
    ChecksModel* m_checks;
    WarningsModel* m_nextWarnings;
    work::screens::TodayView m_view; ///< what the lists do not hold
    bool m_ready = false;
    Latest<work::screens::TodayView> m_latest;
};

} // namespace lapwing::models
