#include "client/models/decisions.h"

namespace lapwing::models {

using namespace screens;

Decisions::Decisions(Shell& shell, QObject* parent)
    : Page(shell, parent), m_list(addRows<DecisionRow>("list")),
      m_latestRows(shell.desk, [this](Result<QList<DecisionRow>> rows) {
          if (!rows.ok()) return m_shell.tell(rows.error());
          m_list->setRows(std::move(rows).value());
          if (!m_list->find(m_list->current())) forgetAnswer();
          emit changed();
      })
{
}

void Decisions::refresh()
{
    m_latestRows.ask(
        [&time = m_shell.time](work::Workbench& bench) { return readDecisions(bench, time); });
}

void Decisions::forgetAnswer()
{
    m_list->setCurrent({});
    m_reason.clear();
    m_problem.clear();
    m_busy = false;
    Page::clear();
}

void Decisions::clear()
{
    m_latestRows.forget();
    m_list->setRows({});
    forgetAnswer();
}

UndoAnswer Decisions::answer() const
{
    UndoAnswer all;
    all.hasDecision = !view().row.decisionId.isEmpty();
    if (m_list->count() == 0)
        all.emptyText = tr("Nothing was decided, as far as this tablet knows. A decision between "
                           "two versions is listed here, and can be undone.");
    all.reason = m_reason;
    all.missingText = missingText();
    all.canUndo = !m_busy && all.hasDecision && all.missingText.isEmpty();
    all.problem = m_problem;
    return all;
}

QString Decisions::missingText() const
{
    if (!view().stoppedText.isEmpty()) return view().stoppedText;
    return m_reason.trimmed().isEmpty() ? tr("Say why, in a few words.") : QString();
}

void Decisions::select(const QString& decisionId)
{
    if (decisionId != m_list->current()) forgetAnswer();
    m_list->setCurrent(decisionId);
    load([id = decisionId.toStdString(), &time = m_shell.time](work::Workbench& bench) {
        return readDecision(bench, time, id);
    });
}

void Decisions::setReason(const QString& reason)
{
    if (reason == m_reason) return;
    m_reason = reason;
    emit changed();
}

void Decisions::undoDecision()
{
    if (!answer().canUndo) return;
    m_busy = true;
    m_problem.clear();
    emit changed();
    m_shell.desk.ask<work::SaveAnswer>(
        [id = view().row.decisionId.toStdString(), why = m_reason.trimmed().toStdString()](
            work::Workbench& bench) -> Result<work::SaveAnswer> {
            LAPWING_TRY(bench.mayRead());
            return bench.casework().undecide(id, why);
        },
        [this](Result<work::SaveAnswer> answer) {
            m_busy = false;
            if (answer.ok()) {
                m_shell.say(tr("Undone, and saved on this tablet. What stands now may have to "
                               "be decided again."));
                forgetAnswer();
                m_shell.saved();
            } else {
                m_problem = toQt(answer.error().text());
            }
            refresh();
            emit changed();
        });
}

PageModel* makeDecisions(Shell& shell, QObject* owner)
{
    return onlyModel<Decisions>(shell, owner);
}

} // namespace lapwing::models
