#include "client/models/form_editor.h"

#include "shared/base/civil.h"

#include <algorithm>

namespace lapwing::models {

namespace {
using namespace work::screens;
constexpr std::uint64_t kRestMs = 500;
constexpr std::uint64_t kRefusedMs = 3'000;

std::vector<std::string> membersOf(const std::string& text)
{
    std::vector<std::string> members;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        if (end > at) members.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return members;
}

bool isChosen(const FormField& field, const std::string& value, const std::string& option)
{
    if (field.ask != Ask::Set) return value == option;
    const auto members = membersOf(value);
    return std::ranges::find(members, option) != members.end();
}
} // namespace

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
        return {{Name, "name"},   {Label, "label"}, {Hint, "hint"},         {Kind, "kind"},
                {Value, "value"}, {Error, "error"}, {Dirty, "dirty"},
                {Required, "required"}, {Options, "options"}, {Day, "day"}, {Month, "month"},
                {Year, "year"},   {Time, "time"}};
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        const auto row = static_cast<std::size_t>(index.row());
        if (!index.isValid() || row >= m_shown.size()) return {};
        const auto& form = *m_editor.m_form;
        const auto& field = form.fields[m_shown[row]];
        switch (role) {
        case Name: return toQt(field.name);
        case Label: return toQt(field.label);
        case Hint: return toQt(field.hint);
        case Kind: return toQt(codeOf(field.ask));
        case Value: return toQt(form.valueOf(field));
        case Error: {
            const auto* problem = m_editor.m_problems->find(field.name);
            return problem ? toQt(problem->text) : QString();
        }
        case Dirty: return form.typed.contains(field.name);
        case Required: return field.required;
        case Options: return optionsOf(field, form.valueOf(field));
        case Day: return toQt(dayFields(field, form).day);
        case Month: return toQt(dayFields(field, form).month);
        case Year: return toQt(dayFields(field, form).year);
        case Time: return toQt(dayFields(field, form).time);
        default: return {};
        }
    }

private:
    enum {
        Name = Qt::UserRole, Label, Hint, Kind, Value, Error, Dirty, Required, Options, Day, Month,
        Year, Time
    };
    static DayFields dayFields(const FormField& field, const DisplayedRecord& form)
    {
        return DayFields::of(form.valueOf(field), field.ask == Ask::Time);
    }
    static QVariantList optionsOf(const FormField& field, const std::string& value)
    {
        QVariantList options;
        for (const auto& option : field.options)
            options.push_back(QVariantMap{{"value", toQt(option.value)},
                                          {"label", toQt(option.label)},
                                          {"chosen", isChosen(field, value, option.value)}});
        return options;
    }

    const FormEditor& m_editor;
    std::vector<std::size_t> m_shown;
};

FormEditor::FormEditor(Shell& shell, QObject* parent)
    : QObject(parent), m_shell(shell), m_topics(newModel<TopicsModel>(this)),
      m_problems(newModel<ProblemsModel>(this)), m_fields(new Fields(*this, this))
{
}
FormEditor::~FormEditor() = default;

QAbstractListModel* FormEditor::sections() const { return m_topics; }
QAbstractListModel* FormEditor::fields() const { return m_fields; }

void FormEditor::open(FormAsk ask, std::function<void()> opened)
{
    flush();
    close();
    m_busy = true;
    emit changed();
    m_shell.desk.ask<DisplayedRecord>(
        [ask = std::move(ask), &time = m_shell.time](work::Workbench& bench) {
            return openForm(bench, time, ask);
        },
        [this, which = m_opened, opened = std::move(opened)](Result<DisplayedRecord> form) {
            if (which != m_opened) return;
            m_busy = false;
            if (!form.ok()) {
                emit changed();
                return m_shell.tell(form.error());
            }
            m_form = std::move(form).value();
            m_topic = m_form->topicLeft();
            tellSections();
            m_fields->show();
            emit changed();
            emit sectionChanged();
            emit whyChanged();
            emit savedTextChanged();
            emit valueChanged();
            opened();
        });
}

void FormEditor::close()
{
    ++m_opened;
    m_busy = m_unwritten = m_refused = false;
    m_writing = 0;
    m_problems->setRows({});
    m_topics->setRows({});
    models::forget(m_form);
    m_fields->show();
    emit changed();
    emit sectionChanged();
    emit whyChanged();
    emit savedTextChanged();
    emit valueChanged();
}

QString FormEditor::savedText() const
{
    if (!m_form) return {};
    if (m_refused) return tr("Not on the disk yet. Trying again by itself.");
    if (m_unwritten || m_writing > 0) return tr("Saving…");
    if (m_form->draftedMs == 0) return {};
    return tr("Saved on this tablet %1").arg(toQt(m_shell.time.time(m_form->draftedMs)));
}

bool FormEditor::isFirstSection() const
{
    return !hasSections() || m_form->topics.front().value == m_topic;
}

bool FormEditor::isLastSection() const
{
    return !hasSections() || m_form->topics.back().value == m_topic;
}

void FormEditor::setSection(const QString& section)
{
    if (!m_form || section == toQt(m_topic)) return;
    m_topic = section.toStdString();
    flush();
    m_topics->setCurrent(m_topic);
    m_fields->show();
    emit sectionChanged();
}

QString FormEditor::sectionText() const
{
    if (!hasSections()) return {};
    const auto at = std::ranges::find(m_form->topics, m_topic, &Topic::value);
    return tr("%1 of %2 · %3")
        .arg(at - m_form->topics.begin() + 1)
        .arg(m_form->topics.size())
        .arg(toQt(at->label));
}

void FormEditor::moveSection(int by)
{
    if (!hasSections()) return;
    const auto at = std::ranges::find(m_form->topics, m_topic, &Topic::value);
    const auto next = (at - m_form->topics.begin()) + by;
    if (next >= 0 && next < std::ssize(m_form->topics))
        setSection(toQt(m_form->topics[static_cast<std::size_t>(next)].value));
}

std::string FormEditor::valueOf(std::string_view name) const
{
    const auto* field = m_form ? m_form->find(name) : nullptr;
    return field ? m_form->valueOf(*field) : std::string();
}

void FormEditor::setValue(const QString& name, const QString& text)
{
    const auto key = name.toStdString();
    const auto* field = m_form ? m_form->find(key) : nullptr;
    if (!field || field->ask == Ask::Shown) return;
    auto value = text.toStdString();
    if (value == m_form->valueOf(*field)) return;
    if (value == field->shown) m_form->typed.erase(key);
    else m_form->typed[key] = std::move(value);
    touched();
    m_fields->tell(key);
    emit whyChanged();
    emit valueChanged();
}

void FormEditor::setPart(const QString& name, const QString& part, const QString& text)
{
    const auto* field = m_form ? m_form->find(name.toStdString()) : nullptr;
    if (!field) return;
    const bool timed = field->ask == Ask::Time;
    auto fields = DayFields::of(m_form->valueOf(*field), timed);
    auto& which = part == QLatin1String("day")     ? fields.day
                  : part == QLatin1String("month") ? fields.month
                  : part == QLatin1String("year")  ? fields.year
                                                   : fields.time;
    which = text.trimmed().toStdString();
    setValue(name, toQt(fields.joined(timed)));
}

QString FormEditor::today() const
{
    return toQt(formatDay(rules::dayOf(m_shell.time.dateAt(m_shell.clock.wallMs()))));
}

void FormEditor::setToday(const QString& name)
{
    const auto* field = m_form ? m_form->find(name.toStdString()) : nullptr;
    if (!field) return;
    const bool timed = field->ask == Ask::Time;
    auto fields = DayFields::of(today().toStdString(), false);
    fields.time = DayFields::of(m_form->valueOf(*field), timed).time;
    setValue(name, toQt(fields.joined(timed)));
}

void FormEditor::showField(const QString& name)
{
    const auto* field = m_form ? m_form->find(name.toStdString()) : nullptr;
    if (field && hasSections()) setSection(toQt(field->section));
}

void FormEditor::choose(const QString& name, const QString& option)
{
    const auto* field = m_form ? m_form->find(name.toStdString()) : nullptr;
    if (!field) return;
    const auto chosen = option.toStdString();
    const auto& value = m_form->valueOf(*field);
    if (field->ask != Ask::Set) return setValue(name, value == chosen ? QString() : option);
    auto members = membersOf(value);
    if (std::erase(members, chosen) == 0) members.push_back(chosen);
    std::string all;
    for (const auto& member : members) all += (all.empty() ? "" : ",") + member;
    setValue(name, toQt(all));
}

void FormEditor::setWhy(const QString& why)
{
    if (!m_form || why == toQt(m_form->why)) return;
    m_form->why = why.toStdString();
    touched();
    emit whyChanged();
}

void FormEditor::touched()
{
    if (!m_unwritten) m_dueMs = m_shell.clock.bootMs() + kRestMs;
    m_unwritten = true;
    if (m_problems->count() > 0) {
        m_problems->setRows(problemsOf(*m_form, m_shell.time));
        m_fields->tell({});
    }
    tellSections();
    emit savedTextChanged();
}

/// How far each topic has come: done when nothing asked in it is left empty.
void FormEditor::tellSections()
{
    std::vector<TopicRow> rows;
    for (const auto& topic : m_form->topics) {
        std::size_t asked = 0, given = 0;
        for (const auto& field : m_form->fields) {
            if (field.section != topic.value) continue;
            ++asked;
            given += m_form->valueOf(field).empty() ? 0 : 1;
        }
        const bool done = given == asked;
        rows.push_back({topic.value, topic.label,
                        given == 0 ? "Not started" : done ? "Done" : "In progress", done});
    }
    m_topics->setRows(std::move(rows));
    m_topics->setCurrent(m_topic);
}

void FormEditor::tick()
{
    if (m_unwritten && m_writing == 0 && m_shell.clock.bootMs() >= m_dueMs) keep();
}

void FormEditor::flush()
{
    if (m_unwritten) keep();
}

void FormEditor::keep()
{
    if (!m_form) return;
    m_unwritten = false;
    ++m_writing;
    m_shell.desk.ask<std::uint64_t>(
        [form = *m_form](work::Workbench& bench) { return keepDraft(bench, form); },
        [this, which = m_opened](Result<std::uint64_t> when) {
            if (!when.ok()) m_shell.tell(when.error());
            if (which != m_opened) return;
            --m_writing;
            m_refused = !when.ok();
            if (when.ok()) m_form->draftedMs = *when;
            else if (!m_unwritten) m_dueMs = m_shell.clock.bootMs() + kRefusedMs;
            m_unwritten = m_unwritten || m_refused;
            emit savedTextChanged();
        });
}

void FormEditor::finish()
{
    if (!m_form || m_busy) return;
    auto problems = problemsOf(*m_form, m_shell.time);
    const bool whole = problems.empty();
    m_problems->setRows(std::move(problems));
    m_fields->tell({});
    if (!whole) return;
    m_busy = true;
    m_unwritten = false;
    emit changed();
    m_shell.desk.ask<Finished>(
        [form = *m_form, &time = m_shell.time](work::Workbench& bench) {
            return finishForm(bench, time, form);
        },
        [this, which = m_opened](Result<Finished> answer) {
            if (answer.ok()) m_shell.saved();
            else m_shell.tell(answer.error());
            if (which != m_opened) return;
            m_busy = false;
            if (!answer.ok()) {
                touched(); // it stays a draft
                emit changed();
                return;
            }
            const auto form = *m_form;
            close();
            if (finished) finished(form, *answer);
        });
}

void FormEditor::discard()
{
    if (!m_form) return;
    m_shell.desk.ask<void>(
        [form = *m_form](work::Workbench& bench) { return dropDraft(bench, form); },
        [this](Result<void> dropped) {
            if (!dropped.ok()) m_shell.tell(dropped.error());
            else m_shell.saved();
        });
    close();
}

} // namespace lapwing::models
