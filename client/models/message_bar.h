#pragma once

#include "client/models/shell.h"
#include "client/screens/forms.h"

namespace lapwing::models {

/// What stands in the message bar, and in the notice above the page.
struct MessagesView {
    Q_GADGET
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(bool isProblem MEMBER isProblem)
    Q_PROPERTY(QString notice MEMBER notice)
    Q_PROPERTY(QString noticeAction MEMBER noticeAction)

public:
    QString text;
    bool isProblem = false;
    QString notice;       ///< what a rule of the panels asks for
    QString noticeAction; ///< on its button; empty for none
};

/// What the app tells a person of what has just happened: one message, and one notice with the
/// form that it asks for. Each stays until it is dismissed or another one comes.
/// Thread: the UI thread.
class Messages : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(lapwing::models::MessagesView view READ view NOTIFY changed)

public:
    using QObject::QObject;
    [[nodiscard]] const MessagesView& view() const { return m_view; }
    void tell(const Error& error);
    void say(const QString& text);
    void offer(const QString& notice, screens::FormAsk ask);
    void clear();
    /// Opens the form that a notice asks for.
    std::function<void(screens::FormAsk ask)> openForm;

    Q_INVOKABLE void dismiss();
    Q_INVOKABLE void dismissNotice();
    Q_INVOKABLE void takeNoticeAction();

signals:
    void changed();

private:
    MessagesView m_view;
    screens::FormAsk m_ask; ///< without a plan: none
};

} // namespace lapwing::models
