#include "client/models/cases.h"

namespace lapwing::models {

using namespace work::screens;

Cases::Cases(Shell& shell, QObject* parent)
    : QObject(parent), m_shell(shell), m_list(newModel<CardsModel>(this)),
      m_panels(newModel<ChoicesModel>(this)),
      m_latest(shell.desk, [this](Result<std::vector<CaseCard>> cards) {
          if (!cards.ok()) return m_shell.tell(cards.error());
          m_all = std::move(cards).value();
          show();
      })
{
}

void Cases::refresh()
{
    m_latest.ask([&time = m_shell.time](work::Workbench& bench) { return readCases(bench, time); });
}

void Cases::clear()
{
    m_latest.forget();
    models::forget(m_all);
    m_list->setRows({});
    m_panels->setRows({});
    m_list->setCurrent({});
    emit changed();
}

void Cases::show()
{
    std::vector<ChoiceRow> panels{{"", "All panels"}};
    std::vector<CaseCard> shown;
    for (const auto& card : m_all) {
        const ChoiceRow panel{card.panel, card.panelText};
        if (std::ranges::find(panels, panel) == panels.end()) panels.push_back(panel);
        const bool fits = m_filter.isEmpty()
                          || toQt(card.title).contains(m_filter, Qt::CaseInsensitive)
                          || toQt(card.caseRef).contains(m_filter, Qt::CaseInsensitive);
        if (fits && (m_panel.empty() || m_panel == card.panel)) shown.push_back(card);
    }
    if (panels.size() <= 2) panels.clear(); // there is nothing to choose between
    m_panels->setRows(std::move(panels));
    m_panels->setCurrent(m_panel);
    m_list->setRows(std::move(shown));
    emit changed();
}

void Cases::setFilterText(const QString& text)
{
    if (text == m_filter) return;
    m_filter = text;
    show();
}

QString Cases::emptyText() const
{
    if (m_list->count() > 0) return {};
    return m_all.empty() ? tr("No cases are on this tablet yet. They come with the next contact "
                              "with the office.")
                         : tr("No case has that. Change the words or the panel.");
}

void Cases::filterPanel(const QString& value)
{
    m_panel = value.toStdString();
    show();
}

void Cases::select(const QString& caseRef)
{
    const auto ref = caseRef.toStdString();
    m_list->setCurrent(ref);
    chosen(ref);
}

void Cases::openSelected()
{
    if (!m_list->current().empty()) m_shell.open(QStringLiteral("case"));
}

CaseView::CaseView(Shell& shell, QObject* parent)
    : QObject(parent), m_shell(shell), m_warnings(newModel<WarningsModel>(this)),
      m_summary(newModel<LinesModel>(this)), m_timeline(newModel<EntriesModel>(this)),
      m_actions(newModel<ActionsModel>(this)), m_visits(newModel<VisitsModel>(this)),
      m_people(newModel<PeopleModel>(this)), m_plans(newModel<EntriesModel>(this)),
      m_latest(shell.desk, [this](Result<CaseFile> file) {
          if (file.ok()) return setFile(std::move(file).value());
          if (file.error().code == ErrorCode::NotFound) clear(); // it was taken off this tablet
          m_shell.tell(file.error());
      })
{
}

void CaseView::show(const std::string& caseRef)
{
    if (caseRef == m_ref) return refresh();
    clear();
    m_ref = caseRef;
    m_tab = QStringLiteral("summary");
    emit tabChanged();
    refresh();
}

void CaseView::refresh()
{
    if (m_ref.empty()) return;
    m_latest.ask([ref = m_ref, &time = m_shell.time](work::Workbench& bench) {
        return readCase(bench, time, ref);
    });
    emit changed();
}

void CaseView::clear()
{
    m_latest.forget();
    m_ref.clear();
    models::forget(m_file);
    setFile({});
}

void CaseView::setFile(CaseFile file)
{
    // A number that was asked for stays on the screen while its case is read again.
    for (auto& person : file.people) {
        const auto* before = m_people->find(person.recordId);
        if (!before || !before->revealed || before->contactId != person.contactId) continue;
        person.revealed = true;
        person.contactText = before->contactText;
    }
    m_warnings->setRows(std::move(file.warnings));
    m_summary->setRows(std::move(file.summary));
    m_timeline->setRows(std::move(file.timeline));
    m_actions->setRows(std::move(file.actions));
    m_visits->setRows(std::move(file.visits));
    m_people->setRows(std::move(file.people));
    m_plans->setRows(std::move(file.plans));
    m_file = std::move(file);
    emit changed();
}

QString CaseView::warningsText() const
{
    return toQt(work::screens::warningsText(m_warnings->rows()));
}

bool CaseView::hasAlert() const
{
    return std::ranges::any_of(m_warnings->rows(), &WarningRow::alert);
}

void CaseView::setTab(const QString& tab)
{
    if (tab == m_tab) return;
    m_tab = tab;
    emit tabChanged();
}

void CaseView::reveal(const QString& recordId)
{
    const auto* person = m_people->find(recordId.toStdString());
    if (!person || !person->hasContact) return;
    m_shell.desk.ask<std::string>(
        [id = person->contactId, &time = m_shell.time](work::Workbench& bench) {
            return readContact(bench, time, id);
        },
        [this, id = person->contactId](Result<std::string> number) {
            if (!number.ok()) return m_shell.tell(number.error());
            auto rows = m_people->rows();
            for (auto& row : rows) {
                if (row.contactId != id || id.empty()) continue;
                row.contactText = *number;
                row.revealed = true;
            }
            m_people->setRows(std::move(rows));
        });
}

void CaseView::editPhone(const QString& recordId)
{
    const auto* person = m_people->find(recordId.toStdString());
    if (person && person->hasContact) want("phone", person->contactId);
}

void CaseView::planVisit()
{
    const auto& people = m_people->rows();
    if (m_file.canPlanVisit) want("visit_plan", people.empty() ? "" : people.front().recordId);
}

} // namespace lapwing::models
