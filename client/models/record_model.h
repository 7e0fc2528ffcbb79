#pragma once

#include "client/models/page_model.h"
#include "client/screens/forms.h"
#include "client/screens/record_file.h"

namespace lapwing::models {

/// The page Record: one record, and the way out and back for what was entered in error. Its list
/// is `facts`. Thread: the UI thread.
class RecordModel : public Page<screens::RecordFile> {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::screens::RecordFile view READ view NOTIFY changed)
    Q_PROPERTY(QString reason READ reason NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    using Page::Page;
    void show(const QString& recordId);
    void refresh() override;
    void clear() override;
    [[nodiscard]] bool busy() const override { return m_busy; }
    [[nodiscard]] const QString& recordId() const { return m_id; }
    [[nodiscard]] const QString& reason() const { return m_reason; }
    [[nodiscard]] const QString& problem() const { return m_problem; }

    Q_INVOKABLE void setReason(const QString& reason);
    /// It was entered in error.
    Q_INVOKABLE void remove();
    Q_INVOKABLE void bringBack();
    /// Of a person: who else is them; a number, email address or address more.
    Q_INVOKABLE void sayWhoIsSame() { openSame(m_id); }
    Q_INVOKABLE void addContact() { add("contact"); }
    Q_INVOKABLE void addAddress() { add("address"); }
    std::function<void(const QString& recordId)> openSame;
    std::function<void(screens::FormAsk ask)> ask;

protected:
    void failed(const Error& error) override;

private:
    using Deed = Result<void> (*)(work::Workbench&, const std::string& id, const std::string& why);
    void add(const char* plan);
    void act(Deed deed, const QString& done);

    QString m_id, m_reason, m_problem;
    bool m_busy = false;
};

} // namespace lapwing::models
