#include "client/models/today.h"

#include "client/models/visit_model.h"

namespace lapwing::models {

using namespace screens;

void Today::refresh()
{
    load([&time = m_shell.time](work::Workbench& bench) { return readToday(bench, time); });
}

void Today::take(TodayView view)
{
    m_ready = true;
    Page::take(std::move(view));
}

void Today::clear()
{
    m_ready = false;
    Page::clear();
}

void Today::showEmptyDay()
{
    m_ready = true;
    emit changed();
}

void Today::openVisit(const QString& recordId)
{
    openRow(m_shell, rowsOf<VisitRow>("visits"), recordId);
}

void Today::takeNextStep()
{
    if (!view().hasNext) return;
    const auto& next = view().next;
    if (next.step == VisitStep::Start)
        m_shell.enterVisit(next.recordId);
    else
        openVisit(next.recordId);
}

PageModel* makeToday(Shell& shell, QObject* owner) { return onlyModel<Today>(shell, owner); }

} // namespace lapwing::models
