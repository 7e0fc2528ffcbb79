#pragma once

#include "client/models/page_model.h"
#include "client/screens/today_view.h"

namespace lapwing::models {

/// The page Today: visits of the day, what is due, what needs a person. Thread: the UI thread.
class Today : public Page<screens::TodayView> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::screens::TodayView view READ view NOTIFY changed)

public:
    using Page::Page;
    void refresh() override;
    void clear() override;
    /// Nothing is planned and nothing is due.
    void showEmptyDay();
    /// Read at least once since the tablet was unlocked.
    [[nodiscard]] bool ready() const { return m_ready; }

    Q_INVOKABLE void openVisit(const QString& recordId);
    /// Does what the next visit's `stepText` says.
    Q_INVOKABLE void takeNextStep();
    Q_INVOKABLE void openBriefing(const QString& recordId) { m_shell.openVisit(recordId); }
    Q_INVOKABLE void openAction(const QString& recordId) { m_shell.openAction(recordId); }
    Q_INVOKABLE void openConflict(const QString& id) { m_shell.openConflict(id); }
    Q_INVOKABLE void openActions() { m_shell.open(PageId::Actions); }

protected:
    void take(screens::TodayView view) override;

private:
    bool m_ready = false;
};

} // namespace lapwing::models
