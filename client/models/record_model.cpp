#include "client/models/record_model.h"

namespace lapwing::models {

using namespace screens;

void RecordModel::show(const QString& recordId)
{
    clear();
    m_id = recordId;
    refresh();
}

void RecordModel::refresh()
{
    if (m_id.isEmpty()) return;
    load([id = m_id.toStdString(), &time = m_shell.time](work::Workbench& bench) {
        return readRecord(bench, time, id);
    });
}

void RecordModel::clear()
{
    for (auto* text : {&m_id, &m_reason, &m_problem}) forget(*text);
    m_busy = false;
    Page::clear();
}

void RecordModel::failed(const Error& error)
{
    if (error.code == ErrorCode::NotFound) clear(); // its case was taken off this tablet
    m_shell.tell(error);
}

void RecordModel::setReason(const QString& reason)
{
    if (reason == m_reason) return;
    m_reason = reason;
    m_problem.clear();
    emit changed();
}

void RecordModel::remove()
{
    act(removeRecord, tr("Removed. It is kept in the case under Removed, and can be brought "
                         "back."));
}

void RecordModel::bringBack() { act(restoreRecord, tr("It is back in the case.")); }

void RecordModel::add(const char* plan)
{
    ask({plan, view().caseRef.toStdString(), m_id.toStdString()});
}

void RecordModel::act(Deed deed, const QString& done)
{
    if (m_busy || m_id.isEmpty()) return;
    if (m_reason.trimmed().isEmpty()) {
        m_problem = tr("Say why. Those who have the case will read it.");
        emit changed();
        return;
    }
    m_busy = true;
    emit changed();
    m_shell.desk.ask<void>([deed, id = m_id.toStdString(), why = m_reason.toStdString()](
                               work::Workbench& bench) { return deed(bench, id, why); },
                           [this, done, id = m_id](Result<void> answer) {
                               if (id != m_id) return; // the page has gone on
                               m_busy = false;
                               if (!answer.ok())
                                   m_problem = toQt(answer.error().text());
                               else
                                   forget(m_reason);
                               emit changed();
                               if (!answer.ok()) return;
                               m_shell.say(done);
                               m_shell.saved();
                               refresh();
                           });
}

PageModel* makeRecordModel(Shell& shell, QObject* owner)
{
    return onlyModel<RecordModel>(shell, owner);
}

} // namespace lapwing::models
