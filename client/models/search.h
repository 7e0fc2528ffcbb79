#pragma once

#include "client/models/roles.h"
#include "client/models/shell.h"
#include "client/work/screens/readings.h"

namespace lapwing::models {

/// Searches everything on this tablet while it is typed. Thread: the UI thread.
class Search : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    Q_PROPERTY(QAbstractListModel* results READ results CONSTANT)
    Q_PROPERTY(QString statusText READ statusText NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)

public:
    Search(Shell& shell, QObject* parent);
    void clear();
    std::function<void(const QString& recordId, const QString& caseRef)> openWanted;

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString& text);
    [[nodiscard]] QAbstractListModel* results() const { return m_results; }
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] bool busy() const { return m_latest.running(); }
    /// What is shown belongs to what was typed.
    [[nodiscard]] bool answered() const { return m_answered == m_text; }

    Q_INVOKABLE void openResult(const QString& recordId, const QString& caseRef)
    {
        openWanted(recordId, caseRef);
    }

signals:
    void changed();

private:
    Shell& m_shell;
    QString m_text, m_answered, m_problem;
    HitsModel* m_results;
    Latest<std::vector<work::screens::HitRow>> m_latest;
};

} // namespace lapwing::models
