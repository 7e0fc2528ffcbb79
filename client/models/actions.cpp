#include "client/models/actions.h"

#include "shared/schema/action_fields.h"
#include "shared/schema/json.h"

namespace lapwing::models {

using namespace screens;

namespace {
namespace action = schema::action;
using action::NonCompletion;
using action::Status;

template <typename T>
QString nameOf(const schema::Handle<T>& field)
{
    return toQt(field.name());
}
QString wordOf(Status status)
{
    return toQt(schema::valueText(action::status.field, schema::valueOf(status)));
}
QString wordOf(NonCompletion reason)
{
    return toQt(schema::valueText(action::nonCompletionReason.field, schema::valueOf(reason)));
}
} // namespace

Actions::Actions(Shell& shell, QObject* parent)
    : Page(shell, parent), m_list(addRows<ActionRow>("list")),
      m_statuses(addRows<ChoiceRow>("statuses")), m_editor(shell, nullptr)
{
    QList<ChoiceRow> statuses;
    for (const auto status : {Status::Agreed, Status::InProgress, Status::Completed})
        statuses.push_back({wordOf(status), wordText(wordOf(status).toStdString())});
    // Not done is two answers: minutes part what nobody could do from what an agency did not.
    statuses.push_back(
        {wordOf(NonCompletion::CircumstancesChanged), tr("Not done: things changed")});
    statuses.push_back({wordOf(NonCompletion::AgencyFailed), tr("Not done: we did not do it")});
    m_statuses->setRows(std::move(statuses));
    connect(&m_editor, &FormEditor::changed, this, [this] {
        m_statuses->setCurrent(update().status);
        emit editChanged();
    });
    m_editor.finished = [this](const OpenForm& form, const Finished& done) {
        m_shell.say(tr("Saved. It goes to the office when there is a connection."));
        undoable(done.back);
        select(toQt(form.ask.about));
    };
}

void Actions::refresh()
{
    load([&time = m_shell.time](work::Workbench& bench) { return readActions(bench, time); });
}

void Actions::take(QList<ActionRow> rows)
{
    Page::take(std::move(rows));
    show();
}

void Actions::clear()
{
    m_editor.close();
    ActionsView kept;
    kept.oursOnly = m_shown.oursOnly;
    kept.mineOnly = m_shown.mineOnly;
    kept.showDone = m_shown.showDone;
    models::forget(m_shown);
    m_shown = std::move(kept);
    m_list->setRows({});
    m_list->setCurrent({});
    Page::clear();
}

void Actions::show()
{
    QList<ActionRow> rows;
    for (const auto& row : view()) {
        const bool wanted = (!m_shown.oursOnly || row.ours) && (!m_shown.mineOnly || row.mine);
        if (wanted && (m_shown.showDone || !row.done)) rows.push_back(row);
    }
    m_list->setRows(std::move(rows));
    const auto at = std::ranges::find(view(), m_list->current(), &ActionRow::recordId);
    m_shown.hasAction = at != view().end();
    m_shown.action = m_shown.hasAction ? *at : ActionRow{};
    m_shown.emptyText.clear();
    if (m_list->count() == 0)
        m_shown.emptyText = m_shown.mineOnly   ? tr("Nothing for you.")
                            : m_shown.oursOnly ? tr("Nothing for you or your agency.")
                                               : tr("Nothing is left to do.");
    emit changed();
}

void Actions::setOursOnly(bool oursOnly)
{
    m_shown.oursOnly = oursOnly;
    show();
}

void Actions::setMineOnly(bool mineOnly)
{
    m_shown.mineOnly = mineOnly;
    show();
}

void Actions::setShowDone(bool showDone)
{
    m_shown.showDone = showDone;
    show();
}

ActionUpdate Actions::update() const
{
    ActionUpdate update;
    update.status = toQt(m_editor.valueOf(action::status.name()));
    if (update.status == wordOf(Status::Proposed)) update.status = wordOf(Status::Agreed);
    if (update.status == wordOf(Status::NotCompleted))
        update.status = toQt(m_editor.valueOf(action::nonCompletionReason.name()));
    update.what = toQt(m_editor.valueOf(action::evidence.name()));
    const auto& form = m_editor.form();
    if (form) update.why = toQt(form->why);
    update.reasonNeeded = form && form->needsWhy();
    update.canFinish = form && form->isDirty() && !m_editor.busy();
    update.problem = m_editor.firstProblem();
    update.savedText = m_editor.savedText();
    return update;
}

void Actions::setStatus(const QString& status)
{
    // A quick finger is there before the record is: its choice waits for it.
    if (!m_editor.active()) m_chosenEarly = status;
    const bool isReason = status == wordOf(NonCompletion::CircumstancesChanged) ||
                          status == wordOf(NonCompletion::AgencyFailed);
    m_editor.setValue(nameOf(action::status), isReason ? wordOf(Status::NotCompleted) : status);
    m_editor.setValue(nameOf(action::nonCompletionReason), isReason ? status : QString());
}

void Actions::setWhat(const QString& what) { m_editor.setValue(nameOf(action::evidence), what); }

void Actions::select(const QString& recordId)
{
    m_list->setCurrent(recordId);
    show();
    m_chosenEarly.clear();
    m_editor.open({"action_update", {}, recordId.toStdString()}, [this] {
        if (!m_chosenEarly.isEmpty()) setStatus(std::exchange(m_chosenEarly, {}));
    });
    if (view().empty()) refresh();
}

PageModel* makeActions(Shell& shell, QObject* owner) { return onlyModel<Actions>(shell, owner); }

} // namespace lapwing::models
