#include "client/models/conflicts.h"

namespace lapwing::models {

using namespace screens;

Conflicts::Conflicts(Shell& shell, QObject* parent)
    : Page(shell, parent), m_list(addRows<ConflictRow>("list")),
      m_latestRows(shell.desk, [this](Result<QList<ConflictRow>> rows) {
          if (!rows.ok()) return m_shell.tell(rows.error());
          m_list->setRows(std::move(rows).value());
          // What was chosen may have been decided elsewhere meanwhile.
          const auto* still = m_list->find(m_list->current());
          if (!still && m_list->count() > 0)
              select(m_list->rows()[0].conflictId);
          else if (!still)
              forgetAnswer();
          emit changed();
      })
{
}

void Conflicts::refresh()
{
    m_latestRows.ask(
        [&time = m_shell.time](work::Workbench& bench) { return readConflicts(bench, time); });
}

void Conflicts::forgetAnswer()
{
    m_list->setCurrent({});
    m_other.clear();
    m_reason.clear();
    m_problem.clear();
    m_chosen = 0;
    m_busy = false;
    Page::clear();
}

void Conflicts::clear()
{
    m_latestRows.forget();
    m_list->setRows({});
    forgetAnswer();
}

ConflictAnswer Conflicts::answer() const
{
    ConflictAnswer all;
    all.hasConflict = hasConflict();
    const auto& rows = m_list->rows();
    if (rows.empty())
        all.emptyText = tr("Nothing to decide. When two people change the same thing, it is shown "
                           "here.");
    const auto at = std::ranges::find(rows, m_list->current(), &ConflictRow::conflictId);
    if (at != rows.end())
        all.positionText = tr("Two versions, %1 of %2 · %3 · %4")
                               .arg(at - rows.begin() + 1)
                               .arg(rows.size())
                               .arg(at->caseText, at->fieldLabel);
    all.other = m_other;
    all.reason = m_reason;
    all.missingText = missingText();
    all.canDecide = !m_busy && all.missingText.isEmpty();
    all.problem = m_problem;
    return all;
}

void Conflicts::select(const QString& conflictId)
{
    if (conflictId != m_list->current()) forgetAnswer();
    m_list->setCurrent(conflictId);
    load([id = conflictId.toStdString(), &time = m_shell.time](work::Workbench& bench) {
        return readConflict(bench, time, id);
    });
}

void Conflicts::choose(int number)
{
    m_chosen = number;
    m_other.clear();
    auto rows = versions().rows();
    for (auto& row : rows) row.chosen = row.number == number;
    versions().setRows(std::move(rows));
    emit changed();
}

void Conflicts::setOther(const QString& other)
{
    if (other == m_other) return;
    if (!other.isEmpty() && m_chosen != 0) choose(0);
    m_other = other;
    emit changed();
}

void Conflicts::setReason(const QString& reason)
{
    if (reason == m_reason) return;
    m_reason = reason;
    emit changed();
}

QString Conflicts::missingText() const
{
    if (m_chosen == 0 && m_other.trimmed().isEmpty()) return tr("Choose the one that is right.");
    return m_reason.trimmed().isEmpty() ? tr("Say why, in a few words.") : QString();
}

void Conflicts::keepAll()
{
    QStringList texts;
    for (const auto& row : versions().rows()) texts.append(row.value);
    setOther(texts.join(QLatin1Char('\n')));
}

void Conflicts::decide()
{
    if (m_busy || !hasConflict()) return;
    m_problem = missingText();
    emit changed();
    if (!m_problem.isEmpty()) return;
    m_busy = true;
    m_shell.desk.ask<work::SaveAnswer>(
        [id = view().row.conflictId.toStdString(), number = m_chosen, other = m_other.toStdString(),
         why =
             m_reason.trimmed().toStdString()](work::Workbench& bench) -> Result<work::SaveAnswer> {
            LAPWING_TRY(bench.mayRead());
            return number > 0 ? bench.casework().keep(id, static_cast<std::size_t>(number), why)
                              : bench.casework().replace(id, other, why);
        },
        [this](Result<work::SaveAnswer> answer) {
            m_busy = false;
            if (answer.ok()) {
                m_shell.say(tr("Decided, and saved on this tablet. Everybody sees it after the "
                               "next contact with the office."));
                forgetAnswer();
                m_shell.saved();
            } else {
                m_problem = toQt(answer.error().text());
                refresh();
            }
            emit changed();
        });
}

PageModel* makeConflicts(Shell& shell, QObject* owner)
{
    return onlyModel<Conflicts>(shell, owner);
}

} // namespace lapwing::models
