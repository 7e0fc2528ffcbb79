#include "client/models/search.h"

namespace lapwing::models {

using namespace work::screens;

namespace {
constexpr qsizetype kLettersMin = 2;
}

Search::Search(Shell& shell, QObject* parent)
    : QObject(parent), m_shell(shell), m_results(newModel<HitsModel>(this)),
      m_latest(shell.desk, [this](Result<std::vector<HitRow>> rows) {
          // On a locked tablet, and on an empty day, there is nothing to be found.
          const bool said = rows.ok() || rows.error().code == ErrorCode::Locked;
          m_problem = said ? QString() : toQt(rows.error().text());
          m_results->setRows(rows.ok() ? std::move(rows).value() : std::vector<HitRow>{});
          m_answered = m_text;
          emit changed();
      })
{
}

void Search::setText(const QString& text)
{
    if (text == m_text) return;
    m_text = text;
    if (m_text.trimmed().size() < kLettersMin) {
        m_latest.forget();
        m_results->setRows({});
        m_problem.clear();
    } else {
        m_latest.ask([words = m_text.toStdString(), &time = m_shell.time](work::Workbench& bench) {
            return search(bench, time, words);
        });
    }
    emit changed();
}

void Search::clear()
{
    m_latest.forget();
    m_text.clear();
    m_problem.clear();
    m_results->setRows({});
    emit changed();
}

QString Search::statusText() const
{
    if (!m_problem.isEmpty()) return m_problem;
    if (m_text.trimmed().size() < kLettersMin)
        return tr("Type a name, an address or words of a note. Only what is on this tablet is "
                  "searched.");
    if (!answered()) return tr("Searching…");
    const auto found = m_results->rows().size();
    if (found == 0) return tr("Nothing on this tablet has all those words.");
    if (found == kHitsMax) return tr("The first %1 are shown. Add a word.").arg(found);
    return tr("%1 found").arg(found);
}

} // namespace lapwing::models
