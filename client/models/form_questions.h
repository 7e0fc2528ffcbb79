#pragma once

#include "client/models/form_editor.h"

#include <algorithm>

/// The questions of a form as QML sees them; of form_editor.cpp only.
namespace lapwing::models {

/// The members of a set as it is typed: parted by commas.
[[nodiscard]] inline std::vector<std::string> membersOf(const std::string& text)
{
    std::vector<std::string> members;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        if (end > at) members.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return members;
}

[[nodiscard]] inline bool isChosen(const screens::FormField& field, const std::string& value,
                                   const std::string& option)
{
    if (field.ask != screens::Ask::Set) return value == option;
    const auto members = membersOf(value);
    return std::ranges::find(members, option) != members.end();
}

/// The fields of the current topic. Rows are made anew only when another topic or form is shown.
class FormEditor::Fields final : public ListModel {
public:
    Fields(const FormEditor& editor, QObject* parent) : ListModel(parent), m_editor(editor) {}

    void show()
    {
        beginResetModel();
        m_shown.clear();
        if (const auto& form = m_editor.m_form)
            for (std::size_t i = 0; i < form->fields.size(); ++i)
                if (form->topics.empty() || form->fields[i].section == m_editor.m_topic)
                    m_shown.push_back(i);
        endResetModel();
        emit countChanged();
    }
    void tell(std::string_view name)
    {
        for (std::size_t row = 0; row < m_shown.size(); ++row)
            if (name.empty() || m_editor.m_form->fields[m_shown[row]].name == name)
                emit dataChanged(index(static_cast<int>(row)), index(static_cast<int>(row)));
    }
    [[nodiscard]] int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
    }
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override
    {
        return {{Name, "name"},       {Label, "label"}, {Hint, "hint"},   {Kind, "kind"},
                {Value, "value"},     {Error, "error"}, {Dirty, "dirty"}, {Required, "required"},
                {Options, "options"}, {Day, "day"},     {Month, "month"}, {Year, "year"},
                {Time, "time"}};
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        const auto row = static_cast<std::size_t>(index.row());
        if (!index.isValid() || row >= m_shown.size()) return {};
        const auto& form = *m_editor.m_form;
        const auto& field = form.fields[m_shown[row]];
        switch (role) {
        case Name:
            return toQt(field.name);
        case Label:
            return field.label;
        case Hint:
            return field.hint;
        case Kind:
            return codeOf(field.ask);
        case Value:
            return toQt(form.valueOf(field));
        case Error: {
            const auto* problem = m_editor.m_problems->find(toQt(field.name));
            return problem ? problem->text : QString();
        }
        case Dirty:
            return form.typed.contains(field.name);
        case Required:
            return field.required;
        case Options:
            return optionsOf(field, form.valueOf(field));
        case Day:
            return toQt(dayFields(field, form).day);
        case Month:
            return toQt(dayFields(field, form).month);
        case Year:
            return toQt(dayFields(field, form).year);
        case Time:
            return toQt(dayFields(field, form).time);
        default:
            return {};
        }
    }

private:
    enum {
        Name = Qt::UserRole,
        Label,
        Hint,
        Kind,
        Value,
        Error,
        Dirty,
        Required,
        Options,
        Day,
        Month,
        Year,
        Time
    };
    static screens::DayFields dayFields(const screens::FormField& field,
                                        const DisplayedRecord& form)
    {
        return screens::DayFields::of(form.valueOf(field), field.ask == screens::Ask::Time);
    }
    static QVariantList optionsOf(const screens::FormField& field, const std::string& value)
    {
        QVariantList options;
        for (const auto& option : field.options)
            options.push_back(QVariantMap{{"value", toQt(option.value)},
                                          {"label", option.label},
                                          {"chosen", isChosen(field, value, option.value)}});
        return options;
    }

    const FormEditor& m_editor;
    std::vector<std::size_t> m_shown;
};

} // namespace lapwing::models
