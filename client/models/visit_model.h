#pragma once

#include "client/models/form_editor.h"
#include "client/screens/visit_file.h"

namespace lapwing::models {

/// One visit: its briefing, and what is recorded of it. Thread: the UI thread.
class Visit : public Page<screens::VisitFile> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::screens::VisitFile view READ view NOTIFY changed)

public:
    using Page::Page;
    void show(const QString& recordId);
    /// Starts it, or goes on with it where it was left, without its briefing.
    void enter(const QString& recordId);
    void refresh() override;
    void clear() override;
    /// From the start of a visit until it is finished.
    std::function<void(bool on)> setSafe;
    std::function<void()> hide;

    [[nodiscard]] bool hasVisit() const { return !view().recordId.isEmpty(); }
    [[nodiscard]] bool busy() const override { return m_busy; }

    Q_INVOKABLE void acknowledge(const QString& markerId);
    /// For the last ALERT, whose own button does both.
    Q_INVOKABLE void acknowledgeAndStart(const QString& markerId);
    Q_INVOKABLE void start();
    Q_INVOKABLE void leaveQuickly() { hide(); }
    Q_INVOKABLE void finish() { m_shell.form->finish(); }
    /// One of `rows.deeds`, by its name: its form, or this person's name put to what is shown.
    Q_INVOKABLE void perform(const QString& deed);

private:
    void record();
    /// The warning as it is shown, for acknowledge().
    [[nodiscard]] std::string seenOf(const QString& markerId) const;
    /// Runs it on the store thread, then reads the visit again.
    void act(std::function<Result<void>(work::Workbench&)> job, std::function<void()> then);

    QString m_wanted;
    bool m_busy = false;
};

/// Opens a visit from a list: its record when it is under way, else its briefing.
void openRow(const Shell& shell, const Rows<screens::VisitRow>& visits, const QString& recordId);

} // namespace lapwing::models
