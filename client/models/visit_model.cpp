#include "client/models/visit_model.h"

#include "client/screens/visit_signing.h"

namespace lapwing::models {

using namespace screens;

void Visit::show(const QString& recordId)
{
    if (recordId != m_wanted) clear();
    m_wanted = recordId;
    refresh();
}

void Visit::refresh()
{
    if (m_wanted.isEmpty()) return;
    load([id = m_wanted.toStdString(), &time = m_shell.time](work::Workbench& bench) {
        return readVisit(bench, time, id);
    });
}

void Visit::clear()
{
    m_wanted.clear();
    m_busy = false;
    Page::clear();
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

std::string Visit::seenOf(const QString& markerId) const
{
    const auto* row = rowsOf<AlertRow>("alerts").find(markerId);
    return row ? row->seen : std::string();
}

void Visit::acknowledge(const QString& markerId)
{
    act([visit = m_wanted.toStdString(), marker = markerId.toStdString(), seen = seenOf(markerId)](
            work::Workbench& bench) { return screens::acknowledge(bench, visit, marker, seen); },
        [] {});
}

void Visit::acknowledgeAndStart(const QString& markerId)
{
    act(
        [visit = m_wanted.toStdString(), marker = markerId.toStdString(), seen = seenOf(markerId),
         &time = m_shell.time](work::Workbench& bench) -> Result<void> {
            LAPWING_TRY(screens::acknowledge(bench, visit, marker, seen));
            return startVisit(bench, time, visit);
        },
        [this] { record(); });
}

void Visit::start()
{
    act([visit = m_wanted.toStdString(),
         &time = m_shell.time](work::Workbench& bench) { return startVisit(bench, time, visit); },
        [this] { record(); });
}

void Visit::enter(const QString& recordId)
{
    show(recordId);
    start();
}

void Visit::record()
{
    setSafe(true);
    m_shell.form->open({"visit_record", {}, m_wanted.toStdString()},
                       [this] { m_shell.open(PageId::Visit); });
}

void Visit::perform(const QString& deed)
{
    const auto* row = rowsOf<DeedRow>("deeds").find(deed);
    if (!row || !row->reason.isEmpty()) return;
    const auto openForm = [this](const char* plan, const QString& ref) {
        m_shell.form->open({plan, ref.toStdString(), m_wanted.toStdString()},
                           [this] { m_shell.open(PageId::Form); });
    };
    if (row->deed == VisitDeed::Say) return openForm("statement", view().caseRef);
    if (row->deed == VisitDeed::Record) return openForm("visit_addition", view().caseRef);
    act([visit = m_wanted.toStdString(), done = row->deed,
         seen = row->seen](work::Workbench& bench) { return doDeed(bench, visit, done, seen); },
        [] {});
}

void openRow(const Shell& shell, const Rows<VisitRow>& visits, const QString& recordId)
{
    const auto* row = visits.find(recordId);
    (row && row->step == VisitStep::GoOn ? shell.enterVisit : shell.openVisit)(recordId);
}

PageModel* makeVisit(Shell& shell, QObject* owner) { return onlyModel<Visit>(shell, owner); }

} // namespace lapwing::models
