#pragma once

#include "client/screens/reader.h"
#include "client/screens/same_file.h"

#include <QtCore/QObject>

#include <optional>

/// Forms that ask a person for one record: what they ask, their drafts, and saving them.
namespace lapwing::screens {

using work::Casework;
using work::entryOf;
using work::FieldEntry;
using work::SaveAnswer;

/// Where a person is led once a form is finished.
enum class AfterForm : std::uint8_t {
    Case,   ///< back to where it was opened
    Plans,  ///< the same, to the case's plans
    Today,  ///< the visit is over
    Office, ///< its case has left: what was typed goes to the office
};

/// How a field is asked for, and so how its text is read.
enum class Ask : std::uint8_t {
    Text,
    Long,
    Choice,
    Set,
    Date,
    Time,
    Number,
    Shown, ///< written once and then only read
};
[[nodiscard]] QString codeOf(Ask ask);

struct Option {
    std::string value;
    QString label;
    bool operator==(const Option&) const = default;
};

struct FormField {
    std::string name, section;
    QString label, hint;
    QString missing;                        ///< what is said while it is not answered
    const schema::RecordType* of = nullptr; ///< that the answer makes a record of, beside; or none
    Ask ask = Ask::Text;
    bool required = false;
    bool conflicts = false; ///< there is more than one version: changing it asks for a reason
    std::string shown;      ///< what stood there when the form was opened; of a set, its members
                            ///< parted by commas
    std::vector<Option> options;
};

struct Topic {
    std::string value;
    QString label;
};

/// Which form, about what. `about` is a record to change or, for a new one, what it begins from.
struct FormAsk {
    std::string plan, caseRef, about;
};

/// A form as it was opened: finished words to show, and the proof of what it displayed.
/// `typed` holds only what the person has changed, by field. A plain value.
struct OpenForm {
    FormAsk ask;
    std::string draftName;
    QString title, caseText, intro, finishText;
    std::vector<Topic> topics; ///< none, or the parts it is asked in
    std::vector<FormField> fields;
    Casework::Editing editing;
    std::map<std::string, std::string> typed;
    std::string why;
    bool hasLeft = false; ///< its case is not on this tablet any more: only what was typed is here
    std::uint64_t draftedMs = 0; ///< when this was last put on the disk; 0 for never
    /// What was answered of people who may be whom it adds, by SameRow::rowId.
    std::map<std::string, std::string> same{};
    QList<SameRow> mayBeSame{}; ///< whom a draft asked about when it was left, as they are now
    bool isSameShown = false;   ///< they stand on the screen, so that no answer is saved unseen

    [[nodiscard]] const FormField* find(std::string_view name) const;
    /// What stands in the field now: as typed, else as shown.
    [[nodiscard]] const std::string& valueOf(const FormField& field) const;
    /// Where a draft was left: the last topic in which something is typed, else the first.
    [[nodiscard]] std::string topicLeft() const;
    [[nodiscard]] bool isDirty() const { return !typed.empty() || !why.empty(); }
    [[nodiscard]] bool needsWhy() const;
};

/// Opens a form, or its draft as it was left: with what was typed and what was displayed then. Once
/// the case has left this tablet a draft says so, and has what was typed.
/// Errors: NotFound for a plan or record that is not there; those of Casework.
/// Thread: the store thread, as for all of these but problemsOf.
[[nodiscard]] Result<OpenForm> openForm(Workbench& bench, const LocalTime& time,
                                        const FormAsk& ask);
/// On the disk when it returns; the answer is when.
[[nodiscard]] Result<std::uint64_t> keepDraft(Workbench& bench, const OpenForm& form);
/// What stays of a form that is open, once a case has been taken off.
enum class Stays : std::uint8_t {
    All,     ///< its case is here
    Words,   ///< what was typed: openForm() shows it
    Nothing, ///< nothing was typed, or the office has it
};
[[nodiscard]] Result<Stays> whatStays(Workbench& bench, const OpenForm& form);
[[nodiscard]] Result<void> dropDraft(Workbench& bench, const OpenForm& form);
struct Finished {
    SaveAnswer answer;
    AfterForm after = AfterForm::Case;
    std::optional<work::TakeBack> back; ///< where Undo is offered
    QList<SameRow> mayBeSame{};         ///< nothing was saved: it has to be said of each of them
};
/// Makes the change and forgets the draft. Who may be the same as somebody it adds is asked
/// about first: the answers are the form's `same`, once they are shown. Of a form whose case has
/// left no change can be made: its words are sealed for the office instead.
[[nodiscard]] Result<Finished> finishForm(Workbench& bench, const LocalTime& time,
                                          const OpenForm& form);
[[nodiscard]] Result<void> takeBack(Workbench& bench, const work::TakeBack& back);

/// What a person has to put right before it can be finished, in words for them.
struct Problem {
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString text MEMBER text)

public:
    QString name, text;
    [[nodiscard]] const QString& key() const { return name; }
    bool operator==(const Problem&) const = default;
};
/// Pure.
[[nodiscard]] QList<Problem> problemsOf(const OpenForm& form, const LocalTime& time);

} // namespace lapwing::screens
