#include "client/models/actions.h"

namespace lapwing::models {

using namespace work::screens;

Actions::Actions(Shell& shell, QObject* parent)
    : QObject(parent), m_shell(shell), m_list(newModel<ActionsModel>(this)),
      m_statuses(newModel<ChoicesModel>(this)), m_editor(shell, nullptr),
      m_latest(shell.desk, [this](Result<std::vector<ActionRow>> rows) {
          if (!rows.ok()) return m_shell.tell(rows.error());
          m_all = std::move(rows).value();
          show();
      })
{
    m_statuses->setRows({{"agreed", wordText("agreed")},
                         {"in_progress", wordText("in_progress")},
                         {"completed", wordText("completed")},
                         {"not_completed", wordText("not_completed")}});
    const auto told = [this] {
        m_statuses->setCurrent(status().toStdString());
        emit editChanged();
    };
    for (const auto signal : {&FormEditor::changed, &FormEditor::savedTextChanged,
                              &FormEditor::whyChanged, &FormEditor::valueChanged})
        connect(&m_editor, signal, this, told);
    m_editor.finished = [this](const OpenForm& form, const Finished& done) {
        m_shell.say("Saved on this tablet. It is sent by itself.");
        undoable(done.back);
        select(toQt(form.ask.about));
    };
}

void Actions::refresh()
{
    m_latest.ask(
        [&time = m_shell.time](work::Workbench& bench) { return readActions(bench, time); });
}

void Actions::clear()
{
    m_latest.forget();
    m_editor.close();
    models::forget(m_all);
    models::forget(m_shown);
    m_list->setRows({});
    m_list->setCurrent({});
    emit changed();
}

void Actions::show()
{
    std::vector<ActionRow> shown;
    for (const auto& row : m_all)
        if ((!m_mineOnly || row.mine) && (m_showDone || !row.done)) shown.push_back(row);
    m_list->setRows(std::move(shown));
    const auto at = std::ranges::find(m_all, m_list->current(), &ActionRow::recordId);
    m_shown = at == m_all.end() ? ActionRow{} : *at;
    emit changed();
}

void Actions::setMineOnly(bool mineOnly)
{
    m_mineOnly = mineOnly;
    show();
}

void Actions::setShowDone(bool showDone)
{
    m_showDone = showDone;
    show();
}

QString Actions::emptyText() const
{
    if (m_list->count() > 0) return {};
    return m_mineOnly ? tr("Nothing is yours to do. Show everybody's to see the rest.")
                      : tr("Nothing is left to do.");
}

QString Actions::status() const
{
    const auto status = m_editor.valueOf("status");
    return toQt(status == "proposed" ? "agreed" : status);
}

void Actions::setStatus(const QString& status)
{
    // A quick finger is there before the record is: its choice waits for it.
    if (!m_editor.active()) m_chosenEarly = status;
    m_editor.setValue(QStringLiteral("status"), status);
}

void Actions::setWhat(const QString& what) { m_editor.setValue(QStringLiteral("evidence"), what); }

bool Actions::canFinish() const
{
    return m_editor.form() && m_editor.form()->isDirty() && !m_editor.busy();
}

QString Actions::problem() const
{
    const auto* problems = m_editor.problems();
    return problems->rowCount() == 0 ? QString()
                                     : problems->index(0, 0).data(Qt::UserRole + 1).toString();
}

void Actions::select(const QString& recordId)
{
    const auto id = recordId.toStdString();
    m_list->setCurrent(id);
    show();
    m_chosenEarly.clear();
    m_editor.open({"action_update", {}, id}, [this] {
        if (!m_chosenEarly.isEmpty()) setStatus(std::exchange(m_chosenEarly, {}));
    });
    if (m_all.empty()) refresh();
}

} // namespace lapwing::models
