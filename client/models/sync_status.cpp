#include "client/models/sync_status.h"

#include <algorithm>

namespace lapwing::models {

using namespace work::screens;

namespace {
constexpr std::uint64_t kSoonMs = 2'000;
constexpr std::uint64_t kMinuteMs = 60'000;
constexpr std::uint64_t kUsualMs = 5 * 60'000;
constexpr std::uint64_t kFirstRetryMs = 30'000;
constexpr std::uint64_t kLastRetryMs = 15 * 60'000;
constexpr std::uint64_t kSeemsAgoMs = 47 * 60'000;
} // namespace

SyncStatus::SyncStatus(Shell& shell, work::SyncThread& thread, QObject* parent)
    : QObject(parent), m_shell(shell), m_thread(thread), m_items(newModel<OutboxModel>(this)),
      m_latest(shell.desk, [this](Result<OutboxView> view) {
          if (!view.ok()) return m_shell.tell(view.error());
          const auto before = m_view.waiting;
          m_view = std::move(view).value();
          if (m_view.waiting > before) m_toSend += m_view.waiting - before;
          m_items->setRows(std::move(m_view.items));
          if (m_items->current().empty() && m_items->count() > 0)
              m_items->setCurrent(m_items->rows()[0].itemId);
          m_known = true;
          emit changed();
      })
{
}

void SyncStatus::refresh()
{
    m_latest.ask(
        [&time = m_shell.time](work::Workbench& bench) { return readOutbox(bench, time); });
}

void SyncStatus::clear()
{
    m_latest.forget();
    m_on = m_known = m_asked = m_emptyDay = false;
    models::forget(m_view);
    m_items->setRows({});
    m_items->setCurrent({});
    m_answer.clear();
    emit changed();
}

void SyncStatus::begin()
{
    m_on = true;
    m_failures = 0;
    m_nextMs = m_shell.clock.bootMs();
    refresh();
}

void SyncStatus::showEmptyDay()
{
    m_on = m_known = m_emptyDay = m_offline = true;
    m_failures = 1;
    m_view.lastContactMs = m_shell.clock.wallMs() - kSeemsAgoMs;
    m_lastTryMs = m_shell.clock.wallMs();
    m_nextMs = m_shell.clock.bootMs() + kLastRetryMs;
    emit changed();
}

void SyncStatus::hasNew()
{
    m_known = false;
    const auto soon = m_shell.clock.bootMs() + kSoonMs;
    if (m_failures == 0) m_nextMs = std::min(m_nextMs, soon);
    refresh();
    emit changed();
}

void SyncStatus::tick()
{
    if (m_on && !m_running && m_shell.clock.bootMs() >= m_nextMs) start();
}

void SyncStatus::tryNow()
{
    if (!m_on) return;
    m_asked = true;
    m_answer = tr("Trying…");
    if (!m_running) start();
    emit changed();
}

void SyncStatus::start()
{
    m_running = true;
    m_toSend = m_view.waiting;
    m_lastTryMs = m_shell.clock.wallMs();
    emit changed();
    if (m_emptyDay) return take(fail(ErrorCode::Offline));
    const auto answered = [this] {
        if (m_on && m_view.waiting > 0) refresh();
    };
    const auto started = m_thread.sync(
        answered, [this](Result<work::SyncReport> report) { take(report); });
    if (!started.ok()) take(started.error());
}

void SyncStatus::take(const Result<work::SyncReport>& report)
{
    m_running = false;
    m_known = m_emptyDay;
    m_offline = !report.ok() && report.error().code == ErrorCode::Offline;
    if (!m_on) return;
    // An answer that leaves work here was not what was asked for, whatever it said.
    m_failures = report.ok() && report->unsent == 0 ? 0 : m_failures + 1;
    const auto wait = m_failures == 0 ? kUsualMs
                                      : std::min(kLastRetryMs, kFirstRetryMs << std::min(
                                                                   m_failures - 1, 5u));
    m_nextMs = m_shell.clock.bootMs() + wait;
    const bool asked = std::exchange(m_asked, false);
    const auto at = toQt(m_shell.time.time(m_shell.clock.wallMs()));
    if (m_offline) {
        // Without being asked there is nothing to add to what stands above it.
        m_answer = asked ? tr("Tried at %1. There is still no connection.").arg(at) : QString();
    } else if (!report.ok()) {
        m_answer = toQt(report.error().text());
    } else if (asked || !m_answer.isEmpty()) {
        m_answer = report->unsent == 0
                       ? tr("Reached at %1. The office has everything from this tablet.").arg(at)
                       : tr("Reached at %1. The office did not take everything.").arg(at);
    }
    if (!m_emptyDay) refresh();
    emit changed();
    if (ended) ended(report);
}

QString SyncStatus::contactTime() const
{
    return toQt(m_shell.time.brief(m_view.lastContactMs, m_shell.clock.wallMs()));
}

QString SyncStatus::chip() const
{
    if (!m_on) return {};
    if (m_running && m_view.waiting > 0)
        return tr("Sending %1 of %2").arg(m_toSend - m_view.waiting + 1).arg(m_toSend);
    if (m_running) return tr("Asking the office…");
    if (!m_known) return tr("Checking…");
    if (m_view.problems > 0)
        return toQt(counted(m_view.problems, "problem"));
    if (m_view.waiting > 0)
        return (m_offline ? tr("Offline · %1 to send") : tr("%1 to send")).arg(m_view.waiting);
    if (m_view.lastContactMs == 0) return tr("No contact yet");
    return tr("All sent %1").arg(contactTime());
}

QString SyncStatus::chipCode() const
{
    auto state = ItemState::OnTablet;
    if (m_known && !m_running) {
        if (m_view.problems > 0) state = ItemState::Problem;
        else if (m_view.waiting == 0 && m_view.lastContactMs > 0) state = ItemState::Sent;
    }
    return toQt(codeOf(state));
}

QString SyncStatus::headline() const
{
    if (m_running) return tr("Speaking with the office");
    if (m_view.leaseLapsed)
        return tr("This tablet has been without the office for too long");
    if (m_offline) return tr("No connection. Your work is saved on this tablet.");
    return m_failures > 0 ? tr("The last try did not end well") : tr("In contact with the office");
}

QString SyncStatus::contactText() const
{
    if (m_view.lastContactMs == 0) return tr("No contact with the office yet");
    const bool today = m_shell.time.dateAt(m_view.lastContactMs)
                       == m_shell.time.dateAt(m_shell.clock.wallMs());
    return tr("Last contact with the office: %1%2").arg(today ? tr("today, ") : QString(),
                                                        contactTime());
}

QString SyncStatus::unsentText() const
{
    if (!m_known || m_view.waiting == 0) return {};
    const bool one = m_view.waiting == 1;
    return toQt(counted(m_view.waiting, "item"))
           + (one ? tr(" is on this tablet and not yet sent.")
                  : tr(" are on this tablet and not yet sent."));
}

QString SyncStatus::attemptText() const
{
    if (m_lastTryMs == 0) return tr("Not tried yet");
    return tr("Last try: %1").arg(toQt(m_shell.time.brief(m_lastTryMs, m_shell.clock.wallMs())));
}

QString SyncStatus::nextText() const
{
    if (m_running || !m_on) return {};
    const auto now = m_shell.clock.bootMs();
    const auto left = m_nextMs > now ? m_nextMs - now : 0;
    if (left < kMinuteMs)
        return m_failures > 0 ? tr("Trying again within a minute")
                              : tr("Next contact within a minute");
    const auto at = toQt(m_shell.time.time(m_shell.clock.wallMs() + left));
    return m_failures > 0 ? tr("Trying again at %1").arg(at) : tr("Next contact at %1").arg(at);
}

QString SyncStatus::emptyText() const
{
    return m_items->count() > 0 ? QString() : tr("Nothing waits to be sent, and nothing was sent "
                                                 "today.");
}

QString SyncStatus::of(std::string OutboxRow::* member) const
{
    const auto* row = m_items->find(m_items->current());
    return row ? toQt(row->*member) : QString();
}

bool SyncStatus::canOpen() const
{
    const auto* row = m_items->find(m_items->current());
    return row && (!row->caseRef.empty() || row->state == "check");
}

void SyncStatus::select(const QString& itemId)
{
    m_items->setCurrent(itemId.toStdString());
    emit changed();
}

void SyncStatus::openRecord()
{
    const auto* row = m_items->find(m_items->current());
    if (row && canOpen()) openWanted(*row);
}

} // namespace lapwing::models
