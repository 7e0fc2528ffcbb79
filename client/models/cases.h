#pragma once

#include "client/models/page_model.h"
#include "client/screens/case_card.h"
#include "client/screens/case_file.h"
#include "client/screens/forms.h"

namespace lapwing::models {

/// One of several things to choose from.
struct ChoiceRow {
    Q_GADGET
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(QString label MEMBER label)

public:
    QString value, label;
    [[nodiscard]] const QString& key() const { return value; }
    bool operator==(const ChoiceRow&) const = default;
};

/// The list of cases, narrowed by words and by panel, and which of them is chosen. Its lists are
/// `list` and `panels`. Thread: the UI thread.
class Cases : public Page<QList<screens::CaseCard>> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY changed)
    Q_PROPERTY(QString emptyText READ emptyText NOTIFY changed)

public:
    Cases(Shell& shell, QObject* parent);
    void refresh() override;
    void clear() override;
    std::function<void(const QString& caseRef)> chosen;

    [[nodiscard]] QString filterText() const { return m_filter; }
    void setFilterText(const QString& text);
    [[nodiscard]] QString emptyText() const;

    Q_INVOKABLE void filterPanel(const QString& value);
    Q_INVOKABLE void select(const QString& caseRef);
    Q_INVOKABLE void openSelected();

protected:
    void take(QList<screens::CaseCard> cards) override;

private:
    void show();

    Rows<screens::CaseCard>* m_list;
    Rows<ChoiceRow>* m_panels;
    QString m_filter, m_panel;
};

/// One case: what stands beside the list, and the page Case. Thread: the UI thread.
class CaseModel : public Page<screens::CaseFile> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::screens::CaseFile view READ view NOTIFY changed)
    Q_PROPERTY(bool hasCase READ hasCase NOTIFY changed)
    Q_PROPERTY(QString tab READ tab WRITE setTab NOTIFY tabChanged)

public:
    using Page::Page;
    void show(const QString& caseRef);
    void refresh() override;
    void clear() override;
    /// A form of this case is wanted.
    std::function<void(screens::FormAsk ask)> ask;

    [[nodiscard]] bool hasCase() const
    {
        return !m_ref.isEmpty() && !view().card.caseRef.isEmpty();
    }
    [[nodiscard]] const QString& caseRef() const { return m_ref; }
    [[nodiscard]] QString tab() const { return m_tab; }
    void setTab(const QString& tab);
    /// Marks where a record stands in its lists, until another part or case is shown.
    void pointAt(const QString& recordId);

    Q_INVOKABLE void reveal(const QString& recordId);
    Q_INVOKABLE void addNote() { want("note"); }
    Q_INVOKABLE void addContactAttempt() { want("contact_attempt"); }
    Q_INVOKABLE void addPerson() { want("person"); }
    Q_INVOKABLE void addIncident() { want("incident"); }
    Q_INVOKABLE void addAction() { want("action"); }
    Q_INVOKABLE void editWishes() { want("wishes", view().caseRecord); }
    Q_INVOKABLE void editPhone(const QString& recordId);
    Q_INVOKABLE void planVisit();
    Q_INVOKABLE void openVisit(const QString& recordId);
    /// Of a note, an incident, a person or whatever was removed; a visit has its own page.
    Q_INVOKABLE void openRecord(const QString& recordId);
    /// The contact point that a row of people shows, once its number was asked for.
    Q_INVOKABLE void openContact(const QString& recordId);
    Q_INVOKABLE void openAction(const QString& recordId) { m_shell.openAction(recordId); }

signals:
    void tabChanged();

protected:
    void take(screens::CaseFile file) override;
    void failed(const Error& error) override;

private:
    void want(const char* plan, const QString& about = {});
    void markEntry();
    [[nodiscard]] Rows<screens::PersonRow>& people() const
    {
        return rowsOf<screens::PersonRow>("people");
    }

    QString m_ref, m_entry;
    QString m_tab = QStringLiteral("summary");
};

} // namespace lapwing::models
