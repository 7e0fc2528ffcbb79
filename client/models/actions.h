#pragma once

#include "client/models/form_editor.h"
#include "client/work/screens/readings.h"

namespace lapwing::models {

/// The list of actions, and the one that is being updated: choose it, choose its status, done.
/// What is chosen and typed is a draft like any other. Thread: the UI thread.
class Actions : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QAbstractListModel* list READ list CONSTANT)
    Q_PROPERTY(QAbstractListModel* statuses READ statuses CONSTANT)
    Q_PROPERTY(bool mineOnly READ mineOnly WRITE setMineOnly NOTIFY changed)
    Q_PROPERTY(bool showDone READ showDone WRITE setShowDone NOTIFY changed)
    Q_PROPERTY(QString emptyText READ emptyText NOTIFY changed)
    Q_PROPERTY(bool hasAction READ hasAction NOTIFY changed)
    Q_PROPERTY(QString recordId READ recordId NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString owner READ owner NOTIFY changed)
    Q_PROPERTY(QString dueText READ dueText NOTIFY changed)
    Q_PROPERTY(QString colour READ colour NOTIFY changed)
    Q_PROPERTY(QString colourText READ colourText NOTIFY changed)
    Q_PROPERTY(QString caseText READ caseText NOTIFY changed)
    Q_PROPERTY(QString statusText READ statusText NOTIFY changed)
    Q_PROPERTY(QString stateCode READ stateCode NOTIFY changed)
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed)
    Q_PROPERTY(QString status READ status WRITE setStatus NOTIFY editChanged)
    Q_PROPERTY(QString what READ what WRITE setWhat NOTIFY editChanged)
    Q_PROPERTY(QString why READ why WRITE setWhy NOTIFY editChanged)
    Q_PROPERTY(bool reasonNeeded READ reasonNeeded NOTIFY editChanged)
    Q_PROPERTY(bool canFinish READ canFinish NOTIFY editChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY editChanged)
    Q_PROPERTY(QString savedText READ savedText NOTIFY editChanged)

public:
    Actions(Shell& shell, QObject* parent);
    void refresh();
    void clear();
    [[nodiscard]] FormEditor& editor() { return m_editor; }
    /// An update was made, which can be taken back for a moment.
    std::function<void(std::optional<work::TakeBack> back)> undoable;

    [[nodiscard]] QAbstractListModel* list() const { return m_list; }
    [[nodiscard]] QAbstractListModel* statuses() const { return m_statuses; }
    [[nodiscard]] bool mineOnly() const { return m_mineOnly; }
    void setMineOnly(bool mineOnly);
    [[nodiscard]] bool showDone() const { return m_showDone; }
    void setShowDone(bool showDone);
    [[nodiscard]] QString emptyText() const;
    [[nodiscard]] bool hasAction() const { return !m_shown.recordId.empty(); }
    [[nodiscard]] QString recordId() const { return toQt(m_shown.recordId); }
    [[nodiscard]] QString text() const { return toQt(m_shown.text); }
    [[nodiscard]] QString owner() const { return toQt(m_shown.owner); }
    [[nodiscard]] QString dueText() const { return toQt(m_shown.dueText); }
    [[nodiscard]] QString colour() const { return toQt(m_shown.colour); }
    [[nodiscard]] QString colourText() const { return toQt(m_shown.colourText); }
    [[nodiscard]] QString caseText() const { return toQt(m_shown.caseText); }
    [[nodiscard]] QString statusText() const { return toQt(m_shown.statusText); }
    [[nodiscard]] QString stateCode() const { return toQt(m_shown.state); }
    [[nodiscard]] QString stateText() const { return toQt(m_shown.stateText); }
    [[nodiscard]] QString status() const;
    void setStatus(const QString& status);
    [[nodiscard]] QString what() const { return toQt(m_editor.valueOf("evidence")); }
    void setWhat(const QString& what);
    [[nodiscard]] QString why() const { return m_editor.why(); }
    void setWhy(const QString& why) { m_editor.setWhy(why); }
    [[nodiscard]] bool reasonNeeded() const { return m_editor.whyNeeded(); }
    [[nodiscard]] bool canFinish() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString savedText() const { return m_editor.savedText(); }

    Q_INVOKABLE void select(const QString& recordId);
    Q_INVOKABLE void finish() { m_editor.finish(); }

signals:
    void changed();
    void editChanged();

private:
    void show();

    Shell& m_shell;
    ActionsModel* m_list;
    ChoicesModel* m_statuses;
    FormEditor m_editor;
    std::vector<work::screens::ActionRow> m_all;
    work::screens::ActionRow m_shown;
    QString m_chosenEarly;
    bool m_mineOnly = false;
    bool m_showDone = false;
    Latest<std::vector<work::screens::ActionRow>> m_latest;
};

} // namespace lapwing::models
