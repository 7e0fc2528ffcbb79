#pragma once

#include "client/models/roles.h"
#include "client/models/shell.h"
#include "client/work/screens/readings.h"

namespace lapwing::models {

/// The page Check needed: what was changed in two places, side by side, for a person to decide.
/// Thread: the UI thread.
class Checks : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QAbstractListModel* list READ list CONSTANT)
    Q_PROPERTY(QAbstractListModel* versions READ versions CONSTANT)
    Q_PROPERTY(QString emptyText READ emptyText NOTIFY changed)
    Q_PROPERTY(bool hasCheck READ hasCheck NOTIFY changed)
    Q_PROPERTY(QString positionText READ positionText NOTIFY changed)
    Q_PROPERTY(QString caseText READ caseText NOTIFY changed)
    Q_PROPERTY(QString fieldLabel READ fieldLabel NOTIFY changed)
    Q_PROPERTY(QString policyText READ policyText NOTIFY changed)
    Q_PROPERTY(QString beforeText READ beforeText NOTIFY changed)
    Q_PROPERTY(bool reasonNeeded READ reasonNeeded NOTIFY changed)
    Q_PROPERTY(bool canTypeOther READ canTypeOther NOTIFY changed)
    Q_PROPERTY(QString other READ other WRITE setOther NOTIFY changed)
    Q_PROPERTY(QString reason READ reason WRITE setReason NOTIFY changed)
    Q_PROPERTY(bool canKeepAll READ canKeepAll NOTIFY changed)
    Q_PROPERTY(bool canDecide READ canDecide NOTIFY changed)
    Q_PROPERTY(QString missingText READ missingText NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    Checks(Shell& shell, QObject* parent);
    void refresh();
    void clear();

    [[nodiscard]] QAbstractListModel* list() const { return m_list; }
    [[nodiscard]] QAbstractListModel* versions() const { return m_versions; }
    [[nodiscard]] QString emptyText() const;
    [[nodiscard]] bool hasCheck() const { return !m_file.row.checkId.empty(); }
    [[nodiscard]] QString positionText() const;
    [[nodiscard]] QString caseText() const { return toQt(m_file.row.caseText); }
    [[nodiscard]] QString fieldLabel() const { return toQt(m_file.row.fieldLabel); }
    [[nodiscard]] QString policyText() const { return toQt(m_file.policyText); }
    [[nodiscard]] QString beforeText() const { return toQt(m_file.beforeText); }
    [[nodiscard]] bool reasonNeeded() const { return m_file.reasonNeeded; }
    [[nodiscard]] bool canTypeOther() const { return m_file.canTypeOther; }
    [[nodiscard]] QString other() const { return m_other; }
    void setOther(const QString& other);
    [[nodiscard]] QString reason() const { return m_reason; }
    void setReason(const QString& reason);
    [[nodiscard]] bool canKeepAll() const { return m_file.canKeepAll; }
    [[nodiscard]] bool canDecide() const { return !m_busy && missingText().isEmpty(); }
    /// What is still to be done before an answer can be used.
    [[nodiscard]] QString missingText() const;
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void select(const QString& checkId);
    Q_INVOKABLE void choose(int number);
    /// All versions, one below the other, to be edited.
    Q_INVOKABLE void keepAll();
    Q_INVOKABLE void decide();
    Q_INVOKABLE void decideLater();

signals:
    void changed();

private:
    void forget();

    Shell& m_shell;
    ChecksModel* m_list;
    VersionsModel* m_versions;
    work::screens::ConflictFile m_file; ///< what the lists do not hold
    QString m_other, m_reason, m_problem;
    int m_chosen = 0; ///< 0: none of them
    bool m_busy = false;
    Latest<std::vector<work::screens::ConflictRow>> m_latest;
    Latest<work::screens::ConflictFile> m_latestFile;
};

} // namespace lapwing::models
