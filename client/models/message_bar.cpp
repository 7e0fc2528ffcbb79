#include "client/models/message_bar.h"

namespace lapwing::models {

void Messages::tell(const Error& error)
{
    m_view.text = toQt(error.text());
    m_view.isProblem = true;
    emit changed();
}

void Messages::say(const QString& text)
{
    m_view.text = text;
    m_view.isProblem = false;
    emit changed();
}

void Messages::offer(const QString& notice, screens::FormAsk ask)
{
    m_ask = std::move(ask);
    m_view.notice = notice;
    m_view.noticeAction = m_ask.plan.empty() ? QString() : tr("Refer it again");
    emit changed();
}

void Messages::clear()
{
    forget(m_view);
    forget(m_ask);
    emit changed();
}

void Messages::dismiss()
{
    m_view.text.clear();
    m_view.isProblem = false;
    emit changed();
}

void Messages::dismissNotice() { offer({}, {}); }

void Messages::takeNoticeAction()
{
    const auto ask = m_ask;
    dismissNotice();
    if (!ask.plan.empty()) openForm(ask);
}

} // namespace lapwing::models
