#include "client/models/search.h"

namespace lapwing::models {

using namespace screens;

namespace {
constexpr qsizetype kLettersMin = 2;
constexpr qsizetype kRecentMax = 6;
}

Search::Search(Shell& shell, QObject* parent)
    : Page(shell, parent), m_results(addRows<HitRow>("results"))
{
}

void Search::take(QList<HitRow> rows)
{
    m_results->setRows(rows);
    m_answered = m_text;
    Page::take(std::move(rows));
}

void Search::failed(const Error& error)
{
    // On a locked tablet, and on an empty day, there is nothing to be found.
    if (error.code == ErrorCode::Locked) m_error.clear();
    m_results->setRows({});
    m_answered = m_text;
}

void Search::setText(const QString& text)
{
    if (text == m_text) return;
    m_text = text;
    if (m_text.trimmed().size() < kLettersMin) {
        m_results->setRows({});
        m_answered = m_text;
        return Page::clear();
    }
    load([words = m_text.toStdString(), &time = m_shell.time](work::Workbench& bench) {
        return screens::search(bench, time, words);
    });
}

void Search::openResult(const QString& recordId, const QString& caseRef)
{
    const auto words = m_text.simplified();
    m_recent.removeIf(
        [&](const QString& had) { return QString::compare(had, words, Qt::CaseInsensitive) == 0; });
    m_recent.prepend(words);
    if (m_recent.size() > kRecentMax) m_recent.removeLast();
    emit changed();
    openWanted(recordId, caseRef);
}

void Search::clear()
{
    m_text.clear();
    m_recent.clear();
    m_results->setRows({});
    Page::clear();
}

QString Search::statusText() const
{
    if (!error().isEmpty()) return error();
    if (m_text.trimmed().size() < kLettersMin)
        return tr("Type a name, an address or words of a note. Only what is on this tablet is "
                  "searched.");
    if (!answered()) return tr("Searching…");
    const auto found = m_results->count();
    if (found == 0) return tr("Nothing on this tablet has all those words.");
    if (found == kHitsMax) return tr("The first %1 are shown. Add a word.").arg(found);
    return tr("%1 found").arg(found);
}

PageModel* makeSearch(Shell& shell, QObject* owner) { return onlyModel<Search>(shell, owner); }

} // namespace lapwing::models
