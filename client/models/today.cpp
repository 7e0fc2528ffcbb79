#include "client/models/today.h"

namespace lapwing::models {

using namespace work::screens;

Today::Today(Shell& shell, QObject* parent)
    : QObject(parent), m_shell(shell), m_visits(newModel<VisitsModel>(this)),
      m_countersign(newModel<VisitsModel>(this)), m_actions(newModel<ActionsModel>(this)),
      m_checks(newModel<ChecksModel>(this)), m_nextWarnings(newModel<WarningsModel>(this)),
      m_latest(shell.desk, [this](Result<TodayView> view) {
          if (!view.ok()) return m_shell.tell(view.error());
          m_view = std::move(view).value();
          m_visits->setRows(std::move(m_view.visits));
          m_countersign->setRows(std::move(m_view.countersign));
          m_actions->setRows(std::move(m_view.actions));
          m_checks->setRows(std::move(m_view.checks));
          m_nextWarnings->setRows(std::move(m_view.nextWarnings));
          m_ready = true;
          emit changed();
      })
{
}

void Today::refresh()
{
    m_latest.ask([&time = m_shell.time](work::Workbench& bench) { return readToday(bench, time); });
}

void Today::clear()
{
    m_latest.forget();
    models::forget(m_view);
    m_ready = false;
    m_visits->setRows({});
    m_countersign->setRows({});
    m_actions->setRows({});
    m_checks->setRows({});
    m_nextWarnings->setRows({});
    emit changed();
}

void Today::showEmptyDay()
{
    m_ready = true;
    emit changed();
}

void Today::takeNextStep()
{
    const auto* row = next();
    if (row && row->step == "start") m_shell.enterVisit(toQt(row->recordId));
    else if (row) openVisit(toQt(row->recordId));
}

const VisitRow* Today::next() const
{
    const auto& rows = m_visits->rows();
    const auto at = std::ranges::find_if(rows, &VisitRow::isNext);
    return at == rows.end() ? nullptr : &*at;
}

QString Today::of(std::string VisitRow::* member) const
{
    const auto* row = next();
    return row ? toQt(row->*member) : QString();
}

} // namespace lapwing::models
