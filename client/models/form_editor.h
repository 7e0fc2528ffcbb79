#pragma once

#include "client/models/page_model.h"
#include "client/screens/forms.h"

namespace lapwing::models {

/// One part of a form that is asked in several, and how far it has come.
struct TopicRow {
    Q_GADGET
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString stateText MEMBER stateText)
    Q_PROPERTY(bool done MEMBER done)

public:
    QString value, label, stateText;
    bool done = false;
    [[nodiscard]] const QString& key() const { return value; }
    bool operator==(const TopicRow&) const = default;
};

/// What stands around the questions of a form.
struct FormView {
    Q_GADGET
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString caseText MEMBER caseText)
    Q_PROPERTY(QString intro MEMBER intro)
    Q_PROPERTY(QString finishText MEMBER finishText)
    Q_PROPERTY(QString savedText MEMBER savedText)
    Q_PROPERTY(QString section MEMBER section)
    Q_PROPERTY(QString sectionText MEMBER sectionText)
    Q_PROPERTY(QString why MEMBER why)
    Q_PROPERTY(QString today MEMBER today)
    Q_PROPERTY(bool hasSections MEMBER hasSections)
    Q_PROPERTY(bool isFirstSection MEMBER isFirstSection)
    Q_PROPERTY(bool isLastSection MEMBER isLastSection)
    Q_PROPERTY(bool whyNeeded MEMBER whyNeeded)
    Q_PROPERTY(bool asksSame MEMBER asksSame)

public:
    QString title, caseText, intro, finishText, savedText, section, why;
    QString sectionText; ///< "2 of 6 · How things are"
    QString today;       ///< "2026-06-09"
    bool hasSections = false, isFirstSection = true, isLastSection = true, whyNeeded = false;
    bool asksSame = false; ///< who may be the same is asked about, in the place of the questions
};

/// A form as QML fills it in. Every change is a draft on the disk within a second; finish() makes
/// the change. One form at a time; opening another keeps the draft of the one before. Its lists are
/// `sections`, `fields`, `problems` and, before somebody is added, `same`: who may be them. Thread:
/// the UI thread.
class FormEditor : public PageModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::models::FormView view READ view NOTIFY changed)

public:
    using DisplayedRecord = screens::OpenForm;
    FormEditor(Shell& shell, QObject* parent);
    ~FormEditor() override;

    /// Opens it from the vault; `opened` is called when it is there.
    void open(screens::FormAsk ask, std::function<void()> opened);
    /// Puts what is not yet on the disk there, at once. Before hiding, locking and leaving.
    void flush();
    void close();
    void clear() override { close(); }
    /// Once a case was taken off: a form of it, or of a part of it, shows no more than was typed.
    void reopenIfLeft();
    /// It closed because its case has left, and nothing typed in it is still here.
    std::function<void()> left;
    /// Called from time to time: writes the draft once its last change is half a second old.
    void tick();
    [[nodiscard]] const std::optional<DisplayedRecord>& form() const { return m_form; }
    /// After finish() has made the change; the notices are those of the rules.
    std::function<void(const DisplayedRecord& form, const screens::Finished& done)> finished;

    [[nodiscard]] bool active() const { return m_form.has_value(); }
    [[nodiscard]] bool busy() const override { return m_busy; }
    [[nodiscard]] FormView view() const;
    [[nodiscard]] QString savedText() const;
    [[nodiscard]] QString section() const { return toQt(m_topic); }
    /// Of what has to be put right before it can be finished; empty for nothing.
    [[nodiscard]] QString firstProblem() const;
    /// What stands in a field now; empty for one the form does not have.
    [[nodiscard]] std::string valueOf(std::string_view field) const;

    Q_INVOKABLE void setSection(const QString& section);
    Q_INVOKABLE void setWhy(const QString& why);
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
    /// Of one of those who may be the same: "same", "different" or "not_sure".
    Q_INVOKABLE void answerSame(const QString& rowId, const QString& answer);
    /// From those back to what was typed, of which nothing is lost.
    Q_INVOKABLE void backToQuestions();

private:
    class Fields;
    void moveSection(int by);
    void askSame(QList<screens::SameRow> people);
    [[nodiscard]] QList<screens::Problem> problems() const;
    void touched();
    void tellSections();
    [[nodiscard]] QString sectionText() const;
    [[nodiscard]] QString today() const;
    void keep();

    std::optional<DisplayedRecord> m_form;
    std::string m_topic;
    Rows<TopicRow>* m_topics;
    Rows<screens::Problem>* m_problems;
    Rows<screens::SameRow>* m_same;
    Fields* m_fields;
    bool m_busy = false;
    int m_writing = 0;          ///< drafts on their way to the disk
    bool m_unwritten = false;   ///< there is something newer than the last draft sent there
    bool m_refused = false;     ///< the disk did not take the last one
    std::uint64_t m_dueMs = 0;  ///< when the next one goes there, by the boot clock
    std::uint64_t m_opened = 0; ///< which form this is; answers for another are dropped
};

} // namespace lapwing::models
