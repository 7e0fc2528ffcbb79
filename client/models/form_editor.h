#pragma once

#include "client/models/roles.h"
#include "client/models/shell.h"

namespace lapwing::models {

/// A form as QML fills it in. Every change is a draft on the disk within a second; finish() makes
/// the change. One form at a time; opening another keeps the draft of the one before.
/// Thread: the UI thread.
class FormEditor : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool active READ active NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString caseText READ caseText NOTIFY changed)
    Q_PROPERTY(QString intro READ intro NOTIFY changed)
    Q_PROPERTY(QString finishText READ finishText NOTIFY changed)
    Q_PROPERTY(QString savedText READ savedText NOTIFY savedTextChanged)
    Q_PROPERTY(bool hasSections READ hasSections NOTIFY changed)
    Q_PROPERTY(bool isFirstSection READ isFirstSection NOTIFY sectionChanged)
    Q_PROPERTY(bool isLastSection READ isLastSection NOTIFY sectionChanged)
    Q_PROPERTY(QString section READ section WRITE setSection NOTIFY sectionChanged)
    Q_PROPERTY(QString sectionText READ sectionText NOTIFY sectionChanged)
    Q_PROPERTY(QString why READ why WRITE setWhy NOTIFY whyChanged)
    Q_PROPERTY(QString today READ today NOTIFY changed)
    Q_PROPERTY(bool whyNeeded READ whyNeeded NOTIFY whyChanged)
    Q_PROPERTY(QAbstractListModel* sections READ sections CONSTANT)
    Q_PROPERTY(QAbstractListModel* fields READ fields CONSTANT)
    Q_PROPERTY(QAbstractListModel* problems READ problems CONSTANT)

public:
    using DisplayedRecord = work::screens::OpenForm;
    FormEditor(Shell& shell, QObject* parent);
    ~FormEditor() override;

    /// Opens it from the vault; `opened` is called when it is there.
    void open(work::screens::FormAsk ask, std::function<void()> opened);
    /// Puts what is not yet on the disk there, at once. Before hiding, locking and leaving.
    void flush();
    void close();
    /// Called from time to time: writes the draft once its last change is half a second old.
    void tick();
    [[nodiscard]] const std::optional<DisplayedRecord>& form() const { return m_form; }
    /// After finish() has made the change; the notices are those of the rules.
    std::function<void(const DisplayedRecord& form, const work::screens::Finished& done)> finished;

    [[nodiscard]] bool active() const { return m_form.has_value(); }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString title() const { return m_form ? toQt(m_form->title) : QString(); }
    [[nodiscard]] QString caseText() const { return m_form ? toQt(m_form->caseText) : QString(); }
    [[nodiscard]] QString intro() const { return m_form ? toQt(m_form->intro) : QString(); }
    [[nodiscard]] QString finishText() const
    {
        return m_form ? toQt(m_form->finishText) : QString();
    }
    [[nodiscard]] QString savedText() const;
    [[nodiscard]] bool hasSections() const { return m_form && !m_form->topics.empty(); }
    [[nodiscard]] bool isFirstSection() const;
    [[nodiscard]] bool isLastSection() const;
    [[nodiscard]] QString section() const { return toQt(m_topic); }
    void setSection(const QString& section);
    /// "2 of 6 · How things are"
    [[nodiscard]] QString sectionText() const;
    /// "2026-06-09"
    [[nodiscard]] QString today() const;
    [[nodiscard]] QString why() const { return m_form ? toQt(m_form->why) : QString(); }
    void setWhy(const QString& why);
    [[nodiscard]] bool whyNeeded() const { return m_form && m_form->needsWhy(); }
    [[nodiscard]] QAbstractListModel* sections() const;
    [[nodiscard]] QAbstractListModel* fields() const;
    [[nodiscard]] QAbstractListModel* problems() const { return m_problems; }
    /// What stands in a field now; empty for one the form does not have.
    [[nodiscard]] std::string valueOf(std::string_view field) const;

    Q_INVOKABLE void setValue(const QString& name, const QString& text);
    /// One of the fields of a date: day, month, year or time.
    Q_INVOKABLE void setPart(const QString& name, const QString& part, const QString& text);
    Q_INVOKABLE void setToday(const QString& name);
    Q_INVOKABLE void choose(const QString& name, const QString& option);
    /// Turns to the section in which a field is asked.
    Q_INVOKABLE void showField(const QString& name);
    Q_INVOKABLE void nextSection() { moveSection(1); }
    Q_INVOKABLE void previousSection() { moveSection(-1); }
    Q_INVOKABLE void finish();
    Q_INVOKABLE void discard();

signals:
    void changed();
    void savedTextChanged();
    void sectionChanged();
    void whyChanged();
    void valueChanged();

private:
    class Fields;
    void moveSection(int by);
    void touched();
    void tellSections();
    void keep();

    Shell& m_shell;
    std::optional<DisplayedRecord> m_form;
    std::string m_topic;
    TopicsModel* m_topics;
    ProblemsModel* m_problems;
    Fields* m_fields;
    bool m_busy = false;
    int m_writing = 0;         ///< drafts on their way to the disk
    bool m_unwritten = false;  ///< there is something newer than the last draft sent there
    bool m_refused = false;    ///< the disk did not take the last one
    std::uint64_t m_dueMs = 0; ///< when the next one goes there, by the boot clock
    std::uint64_t m_opened = 0; ///< which form this is; answers for another are dropped
};

} // namespace lapwing::models
