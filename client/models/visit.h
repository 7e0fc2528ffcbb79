#pragma once

#include "client/models/form_editor.h"
#include "client/work/screens/readings.h"

namespace lapwing::models {

/// One visit: its briefing, and what is recorded of it. Thread: the UI thread.
class Visit : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool hasVisit READ hasVisit NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString recordId READ recordId NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString whoText READ whoText NOTIFY changed)
    Q_PROPERTY(QString addressText READ addressText NOTIFY changed)
    Q_PROPERTY(QString whenText READ whenText NOTIFY changed)
    Q_PROPERTY(QString withText READ withText NOTIFY changed)
    Q_PROPERTY(QString whyText READ whyText NOTIFY changed)
    Q_PROPERTY(QString lastText READ lastText NOTIFY changed)
    Q_PROPERTY(QString startedText READ startedText NOTIFY changed)
    Q_PROPERTY(QString blockedText READ blockedText NOTIFY changed)
    Q_PROPERTY(QString startText READ startText NOTIFY changed)
    Q_PROPERTY(bool started READ started NOTIFY changed)
    Q_PROPERTY(bool allAcknowledged READ allAcknowledged NOTIFY changed)
    Q_PROPERTY(bool canSign READ canSign NOTIFY changed)
    Q_PROPERTY(QAbstractListModel* briefing READ briefing CONSTANT)
    Q_PROPERTY(QAbstractListModel* joint READ joint CONSTANT)
    Q_PROPERTY(QAbstractListModel* alerts READ alerts CONSTANT)
    Q_PROPERTY(QAbstractListModel* officers READ officers CONSTANT)

public:
    Visit(Shell& shell, FormEditor& form, QObject* parent);
    void show(const std::string& recordId);
    /// Starts it, or goes on with it where it was left, without its briefing.
    void enter(const std::string& recordId);
    void refresh();
    void clear();
    /// From the start of a visit until it is finished.
    std::function<void(bool on)> setSafe;
    std::function<void()> hide;

    [[nodiscard]] bool hasVisit() const { return !m_file.recordId.empty(); }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString recordId() const { return toQt(m_file.recordId); }
    [[nodiscard]] QString title() const { return toQt(m_file.title); }
    [[nodiscard]] QString whoText() const { return toQt(m_file.whoText); }
    [[nodiscard]] QString addressText() const { return toQt(m_file.addressText); }
    [[nodiscard]] QString whenText() const { return toQt(m_file.whenText); }
    [[nodiscard]] QString withText() const { return toQt(m_file.withText); }
    [[nodiscard]] QString whyText() const { return toQt(m_file.whyText); }
    [[nodiscard]] QString lastText() const { return toQt(m_file.lastText); }
    [[nodiscard]] QString startedText() const { return toQt(m_file.startedText); }
    [[nodiscard]] QString blockedText() const { return toQt(m_file.blockedText); }
    [[nodiscard]] QString startText() const { return toQt(m_file.startText); }
    [[nodiscard]] bool started() const { return m_file.started; }
    [[nodiscard]] bool allAcknowledged() const { return m_file.allAcknowledged; }
    [[nodiscard]] bool canSign() const { return m_file.canSign; }
    [[nodiscard]] QAbstractListModel* briefing() const { return m_briefing; }
    [[nodiscard]] QAbstractListModel* joint() const { return m_joint; }
    [[nodiscard]] QAbstractListModel* alerts() const { return m_alerts; }
    [[nodiscard]] QAbstractListModel* officers() const { return m_officers; }

    Q_INVOKABLE void acknowledge(const QString& markerId);
    /// For the last ALERT, whose own button does both.
    Q_INVOKABLE void acknowledgeAndStart(const QString& markerId);
    Q_INVOKABLE void start();
    Q_INVOKABLE void leaveQuickly() { hide(); }
    Q_INVOKABLE void finish() { m_form.finish(); }
    Q_INVOKABLE void sign();

signals:
    void changed();

private:
    void record();
    /// Runs it on the store thread, then reads the visit again.
    void act(std::function<Result<void>(work::Workbench&)> job, std::function<void()> then);

    Shell& m_shell;
    FormEditor& m_form;
    std::string m_wanted;
    work::screens::VisitFile m_file; ///< what the lists do not hold
    bool m_busy = false;
    LinesModel* m_briefing;
    LinesModel* m_joint;
    AlertsModel* m_alerts;
    OfficersModel* m_officers;
    Latest<work::screens::VisitFile> m_latest;
};

/// Opens a visit from a list: its record when it is under way, else its briefing.
void openRow(const Shell& shell, const VisitsModel& visits, const QString& recordId);

} // namespace lapwing::models
