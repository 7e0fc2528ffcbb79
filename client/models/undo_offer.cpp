#include "client/models/undo_offer.h"

namespace lapwing::models {

using namespace screens;

void Undo::offer(std::optional<work::TakeBack> back)
{
    if (!back) return clear();
    m_back = std::move(back);
    m_untilMs = m_shell.clock.bootMs() + kOfferMs;
    emit changed();
}

void Undo::tick()
{
    if (m_back && m_shell.clock.bootMs() >= m_untilMs) clear();
}

void Undo::clear()
{
    if (!m_back) return;
    m_back.reset();
    emit changed();
}

void Undo::take()
{
    if (!m_back) return;
    m_shell.desk.ask<void>(
        [back = *m_back](work::Workbench& bench) { return takeBack(bench, back); },
        [this](Result<void> done) {
            if (!done.ok()) return m_shell.tell(done.error());
            m_shell.say(tr("Undone."));
            m_shell.saved();
        });
    clear();
}

} // namespace lapwing::models
