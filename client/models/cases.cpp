#include "client/models/cases.h"

#include "client/models/visit_model.h"
#include "client/screens/case_people.h"

namespace lapwing::models {

using namespace screens;

Cases::Cases(Shell& shell, QObject* parent)
    : Page(shell, parent), m_list(addRows<CaseCard>("list")), m_panels(addRows<ChoiceRow>("panels"))
{
}

void Cases::refresh()
{
    load([&time = m_shell.time](work::Workbench& bench) { return readCases(bench, time); });
}

void Cases::take(QList<CaseCard> cards)
{
    Page::take(std::move(cards));
    show();
}

void Cases::clear()
{
    m_list->setRows({});
    m_panels->setRows({});
    m_list->setCurrent({});
    Page::clear();
}

void Cases::show()
{
    QList<ChoiceRow> panels{{{}, tr("All panels")}};
    QList<CaseCard> shown;
    for (const auto& card : view()) {
        const ChoiceRow panel{card.panel, card.panelText};
        if (!panels.contains(panel)) panels.push_back(panel);
        const bool fits = m_filter.isEmpty() ||
                          card.title.contains(m_filter, Qt::CaseInsensitive) ||
                          card.caseRef.contains(m_filter, Qt::CaseInsensitive);
        if (fits && (m_panel.isEmpty() || m_panel == card.panel)) shown.push_back(card);
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
    return view().empty() ? tr("No cases are on this tablet yet. They come with the next contact "
                               "with the office.")
                          : tr("No case has that. Change the words or the panel.");
}

void Cases::filterPanel(const QString& value)
{
    m_panel = value;
    show();
}

void Cases::select(const QString& caseRef)
{
    m_list->setCurrent(caseRef);
    chosen(caseRef);
}

void Cases::openSelected()
{
    if (!m_list->current().isEmpty()) m_shell.open(PageId::Case);
}

void CaseModel::show(const QString& caseRef)
{
    if (caseRef == m_ref) return refresh();
    clear();
    m_ref = caseRef;
    m_tab = QStringLiteral("summary");
    emit tabChanged();
    refresh();
}

void CaseModel::refresh()
{
    if (m_ref.isEmpty()) return;
    load([ref = m_ref.toStdString(), &time = m_shell.time](work::Workbench& bench) {
        return readCase(bench, time, ref);
    });
}

void CaseModel::clear()
{
    m_ref.clear();
    pointAt({});
    Page::clear();
}

void CaseModel::take(CaseFile file)
{
    // A number that was asked for stays on the screen while its case is read again.
    for (auto& person : file.people) {
        const auto* before = people().find(person.recordId);
        if (!before || !before->revealed || before->contactId != person.contactId) continue;
        person.revealed = true;
        person.contactText = before->contactText;
    }
    Page::take(std::move(file));
    markEntry();
}

void CaseModel::pointAt(const QString& recordId)
{
    m_entry = recordId;
    markEntry();
}

void CaseModel::markEntry()
{
    const auto isTheirs = [this](const PersonRow& row) {
        return !m_entry.isEmpty() && (row.personId == m_entry || row.contactId == m_entry);
    };
    const auto& all = people().rows();
    const auto who = std::ranges::find_if(all, isTheirs);
    people().setCurrent(who == all.end() ? QString() : who->recordId);
    for (const auto* name : {"timeline", "plans"}) rowsOf<EntryRow>(name).setCurrent(m_entry);
    rowsOf<ActionRow>("actions").setCurrent(m_entry);
    rowsOf<VisitRow>("visits").setCurrent(m_entry);
}

void CaseModel::failed(const Error& error)
{
    if (error.code == ErrorCode::NotFound) clear(); // it was taken off this tablet
    m_shell.tell(error);
}

void CaseModel::setTab(const QString& tab)
{
    if (tab == m_tab) return;
    pointAt({});
    m_tab = tab;
    emit tabChanged();
}

void CaseModel::reveal(const QString& recordId)
{
    const auto* person = people().find(recordId);
    if (!person || !person->hasContact) return;
    m_shell.desk.ask<QString>([id = person->contactId.toStdString(), &time = m_shell.time](
                                  work::Workbench& bench) { return readContact(bench, time, id); },
                              [this, id = person->contactId](Result<QString> number) {
                                  if (!number.ok()) return m_shell.tell(number.error());
                                  auto rows = people().rows();
                                  for (auto& row : rows) {
                                      if (row.contactId != id || id.isEmpty()) continue;
                                      row.contactText = *number;
                                      row.revealed = true;
                                  }
                                  people().setRows(std::move(rows));
                              });
}

void CaseModel::openVisit(const QString& recordId)
{
    openRow(m_shell, rowsOf<VisitRow>("visits"), recordId);
}

void CaseModel::openRecord(const QString& recordId)
{
    if (rowsOf<VisitRow>("visits").find(recordId)) return openVisit(recordId);
    const auto* person = people().find(recordId);
    if (person && !person->personId.isEmpty()) return m_shell.openRecord(person->personId);
    m_shell.openRecord(recordId);
}

void CaseModel::openContact(const QString& recordId)
{
    const auto* person = people().find(recordId);
    if (person && person->revealed) m_shell.openRecord(person->contactId);
}

void CaseModel::want(const char* plan, const QString& about)
{
    ask({plan, m_ref.toStdString(), about.toStdString()});
}

void CaseModel::editPhone(const QString& recordId)
{
    const auto* person = people().find(recordId);
    if (person && person->hasContact)
        want(person->isAddress ? "address_change" : "phone", person->contactId);
}

void CaseModel::planVisit()
{
    const auto& all = people().rows();
    if (view().canPlanVisit) want("visit_plan", all.empty() ? QString() : all.front().recordId);
}

PageModel* makeCases(Shell& shell, QObject* owner) { return onlyModel<Cases>(shell, owner); }
PageModel* makeCaseModel(Shell& shell, QObject* owner)
{
    return onlyModel<CaseModel>(shell, owner);
}

} // namespace lapwing::models
