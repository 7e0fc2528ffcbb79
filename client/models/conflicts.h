#pragma once

#include "client/models/page_model.h"
#include "client/screens/conflict_file.h"

namespace lapwing::models {

/// The answer to a conflict, as far as it is given.
struct ConflictAnswer {
    Q_GADGET
    Q_PROPERTY(bool hasConflict MEMBER hasConflict)
    Q_PROPERTY(QString positionText MEMBER positionText)
    Q_PROPERTY(QString emptyText MEMBER emptyText)
    Q_PROPERTY(QString other MEMBER other)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(bool canDecide MEMBER canDecide)
    Q_PROPERTY(QString missingText MEMBER missingText)
    Q_PROPERTY(QString problem MEMBER problem)

public:
    QString positionText, emptyText, other, reason;
    QString missingText; ///< what is still to be done before the answer can be used
    QString problem;
    bool hasConflict = false, canDecide = false;
};

/// The page Check needed: what was changed in two places, side by side, for a person to decide.
/// Its lists are `list` and `versions`. Thread: the UI thread.
class Conflicts : public Page<screens::ConflictFile> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::screens::ConflictFile view READ view NOTIFY changed)
    Q_PROPERTY(lapwing::models::ConflictAnswer answer READ answer NOTIFY changed)

public:
    Conflicts(Shell& shell, QObject* parent);
    void refresh() override;
    void clear() override;
    [[nodiscard]] bool busy() const override { return m_busy; }
    [[nodiscard]] bool hasConflict() const { return !view().row.conflictId.isEmpty(); }
    [[nodiscard]] ConflictAnswer answer() const;

    Q_INVOKABLE void select(const QString& conflictId);
    Q_INVOKABLE void choose(int number);
    Q_INVOKABLE void setOther(const QString& other);
    Q_INVOKABLE void setReason(const QString& reason);
    /// All versions, one below the other, to be edited.
    Q_INVOKABLE void keepAll();
    Q_INVOKABLE void decide();
    Q_INVOKABLE void decideLater() { m_shell.open(PageId::Today); }

private:
    void forgetAnswer();
    [[nodiscard]] QString missingText() const;
    [[nodiscard]] Rows<screens::VersionRow>& versions() const
    {
        return rowsOf<screens::VersionRow>("versions");
    }

    Rows<screens::ConflictRow>* m_list;
    QString m_other, m_reason, m_problem;
    int m_chosen = 0; ///< 0: none of them
    bool m_busy = false;
    Latest<QList<screens::ConflictRow>> m_latestRows;
};

} // namespace lapwing::models
