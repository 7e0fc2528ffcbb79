#include "client/models/checks.h"

namespace lapwing::models {

using namespace work::screens;

Checks::Checks(Shell& shell, QObject* parent)
    : QObject(parent), m_shell(shell), m_list(newModel<ChecksModel>(this)),
      m_versions(newModel<VersionsModel>(this)),
      m_latest(shell.desk,
               [this](Result<std::vector<ConflictRow>> rows) {
                   if (!rows.ok()) return m_shell.tell(rows.error());
                   m_list->setRows(std::move(rows).value());
                   // What was chosen may have been decided elsewhere meanwhile.
                   const auto* still = m_list->find(m_list->current());
                   if (!still && m_list->count() > 0) select(toQt(m_list->rows()[0].checkId));
                   else if (!still) forget();
                   emit changed();
               }),
      m_latestFile(shell.desk, [this](Result<ConflictFile> file) {
          if (!file.ok()) return m_shell.tell(file.error());
          m_file = std::move(file).value();
          m_versions->setRows(std::move(m_file.versions));
          emit changed();
      })
{
}

void Checks::refresh()
{
    m_latest.ask(
        [&time = m_shell.time](work::Workbench& bench) { return readConflicts(bench, time); });
}

void Checks::forget()
{
    m_latestFile.forget();
    models::forget(m_file);
    m_versions->setRows({});
    m_list->setCurrent({});
    m_other.clear();
    m_reason.clear();
    m_problem.clear();
    m_chosen = 0;
    m_busy = false;
}

void Checks::clear()
{
    m_latest.forget();
    m_list->setRows({});
    forget();
    emit changed();
}

QString Checks::emptyText() const
{
    return m_list->count() > 0 ? QString() : tr("Nothing to check. When two people change the "
                                                "same thing, it is shown here.");
}

QString Checks::positionText() const
{
    const auto& rows = m_list->rows();
    const auto at = std::ranges::find(rows, m_list->current(), &ConflictRow::checkId);
    if (at == rows.end()) return {};
    return tr("Check needed %1 of %2 · %3 · %4")
        .arg(at - rows.begin() + 1)
        .arg(rows.size())
        .arg(toQt(at->caseText), toQt(at->fieldLabel));
}

void Checks::select(const QString& checkId)
{
    const auto id = checkId.toStdString();
    if (id != m_list->current()) forget();
    m_list->setCurrent(id);
    emit changed();
    m_latestFile.ask([id, &time = m_shell.time](work::Workbench& bench) {
        return readConflict(bench, time, id);
    });
}

void Checks::choose(int number)
{
    m_chosen = number;
    m_other.clear();
    auto rows = m_versions->rows();
    for (auto& row : rows) row.chosen = row.number == number;
    m_versions->setRows(std::move(rows));
    emit changed();
}

void Checks::setOther(const QString& other)
{
    if (other == m_other) return;
    if (!other.isEmpty() && m_chosen != 0) choose(0);
    m_other = other;
    emit changed();
}

void Checks::setReason(const QString& reason)
{
    if (reason == m_reason) return;
    m_reason = reason;
    emit changed();
}

QString Checks::missingText() const
{
    if (m_chosen == 0 && m_other.trimmed().isEmpty()) return tr("Choose the one that is right.");
    return m_reason.trimmed().isEmpty() ? tr("Say why, in a few words.") : QString();
}

void Checks::keepAll()
{
    QStringList texts;
    for (const auto& row : m_versions->rows()) texts.append(toQt(row.value));
    setOther(texts.join(QLatin1Char('\n')));
}

void Checks::decide()
{
    if (m_busy || !hasCheck()) return;
    m_problem = missingText();
    emit changed();
    if (!m_problem.isEmpty()) return;
    m_busy = true;
    m_shell.desk.ask<work::SaveAnswer>(
        [id = m_file.row.checkId, number = m_chosen, other = m_other.toStdString(),
         why = m_reason.trimmed().toStdString()](work::Workbench& bench)
            -> Result<work::SaveAnswer> {
            LAPWING_TRY(bench.mayRead());
            return number > 0
                       ? bench.casework().keep(id, static_cast<std::size_t>(number), why)
                       : bench.casework().replace(id, other, why);
        },
        [this](Result<work::SaveAnswer> answer) {
            m_busy = false;
            if (answer.ok()) {
                m_shell.say("Decided, and saved on this tablet. Everybody sees it after the next "
                            "contact with the office.");
                forget();
                m_shell.saved();
            } else {
                m_problem = toQt(answer.error().text());
                refresh();
            }
            emit changed();
        });
}

void Checks::decideLater() { m_shell.open(QStringLiteral("today")); }

} // namespace lapwing::models
