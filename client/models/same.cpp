#include "client/models/same.h"

namespace lapwing::models {

using namespace screens;

namespace {
constexpr qsizetype kSameLettersMin = 2;
}

void Same::show(const QString& recordId)
{
    clear();
    m_id = recordId;
    refresh();
}

void Same::refresh()
{
    if (m_id.isEmpty()) return;
    load([id = m_id.toStdString(), words = wanted(), &time = m_shell.time](work::Workbench& bench) {
        return readSame(bench, time, id, words);
    });
}

/// Nothing while too little is typed to look for.
std::string Same::wanted() const
{
    const auto words = m_words.trimmed();
    return words.size() < kSameLettersMin ? std::string() : words.toStdString();
}

void Same::setWords(const QString& words)
{
    if (words == m_words) return;
    m_words = words;
    emit changed();
    refresh();
}

void Same::take(SameFile file)
{
    m_answered = m_words;
    Page::take(std::move(file));
}

QString Same::wordsText() const
{
    if (wanted().empty() || !view().found.empty()) return {};
    if (m_answered != m_words) return tr("Searching…");
    return tr("Nobody else on this tablet has all those words.");
}

const SameRow* Same::chosenRow() const
{
    const auto* row = rowsOf<SameRow>("people").find(m_chosen);
    return row ? row : rowsOf<SameRow>("found").find(m_chosen);
}

void Same::clear()
{
    for (auto* text : {&m_id, &m_chosen, &m_answer, &m_reason, &m_problem, &m_words, &m_answered})
        forget(*text);
    m_busy = false;
    for (const auto* list : {"people", "found"}) rowsOf<SameRow>(list).setCurrent({});
    Page::clear();
}

void Same::failed(const Error& error)
{
    if (error.code == ErrorCode::NotFound) clear(); // its case was taken off this tablet
    m_shell.tell(error);
}

void Same::choose(const QString& rowId)
{
    if (rowId == m_chosen) return;
    m_chosen = rowId;
    for (auto* text : {&m_answer, &m_reason, &m_problem}) forget(*text);
    for (const auto* list : {"people", "found"}) rowsOf<SameRow>(list).setCurrent(rowId);
    emit changed();
}

void Same::setAnswer(const QString& answer)
{
    m_answer = answer == m_answer ? QString() : answer;
    tell({});
}

void Same::setReason(const QString& reason)
{
    if (reason == m_reason) return;
    m_reason = reason;
    tell({});
}

void Same::tell(const QString& problem)
{
    m_problem = problem;
    emit changed();
}

void Same::save()
{
    const auto* row = chosenRow();
    if (m_busy || !row) return;
    const bool isMerge = m_answer == QLatin1String("merged");
    if (!row->isSaid && m_answer.isEmpty()) return tell(tr("Choose an answer."));
    if ((row->isSaid || isMerge) && m_reason.trimmed().isEmpty())
        return tell(tr("Say why. Those who have the case will read it."));
    m_busy = true;
    emit changed();
    const auto said = row->isSaid ? tr("Undone. Both records stand by themselves again.")
                      : isMerge   ? tr("Both records are shown as one. Undo it on this page.")
                                  : tr("Saved. Undo it on this page.");
    m_shell.desk.ask<void>(
        [id = m_id.toStdString(), other = m_chosen.toStdString(), answer = m_answer.toStdString(),
         why = m_reason.trimmed().toStdString(), isSaid = row->isSaid](work::Workbench& bench) {
            return isSaid ? undoSame(bench, other, why) : saySame(bench, id, other, answer, why);
        },
        [this, said, id = m_id](const Result<void>& answer) {
            if (id == m_id) done(answer, said); // else the page has gone on
        });
}

void Same::done(const Result<void>& answer, const QString& said)
{
    m_busy = false;
    if (!answer.ok()) return tell(toQt(answer.error().text()));
    choose({});
    emit changed();
    m_shell.say(said);
    m_shell.saved();
    refresh();
}

PageModel* makeSame(Shell& shell, QObject* owner) { return onlyModel<Same>(shell, owner); }

} // namespace lapwing::models
