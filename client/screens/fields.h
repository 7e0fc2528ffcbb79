#pragma once

#include "client/screens/reader.h"

namespace lapwing::screens {

/// A record's fields as text: between several versions stands "or". A field is told by its handle.
class Fields {
public:
    [[nodiscard]] static Result<Fields> open(Reader& reader, const RecordKey& record);
    /// As the form displayed them, which may be some time ago.
    [[nodiscard]] static Result<Fields> of(Reader& reader, DisplayedRecord form);
    [[nodiscard]] QString text(const schema::Field& field) const; ///< as a person reads it
    /// Every version of a text, as it stands; none that was taken out.
    [[nodiscard]] std::vector<std::string> texts(const schema::Field& field) const;
    /// What is to be worked with, for a form to begin from; nothing while every version has to be
    /// read, so that none passes for what stands.
    [[nodiscard]] std::optional<Value> value(const schema::Field& field) const;
    /// The same as it is stored: the word, day or hex; empty for nothing.
    [[nodiscard]] std::string stored(const schema::Field& field) const;
    /// Whether something stands there of which nothing can be worked with yet.
    [[nodiscard]] bool isUndecided(const schema::Field& field) const;
    /// Of a set: every member that some version has.
    [[nodiscard]] std::vector<std::string> members(const schema::Field& field) const;
    [[nodiscard]] bool has(const schema::Field& field) const;
    [[nodiscard]] bool conflicts(const schema::Field& field) const;
    /// Who said late what stands in one of them and waits at the office; empty when nobody did.
    [[nodiscard]] QString lateBy(std::initializer_list<const schema::Field*> fields) const;
    [[nodiscard]] const DisplayedRecord& form() const { return m_form; }
    /// What decisions are taken on; the rest of this class is to be read by people.
    [[nodiscard]] const domain::Facts& facts() const { return m_facts; }
    [[nodiscard]] const schema::RecordType& type() const { return *m_type; }

private:
    Fields(Reader& reader, const schema::RecordType& type, DisplayedRecord form,
           domain::Facts facts)
        : m_reader(&reader), m_type(&type), m_form(std::move(form)), m_facts(std::move(facts))
    {
    }
    [[nodiscard]] Reading reading(const schema::Field& field) const;
    Reader* m_reader;
    const schema::RecordType* m_type;
    DisplayedRecord m_form;
    domain::Facts m_facts;
};

/// What a contact point's number or address is, by every version of its kind.
[[nodiscard]] QString contactLabelOf(const Fields& contact);

/// A stored value as a person reads it: words, days and times in plain form, names for references.
/// The names are those of the scope.
[[nodiscard]] QString plainValue(const Reader& reader, const Scope& scope,
                                 const schema::Field& field, const Value& value);

} // namespace lapwing::screens
