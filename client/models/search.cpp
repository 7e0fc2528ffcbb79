#include "client/models/search.h"

namespace lapwing::models {

using namespace screens;

namespace {
constexpr qsizetype kLettersMin = 2;
constexpr qsizetype kOpenedMax = 5;
}

Search::Search(Shell& shell, QObject* parent)
    : Page(shell, parent), m_results(addRows<HitRow>("results"))
{
}

bool Search::isSearch() const { return m_text.trimmed().size() >= kLettersMin; }

void Search::take(HitList list)
{
    m_results->setRows(list.rows);
    m_answered = m_text;
    if (!isSearch()) {
        QList<Opened> here;
        for (const auto& row : list.rows) here.push_back({row.recordId, row.caseRef});
        for (const auto& asked : std::exchange(m_asked, {}))
            if (!here.contains(asked)) m_opened.removeAll(asked);
    }
    Page::take(std::move(list));
}

void Search::failed(const Error& error)
{
    // On a locked tablet, and on an empty day, there is nothing to be found.
    if (error.code == ErrorCode::Locked) m_error.clear();
    m_results->setRows({});
    m_answered = m_text;
}

void Search::refresh()
{
    m_asked = m_opened;
    load([words = m_text.toStdString(), opened = m_opened, isSearch = isSearch(),
          &time = m_shell.time](work::Workbench& bench) {
        return isSearch ? screens::search(bench, time, words) : openedLast(bench, time, opened);
    });
}

void Search::setText(const QString& text)
{
    if (text == m_text) return;
    m_text = text;
    m_results->setCurrent({});
    if (isSearch()) return refresh();
    m_results->setRows({});
    m_answered = m_text;
    Page::clear();
    if (!m_opened.isEmpty()) refresh();
}

void Search::remember(Opened opened)
{
    m_opened.removeAll(opened);
    m_opened.prepend(std::move(opened));
    if (m_opened.size() > kOpenedMax) m_opened.removeLast();
}

void Search::caseOpened(const QString& caseRef)
{
    // The person who was opened in it stands for it.
    if (caseRef.isEmpty() || (!m_opened.isEmpty() && m_opened.front().caseRef == caseRef)) return;
    remember({{}, caseRef});
}

void Search::openResult(const QString& rowId)
{
    const auto* found = m_results->find(rowId);
    if (!found) return;
    const auto row = *found;
    const bool isSomebody = row.isPerson || row.isFile || !isSearch();
    remember({isSomebody ? row.recordId : QString(), row.caseRef});
    m_results->setCurrent(rowId); // where they go on who come back
    openWanted(row);
}

void Search::clear()
{
    m_text.clear();
    m_answered.clear();
    m_opened.clear();
    m_asked.clear();
    m_results->setRows({});
    m_results->setCurrent({});
    Page::clear();
}

void Search::forgetWhatLeft()
{
    auto opened = std::exchange(m_opened, {});
    clear();
    m_opened = std::move(opened);
    refresh();
}

QString Search::statusText() const
{
    if (!error().isEmpty()) return error();
    if (!isSearch())
        return m_results->count() > 0
                   ? QString()
                   : tr("Type a name, an address or words of a note. Only what is on this tablet "
                        "is searched.");
    if (!answered()) return tr("Searching…");
    const auto found = view().found;
    if (found == 0) return tr("Nothing on this tablet has all those words.");
    if (view().isCut) return tr("The first %1 are shown. Add a word.").arg(kHitsMax);
    return tr("%1 found").arg(found);
}

PageModel* makeSearch(Shell& shell, QObject* owner) { return onlyModel<Search>(shell, owner); }

} // namespace lapwing::models
