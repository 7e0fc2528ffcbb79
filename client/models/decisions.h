#pragma once

#include "client/models/page_model.h"
#include "client/screens/decision_file.h"

namespace lapwing::models {

/// Undoing a decision, as far as it is filled in.
struct UndoAnswer {
    Q_GADGET
    Q_PROPERTY(bool hasDecision MEMBER hasDecision)
    Q_PROPERTY(QString emptyText MEMBER emptyText)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(QString missingText MEMBER missingText)
    Q_PROPERTY(QString problem MEMBER problem)
    Q_PROPERTY(bool canUndo MEMBER canUndo)

public:
    QString emptyText, reason;
    QString missingText; ///< what is still to be done, or why it cannot be done here
    QString problem;
    bool hasDecision = false, canUndo = false;
};

/// The page of decisions that were taken, each of which can be undone. Its lists are `list` and
/// `versions`. Thread: the UI thread.
class Decisions : public Page<screens::DecisionFile> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::screens::DecisionFile view READ view NOTIFY changed)
    Q_PROPERTY(lapwing::models::UndoAnswer answer READ answer NOTIFY changed)

public:
    Decisions(Shell& shell, QObject* parent);
    void refresh() override;
    void clear() override;
    [[nodiscard]] bool busy() const override { return m_busy; }
    [[nodiscard]] UndoAnswer answer() const;

    Q_INVOKABLE void select(const QString& decisionId);
    Q_INVOKABLE void setReason(const QString& reason);
    Q_INVOKABLE void undoDecision();

private:
    void forgetAnswer();
    [[nodiscard]] QString missingText() const;

    Rows<screens::DecisionRow>* m_list;
    QString m_reason, m_problem;
    bool m_busy = false;
    Latest<QList<screens::DecisionRow>> m_latestRows;
};

} // namespace lapwing::models
