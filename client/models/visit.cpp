#include "client/models/visit.h"

namespace lapwing::models {

using namespace work::screens;

Visit::Visit(Shell& shell, FormEditor& form, QObject* parent)
    : QObject(parent), m_shell(shell), m_form(form), m_briefing(newModel<LinesModel>(this)),
      m_joint(newModel<LinesModel>(this)), m_alerts(newModel<AlertsModel>(this)),
      m_officers(newModel<OfficersModel>(this)),
      m_latest(shell.desk, [this](Result<VisitFile> file) {
          if (!file.ok()) return m_shell.tell(file.error());
          m_file = std::move(file).value();
          m_briefing->setRows(std::move(m_file.briefing));
          m_joint->setRows(std::move(m_file.joint));
          m_alerts->setRows(std::move(m_file.alerts));
          m_officers->setRows(std::move(m_file.officers));
          emit changed();
      })
{
}

void Visit::show(const std::string& recordId)
{
    if (recordId != m_wanted) clear();
    m_wanted = recordId;
    refresh();
}

void Visit::refresh()
{
    if (m_wanted.empty()) return;
    m_latest.ask([id = m_wanted, &time = m_shell.time](work::Workbench& bench) {
        return readVisit(bench, time, id);
    });
}

void Visit::clear()
{
    m_latest.forget();
    m_wanted.clear();
    models::forget(m_file);
    m_busy = false;
    m_briefing->setRows({});
    m_joint->setRows({});
    m_alerts->setRows({});
    m_officers->setRows({});
    emit changed();
}

void Visit::act(std::function<Result<void>(work::Workbench&)> job, std::function<void()> then)
{
    if (m_busy) return;
    m_busy = true;
    emit changed();
    m_shell.desk.ask<void>(std::move(job), [this, then = std::move(then)](Result<void> done) {
        m_busy = false;
        emit changed();
        if (!done.ok()) {
            refresh(); // a part of it may have been done
            return m_shell.tell(done.error());
        }
        m_shell.saved();
        then();
    });
}

void Visit::acknowledge(const QString& markerId)
{
    act([visit = m_wanted, marker = markerId.toStdString()](work::Workbench& bench) {
        return work::screens::acknowledge(bench, visit, marker);
    }, [] {});
}

void Visit::acknowledgeAndStart(const QString& markerId)
{
    act([visit = m_wanted, marker = markerId.toStdString(),
         &time = m_shell.time](work::Workbench& bench) -> Result<void> {
        LAPWING_TRY(work::screens::acknowledge(bench, visit, marker));
        return startVisit(bench, time, visit);
    }, [this] { record(); });
}

void Visit::start()
{
    act([visit = m_wanted, &time = m_shell.time](work::Workbench& bench) {
        return startVisit(bench, time, visit);
    }, [this] { record(); });
}

void Visit::enter(const std::string& recordId)
{
    show(recordId);
    start();
}

void Visit::record()
{
    setSafe(true);
    m_form.open({"visit_record", {}, m_wanted}, [this] { m_shell.open(QStringLiteral("visit")); });
}

void Visit::sign()
{
    if (!m_file.canSign) return;
    act([visit = m_wanted](work::Workbench& bench) { return signVisit(bench, visit); }, [] {});
}

void openRow(const Shell& shell, const VisitsModel& visits, const QString& recordId)
{
    const auto* row = visits.find(recordId.toStdString());
    (row && row->step == "goOn" ? shell.enterVisit : shell.openVisit)(recordId);
}

} // namespace lapwing::models
