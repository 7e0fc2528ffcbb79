#pragma once

#include "client/screens/fields.h"
#include "client/screens/forms.h"

#include <QtCore/QtGlobal>

#include <map>
#include <span>

/// What one form is: what it asks, what a new record begins with, what is stamped on it, what is
/// made beside it and where it leads. Each form is a file named after it; form_table.cpp lists
/// them. Thread: the store thread.
namespace lapwing::screens {

/// One question of a form. A field that does not exist does not compile.
struct PlanField {
    const schema::Field* field = nullptr;
    std::string_view topic{};
    std::string_view hint{};
    std::string_view label{}; ///< what it is called here; none: as everywhere
    /// What is said while it is not answered: it has to be. None: it may be left empty, or the
    /// record had it from the start.
    std::string_view missing{};
    /// The type of a record of its own that the answer makes beside; none: the form's own record.
    const schema::RecordType* of = nullptr;
};

struct PlanTopic {
    std::string_view value, label;
};

/// What a new record begins with, by the name of the field, as it would be typed.
using Presets = std::map<std::string, std::string, std::less<>>;

/// A form that is being finished: its answers, and what it adds to them.
struct Finishing {
    Reader& reader;
    const OpenForm& form;
    const Fields* record;                    ///< that it changes, as displayed; null for a new one
    std::vector<FieldEntry> own{};           ///< of the form's own record
    std::vector<store::RecordSave> beside{}; ///< made in the same save

    template <class T>
    void put(const schema::Handle<T>& field, const T& content)
    {
        own.push_back(entryOf(field, content));
    }
    [[nodiscard]] schema::Instant now() const
    {
        return {static_cast<std::int64_t>(reader.nowMs())};
    }
    [[nodiscard]] schema::Day today() const { return {rules::dayOf(reader.today())}; }
    /// The record that it begins from. Errors: NotFound.
    [[nodiscard]] Result<RecordId> about() const;
    /// What was answered for a field; empty for nothing.
    [[nodiscard]] const std::string& answer(const schema::Field& field) const;
    /// A record beside, of the answers' case.
    [[nodiscard]] Result<void> make(const schema::RecordType& type,
                                    const std::vector<FieldEntry>& entries);
};

struct Plan {
    std::string_view name;
    const schema::RecordType* type;
    std::string_view title;
    std::string_view finish; ///< on the button
    std::span<const PlanField> fields;
    std::span<const PlanTopic> topics{};
    std::string_view intro{};
    bool changes = false;        ///< a record that is there; else it makes a new one
    bool canBeTakenBack = false; ///< by Undo, for a moment
    AfterForm after = AfterForm::Case;
    Result<Presets> (*presets)(Reader& reader, const CaseId& caseId) = nullptr;
    /// What the form itself knows: when, what it is, and what it is about.
    Result<void> (*stamp)(Finishing& finishing) = nullptr;
    /// The records of their own that its answers make.
    Result<void> (*beside)(Finishing& finishing) = nullptr;
};

inline constexpr std::string_view kFactsFirst =
    QT_TRANSLATE_NOOP("Screens", "Facts first, then your view.");

extern const Plan kNoteForm, kAttemptForm, kIncidentForm, kActionForm, kActionUpdateForm,
    kWishesForm, kPersonForm, kContactForm, kPhoneForm, kAddressForm, kAddressChangeForm,
    kRepeatForm, kStatementForm, kVisitPlanForm, kVisitRecordForm, kVisitAdditionForm;

/// nullptr: no such form in this version.
[[nodiscard]] const Plan* planNamed(std::string_view name);

/// Who is at risk and who harms, as the newest referral of the case says; empty without one.
[[nodiscard]] Result<std::optional<Fields>> newestReferral(Reader& reader, const CaseId& caseId);
[[nodiscard]] std::string joinedMembers(const Fields& record, const schema::Field& field);
/// Somebody who goes on the visit of the form; what this person saw on it.
[[nodiscard]] Result<void> addOfficer(Finishing& finishing, const std::string& staff, bool leads);
[[nodiscard]] Result<void> addStatement(Finishing& finishing, const std::string& text);

} // namespace lapwing::screens
