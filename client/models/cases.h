#pragma once

#include "client/models/visit.h"

namespace lapwing::models {

/// The list of cases, and which of them is chosen. Thread: the UI thread.
class Cases : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QAbstractListModel* list READ list CONSTANT)
    Q_PROPERTY(QAbstractListModel* panels READ panels CONSTANT)
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY changed)
    Q_PROPERTY(QString emptyText READ emptyText NOTIFY changed)

public:
    Cases(Shell& shell, QObject* parent);
    void refresh();
    void clear();
    void mark(const std::string& caseRef) { m_list->setCurrent(caseRef); }
    /// A case was chosen: by its reference.
    std::function<void(const std::string& caseRef)> chosen;

    [[nodiscard]] QAbstractListModel* list() const { return m_list; }
    [[nodiscard]] QAbstractListModel* panels() const { return m_panels; }
    [[nodiscard]] QString filterText() const { return m_filter; }
    void setFilterText(const QString& text);
    [[nodiscard]] QString emptyText() const;

    Q_INVOKABLE void filterPanel(const QString& value);
    Q_INVOKABLE void select(const QString& caseRef);
    Q_INVOKABLE void openSelected();

signals:
    void changed();

private:
    void show();

    Shell& m_shell;
    CardsModel* m_list;
    ChoicesModel* m_panels;
    std::vector<work::screens::CaseCard> m_all;
    QString m_filter;
    std::string m_panel;
    Latest<std::vector<work::screens::CaseCard>> m_latest;
};

/// One case: what stands beside the list, and the page Case. Thread: the UI thread.
class CaseView : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool hasCase READ hasCase NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString caseRef READ caseRef NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString initials READ initials NOTIFY changed)
    Q_PROPERTY(QString panelText READ panelText NOTIFY changed)
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed)
    Q_PROPERTY(QString colour READ colour NOTIFY changed)
    Q_PROPERTY(QString colourText READ colourText NOTIFY changed)
    Q_PROPERTY(QString riskText READ riskText NOTIFY changed)
    Q_PROPERTY(QString bornText READ bornText NOTIFY changed)
    Q_PROPERTY(QString warningsText READ warningsText NOTIFY changed)
    Q_PROPERTY(bool hasAlert READ hasAlert NOTIFY changed)
    Q_PROPERTY(bool canPlanVisit READ canPlanVisit NOTIFY changed)
    Q_PROPERTY(bool canEditWishes READ canEditWishes NOTIFY changed)
    Q_PROPERTY(QString tab READ tab WRITE setTab NOTIFY tabChanged)
    Q_PROPERTY(QAbstractListModel* warnings READ warnings CONSTANT)
    Q_PROPERTY(QAbstractListModel* summary READ summary CONSTANT)
    Q_PROPERTY(QAbstractListModel* timeline READ timeline CONSTANT)
    Q_PROPERTY(QAbstractListModel* actions READ actions CONSTANT)
    Q_PROPERTY(QAbstractListModel* visits READ visits CONSTANT)
    Q_PROPERTY(QAbstractListModel* people READ people CONSTANT)
    Q_PROPERTY(QAbstractListModel* plans READ plans CONSTANT)

public:
    CaseView(Shell& shell, QObject* parent);
    void show(const std::string& caseRef);
    void refresh();
    void clear();
    /// A form of this case is wanted.
    std::function<void(work::screens::FormAsk ask)> ask;

    [[nodiscard]] bool hasCase() const { return !m_ref.empty() && !m_file.card.caseRef.empty(); }
    [[nodiscard]] bool busy() const { return m_latest.running(); }
    [[nodiscard]] QString caseRef() const { return toQt(m_ref); }
    [[nodiscard]] QString title() const { return toQt(m_file.card.title); }
    [[nodiscard]] QString initials() const { return toQt(m_file.initials); }
    [[nodiscard]] QString panelText() const { return toQt(m_file.card.panelText); }
    [[nodiscard]] QString stateText() const { return toQt(m_file.card.stateText); }
    [[nodiscard]] QString colour() const { return toQt(m_file.card.colour); }
    [[nodiscard]] QString colourText() const { return toQt(m_file.card.colourText); }
    [[nodiscard]] QString riskText() const { return toQt(m_file.card.riskText); }
    [[nodiscard]] QString bornText() const { return toQt(m_file.bornText); }
    [[nodiscard]] QString warningsText() const;
    [[nodiscard]] bool hasAlert() const;
    [[nodiscard]] bool canPlanVisit() const { return m_file.canPlanVisit; }
    [[nodiscard]] bool canEditWishes() const { return m_file.canEditWishes; }
    [[nodiscard]] QString tab() const { return m_tab; }
    void setTab(const QString& tab);
    [[nodiscard]] QAbstractListModel* warnings() const { return m_warnings; }
    [[nodiscard]] QAbstractListModel* summary() const { return m_summary; }
    [[nodiscard]] QAbstractListModel* timeline() const { return m_timeline; }
    [[nodiscard]] QAbstractListModel* actions() const { return m_actions; }
    [[nodiscard]] QAbstractListModel* visits() const { return m_visits; }
    [[nodiscard]] QAbstractListModel* people() const { return m_people; }
    [[nodiscard]] QAbstractListModel* plans() const { return m_plans; }

    Q_INVOKABLE void reveal(const QString& recordId);
    Q_INVOKABLE void addNote() { want("note"); }
    Q_INVOKABLE void addContactAttempt() { want("contact_attempt"); }
    Q_INVOKABLE void addIncident() { want("incident"); }
    Q_INVOKABLE void addAction() { want("action"); }
    Q_INVOKABLE void editWishes() { want("wishes", m_file.caseRecord); }
    Q_INVOKABLE void editPhone(const QString& recordId);
    Q_INVOKABLE void planVisit();
    Q_INVOKABLE void openVisit(const QString& recordId)
    {
        openRow(m_shell, *m_visits, recordId);
    }
    Q_INVOKABLE void openAction(const QString& recordId) { m_shell.openAction(recordId); }

signals:
    void changed();
    void tabChanged();

private:
    void want(const char* plan, std::string about = {}) { ask({plan, m_ref, std::move(about)}); }
    void setFile(work::screens::CaseFile file);

    Shell& m_shell;
    std::string m_ref;
    work::screens::CaseFile m_file; ///< what the lists do not hold
    QString m_tab = QStringLiteral("summary");
    WarningsModel* m_warnings;
    LinesModel* m_summary;
    EntriesModel* m_timeline;
    ActionsModel* m_actions;
    VisitsModel* m_visits;
    PeopleModel* m_people;
    EntriesModel* m_plans;
    Latest<work::screens::CaseFile> m_latest;
};

} // namespace lapwing::models
