#pragma once

#include "client/models/page_model.h"
#include "client/screens/search_hits.h"

namespace lapwing::models {

/// Searches everything on this tablet while it is typed, and shows what was opened last while
/// nothing is. Its list is `results`. Thread: the UI thread.
class Search : public Page<screens::HitList> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    Q_PROPERTY(QString statusText READ statusText NOTIFY changed)

public:
    Search(Shell& shell, QObject* parent);
    void refresh() override;
    void clear() override;
    std::function<void(const screens::HitRow& row)> openWanted;

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString& text);
    [[nodiscard]] QString statusText() const;
    /// What is shown belongs to what was typed.
    [[nodiscard]] bool answered() const { return m_answered == m_text && !busy(); }
    /// A case was opened; it stands above what was opened before. In memory only, and gone with the
    /// next lock, or once its case is not here any more.
    void caseOpened(const QString& caseRef);
    /// A case was taken off this tablet: nothing that was read of any case stays.
    void forgetWhatLeft();

    Q_INVOKABLE void openResult(const QString& rowId);

protected:
    void take(screens::HitList list) override;
    void failed(const Error& error) override;

private:
    [[nodiscard]] bool isSearch() const;
    void remember(screens::Opened opened);

    QString m_text, m_answered;
    QList<screens::Opened> m_opened; ///< the latest first
    QList<screens::Opened> m_asked;  ///< of which of them it is being read whether they are here
    Rows<screens::HitRow>* m_results;
};

} // namespace lapwing::models
