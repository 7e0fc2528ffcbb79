#pragma once

#include "client/models/cases.h"
#include "client/models/form_editor.h"

namespace lapwing::models {

/// What stands around the list of actions.
struct ActionsView {
    Q_GADGET
    Q_PROPERTY(bool oursOnly MEMBER oursOnly)
    Q_PROPERTY(bool mineOnly MEMBER mineOnly)
    Q_PROPERTY(bool showDone MEMBER showDone)
    Q_PROPERTY(QString emptyText MEMBER emptyText)
    Q_PROPERTY(bool hasAction MEMBER hasAction)
    Q_PROPERTY(lapwing::screens::ActionRow action MEMBER action)

public:
    bool oursOnly = false, mineOnly = false, showDone = false;
    QString emptyText;
    bool hasAction = false;
    screens::ActionRow action{}; ///< the one that is chosen
};

/// The update of the chosen action, as far as it is made.
struct ActionUpdate {
    Q_GADGET
    Q_PROPERTY(QString status MEMBER status)
    Q_PROPERTY(QString what MEMBER what)
    Q_PROPERTY(QString why MEMBER why)
    Q_PROPERTY(bool reasonNeeded MEMBER reasonNeeded)
    Q_PROPERTY(bool canFinish MEMBER canFinish)
    Q_PROPERTY(QString problem MEMBER problem)
    Q_PROPERTY(QString savedText MEMBER savedText)

public:
    QString status, what, why, problem, savedText;
    bool reasonNeeded = false, canFinish = false;
};

/// The list of actions, and the one that is being updated: choose it, choose its status, done.
/// What is chosen and typed is a draft like any other. Its lists are `list` and `statuses`.
/// Thread: the UI thread.
class Actions : public Page<QList<screens::ActionRow>> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::models::ActionsView view READ shown NOTIFY changed)
    Q_PROPERTY(lapwing::models::ActionUpdate update READ update NOTIFY editChanged)

public:
    Actions(Shell& shell, QObject* parent);
    void refresh() override;
    void clear() override;
    [[nodiscard]] FormEditor& editor() { return m_editor; }
    /// An update was made, which can be taken back for a moment.
    std::function<void(std::optional<work::TakeBack> back)> undoable;

    [[nodiscard]] const ActionsView& shown() const { return m_shown; }
    [[nodiscard]] ActionUpdate update() const;

    Q_INVOKABLE void setOursOnly(bool oursOnly);
    Q_INVOKABLE void setMineOnly(bool mineOnly);
    Q_INVOKABLE void setShowDone(bool showDone);
    Q_INVOKABLE void setStatus(const QString& status);
    Q_INVOKABLE void setWhat(const QString& what);
    Q_INVOKABLE void setWhy(const QString& why) { m_editor.setWhy(why); }
    Q_INVOKABLE void select(const QString& recordId);
    Q_INVOKABLE void finish() { m_editor.finish(); }
    Q_INVOKABLE void openRecord(const QString& recordId) { m_shell.openRecord(recordId); }

signals:
    void editChanged();

protected:
    void take(QList<screens::ActionRow> rows) override;

private:
    void show();

    Rows<screens::ActionRow>* m_list;
    Rows<ChoiceRow>* m_statuses;
    FormEditor m_editor;
    ActionsView m_shown;
    QString m_chosenEarly;
};

} // namespace lapwing::models
