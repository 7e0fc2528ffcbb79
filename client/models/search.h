#pragma once

#include "client/models/page_model.h"
#include "client/screens/search_hits.h"

namespace lapwing::models {

/// Searches everything on this tablet while it is typed. Its list is `results`.
/// Thread: the UI thread.
class Search : public Page<QList<screens::HitRow>> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    Q_PROPERTY(QString statusText READ statusText NOTIFY changed)
    Q_PROPERTY(QStringList recent READ recent NOTIFY changed)

public:
    Search(Shell& shell, QObject* parent);
    void clear() override;
    std::function<void(const QString& recordId, const QString& caseRef)> openWanted;

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString& text);
    [[nodiscard]] QString statusText() const;
    /// What led somewhere since the tablet was unlocked, the latest first. Only in memory, and gone
    /// with the next lock.
    [[nodiscard]] QStringList recent() const { return m_recent; }
    /// What is shown belongs to what was typed.
    [[nodiscard]] bool answered() const { return m_answered == m_text; }

    Q_INVOKABLE void openResult(const QString& recordId, const QString& caseRef);

protected:
    void take(QList<screens::HitRow> rows) override;
    void failed(const Error& error) override;

private:
    QString m_text, m_answered;
    QStringList m_recent;
    Rows<screens::HitRow>* m_results;
};

} // namespace lapwing::models
