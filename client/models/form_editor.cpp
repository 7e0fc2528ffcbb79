#include "client/models/form_editor.h"

#include "client/models/form_questions.h"

#include "shared/base/civil.h"

#include <algorithm>

namespace lapwing::models {

using namespace screens;

namespace {
constexpr std::uint64_t kRestMs = 500;
constexpr std::uint64_t kRefusedMs = 3'000;
} // namespace

FormEditor::FormEditor(Shell& shell, QObject* parent)
    : PageModel(shell, parent), m_topics(addRows<TopicRow>("sections")),
      m_problems(addRows<Problem>("problems")), m_same(addRows<SameRow>("same")),
      m_fields(new Fields(*this, this))
{
    addList("fields", m_fields);
}
FormEditor::~FormEditor() = default;

FormView FormEditor::view() const
{
    FormView view;
    view.today = today();
    if (!m_form) return view;
    view.title = m_form->title;
    view.caseText = m_form->caseText;
    view.intro = m_form->intro;
    view.asksSame = m_same->count() > 0;
    view.finishText = view.asksSame ? tr("Save with these answers") : m_form->finishText;
    view.savedText = savedText();
    view.section = section();
    view.sectionText = sectionText();
    view.why = toQt(m_form->why);
    view.whyNeeded = m_form->needsWhy();
    const auto& topics = m_form->topics;
    view.hasSections = !topics.empty();
    view.isFirstSection = topics.empty() || topics.front().value == m_topic;
    view.isLastSection = topics.empty() || topics.back().value == m_topic;
    return view;
}

QString FormEditor::firstProblem() const
{
    return m_problems->rows().empty() ? QString() : m_problems->rows().front().text;
}

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
            askSame(std::exchange(m_form->mayBeSame, {}));
            tellSections();
            m_fields->show();
            emit changed();
            opened();
        });
}

void FormEditor::reopenIfLeft()
{
    if (!m_form || m_form->hasLeft) return;
    flush();
    m_shell.desk.ask<Stays>(
        [form = *m_form](work::Workbench& bench) { return whatStays(bench, form); },
        [this, which = m_opened](Result<Stays> stays) {
            if (which != m_opened || !stays.ok() || *stays == Stays::All) return;
            if (*stays == Stays::Words) return open(m_form->ask, [] {});
            close();
            if (left) left();
        });
}

void FormEditor::close()
{
    ++m_opened;
    m_busy = m_unwritten = m_refused = false;
    m_writing = 0;
    m_problems->setRows({});
    m_same->setRows({});
    m_topics->setRows({});
    models::forget(m_form);
    m_fields->show();
    emit changed();
}

QString FormEditor::savedText() const
{
    if (!m_form) return {};
    if (m_refused) return tr("Not on the disk yet. Trying again by itself.");
    if (m_unwritten || m_writing > 0) return tr("Saving…");
    if (m_form->draftedMs == 0) return {};
    return tr("Saved on this tablet %1").arg(m_shell.time.time(m_form->draftedMs));
}

void FormEditor::setSection(const QString& section)
{
    if (!m_form || section == toQt(m_topic)) return;
    m_topic = section.toStdString();
    flush();
    m_topics->setCurrent(section);
    m_fields->show();
    emit changed();
}

QString FormEditor::sectionText() const
{
    if (!m_form || m_form->topics.empty()) return {};
    const auto at = std::ranges::find(m_form->topics, m_topic, &Topic::value);
    return tr("%1 of %2 · %3")
        .arg(at - m_form->topics.begin() + 1)
        .arg(m_form->topics.size())
        .arg(at->label);
}

void FormEditor::moveSection(int by)
{
    if (!m_form || m_form->topics.empty()) return;
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
    if (value == field->shown)
        m_form->typed.erase(key);
    else
        m_form->typed[key] = std::move(value);
    m_fields->tell(key);
    touched();
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
    if (field && !m_form->topics.empty()) setSection(toQt(field->section));
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
}

void FormEditor::touched()
{
    if (!m_unwritten) m_dueMs = m_shell.clock.bootMs() + kRestMs;
    m_unwritten = true;
    if (m_problems->count() > 0) {
        m_problems->setRows(problems());
        m_fields->tell({});
    }
    tellSections();
    emit changed();
}

/// How far each topic has come: done when nothing asked in it is left empty.
void FormEditor::tellSections()
{
    QList<TopicRow> rows;
    for (const auto& topic : m_form->topics) {
        std::size_t asked = 0, given = 0;
        for (const auto& field : m_form->fields) {
            if (field.section != topic.value) continue;
            ++asked;
            given += m_form->valueOf(field).empty() ? 0 : 1;
        }
        const bool done = given == asked;
        const auto state = given == 0 ? tr("Not started") : done ? tr("Done") : tr("In progress");
        rows.push_back({toQt(topic.value), topic.label, state, done});
    }
    m_topics->setRows(std::move(rows));
    m_topics->setCurrent(section());
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
            if (when.ok())
                m_form->draftedMs = *when;
            else if (!m_unwritten)
                m_dueMs = m_shell.clock.bootMs() + kRefusedMs;
            m_unwritten = m_unwritten || m_refused;
            emit changed();
        });
}

QList<Problem> FormEditor::problems() const
{
    const auto isOpen = [](const SameRow& row) { return row.answer.isEmpty(); };
    if (std::ranges::any_of(m_same->rows(), isOpen))
        return {{QStringLiteral("same"),
                 tr("Say of each of them: the same person, somebody else, or not sure")}};
    return problemsOf(*m_form, m_shell.time);
}

void FormEditor::answerSame(const QString& rowId, const QString& answer)
{
    auto rows = m_same->rows();
    const auto at = std::ranges::find(rows, rowId, &SameRow::rowId);
    if (!m_form || at == rows.end()) return;
    at->answer = answer;
    m_form->same[rowId.toStdString()] = answer.toStdString();
    m_same->setRows(std::move(rows));
    touched();
}

/// Nothing stays of an answer to a question that is not asked any more.
void FormEditor::askSame(QList<SameRow> people)
{
    if (people.isEmpty()) return;
    std::erase_if(m_form->same, [&](const auto& said) {
        return std::ranges::find(people, toQt(said.first), &SameRow::rowId) == people.end();
    });
    m_same->setRows(std::move(people));
}

void FormEditor::backToQuestions()
{
    m_same->setRows({});
    m_problems->setRows({});
    emit changed();
}

void FormEditor::finish()
{
    if (!m_form || m_busy) return;
    auto found = problems();
    const bool whole = found.empty();
    m_problems->setRows(std::move(found));
    m_fields->tell({});
    if (!whole) return;
    m_busy = true;
    m_unwritten = false;
    emit changed();
    m_form->isSameShown = m_same->count() > 0;
    m_shell.desk.ask<Finished>(
        [form = *m_form, &time = m_shell.time](work::Workbench& bench) {
            return finishForm(bench, time, form);
        },
        [this, which = m_opened](Result<Finished> answer) {
            const bool isAsked = answer.ok() && !answer->mayBeSame.empty();
            if (!answer.ok()) m_shell.tell(answer.error());
            if (answer.ok() && !isAsked) m_shell.saved();
            if (which != m_opened) return;
            m_busy = false;
            if (isAsked) askSame(answer->mayBeSame);
            if (!answer.ok() || isAsked) return touched(); // it stays a draft
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
            if (!dropped.ok())
                m_shell.tell(dropped.error());
            else
                m_shell.saved();
        });
    close();
}

PageModel* makeFormEditor(Shell& shell, QObject* owner)
{
    return onlyModel<FormEditor>(shell, owner);
}

} // namespace lapwing::models
