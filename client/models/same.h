#pragma once

#include "client/models/page_model.h"
#include "client/screens/same_file.h"

namespace lapwing::models {

/// The page Same: who of others is the person of a record, said, undone, and shown as one. Its
/// lists are `people` and, of those who are looked for, `found`. Thread: the UI thread.
class Same : public Page<screens::SameFile> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::screens::SameFile view READ view NOTIFY changed)
    Q_PROPERTY(QString chosen READ chosen NOTIFY changed)
    Q_PROPERTY(QString answer READ answer NOTIFY changed)
    Q_PROPERTY(QString reason READ reason NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY changed)
    Q_PROPERTY(QString wordsText READ wordsText NOTIFY changed)

public:
    using Page::Page;
    void show(const QString& recordId);
    void refresh() override;
    void clear() override;
    [[nodiscard]] bool busy() const override { return m_busy; }
    [[nodiscard]] const QString& recordId() const { return m_id; }
    /// The row that is being answered.
    [[nodiscard]] const QString& chosen() const { return m_chosen; }
    [[nodiscard]] const QString& answer() const { return m_answer; }
    [[nodiscard]] const QString& reason() const { return m_reason; }
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// Whom to look for among all people of this tablet.
    [[nodiscard]] const QString& words() const { return m_words; }
    void setWords(const QString& words);
    /// How that went; empty for found, and while nobody is looked for.
    [[nodiscard]] QString wordsText() const;

    Q_INVOKABLE void choose(const QString& rowId);
    Q_INVOKABLE void setAnswer(const QString& answer);
    Q_INVOKABLE void setReason(const QString& reason);
    /// Says it, or undoes what was said.
    Q_INVOKABLE void save();

protected:
    void take(screens::SameFile file) override;
    void failed(const Error& error) override;

private:
    [[nodiscard]] std::string wanted() const;
    [[nodiscard]] const screens::SameRow* chosenRow() const;
    void tell(const QString& problem);
    void done(const Result<void>& answer, const QString& said);

    QString m_id, m_chosen, m_answer, m_reason, m_problem;
    QString m_words, m_answered; ///< of the search; those that what is shown was found for
    bool m_busy = false;
};

} // namespace lapwing::models
