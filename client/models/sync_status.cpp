#include "client/models/sync_status.h"

#include "client/screens/plain_words.h"

#include <algorithm>

namespace lapwing::models {

using namespace screens;

namespace {
constexpr std::uint64_t kSoonMs = 2'000;
constexpr std::uint64_t kMinuteMs = 60'000;
constexpr std::uint64_t kUsualMs = 5 * 60'000;
constexpr std::uint64_t kFirstRetryMs = 30'000;
constexpr std::uint64_t kLastRetryMs = 15 * 60'000;
constexpr std::uint64_t kSeemsAgoMs = 47 * 60'000;
} // namespace

void SyncStatus::take(OutboxView read)
{
    const auto before = view().waiting;
    if (read.waiting > before) m_toSend += read.waiting - before;
    m_known = true;
    if (items().current().isEmpty() && !read.items.empty())
        items().setCurrent(read.items.front().itemId);
    Page::take(std::move(read));
}

void SyncStatus::refresh()
{
    load([&time = m_shell.time](work::Workbench& bench) { return readOutbox(bench, time); });
}

void SyncStatus::clear()
{
    m_on = m_known = m_asked = m_emptyDay = false;
    items().setCurrent({});
    m_answer.clear();
    Page::clear();
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
    m_seemsMs = m_shell.clock.wallMs() - kSeemsAgoMs;
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
    m_toSend = view().waiting;
    m_lastTryMs = m_shell.clock.wallMs();
    emit changed();
    if (m_emptyDay) return conclude(fail(ErrorCode::Offline));
    const auto answered = [this] {
        if (m_on && view().waiting > 0) refresh();
    };
    const auto started = m_shell.syncThread.sync(
        answered, [this](Result<work::SyncReport> report) { conclude(report); });
    if (!started.ok()) conclude(started.error());
}

void SyncStatus::conclude(const Result<work::SyncReport>& report)
{
    m_running = false;
    m_known = m_emptyDay;
    m_offline = !report.ok() && report.error().code == ErrorCode::Offline;
    if (!m_on) return;
    // An answer that leaves work here was not what was asked for, whatever it said.
    m_failures = report.ok() && report->unsent == 0 ? 0 : m_failures + 1;
    const auto wait = m_failures == 0
                          ? kUsualMs
                          : std::min(kLastRetryMs, kFirstRetryMs << std::min(m_failures - 1, 5u));
    m_nextMs = m_shell.clock.bootMs() + wait;
    const bool asked = std::exchange(m_asked, false);
    const auto at = m_shell.time.time(m_shell.clock.wallMs());
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
    return m_shell.time.brief(lastContactMs(), m_shell.clock.wallMs());
}

QString SyncStatus::chip() const
{
    if (!m_on) return {};
    if (m_running && view().waiting > 0)
        return tr("Sending %1 of %2").arg(m_toSend - view().waiting + 1).arg(m_toSend);
    if (m_running) return tr("Asking the office…");
    if (!m_known) return tr("Checking…");
    if (view().problems > 0) return counted(view().problems, tr("1 problem"), tr("%1 problems"));
    if (view().waiting > 0)
        return (m_offline ? tr("Offline · %1 to send") : tr("%1 to send")).arg(view().waiting);
    if (lastContactMs() == 0) return tr("No contact yet");
    return tr("All sent %1").arg(contactTime());
}

ItemState SyncStatus::chipState() const
{
    auto state = ItemState::OnTablet;
    if (m_known && !m_running) {
        if (view().problems > 0)
            state = ItemState::Problem;
        else if (view().waiting == 0 && lastContactMs() > 0)
            state = ItemState::Sent;
    }
    return state;
}

QString SyncStatus::headline() const
{
    if (m_running) return tr("Speaking with the office");
    if (view().leaseLapsed) return tr("This tablet has been without the office for too long");
    if (m_offline) return tr("No connection. Your work is saved on this tablet.");
    return m_failures > 0 ? tr("The last try did not end well") : tr("In contact with the office");
}

QString SyncStatus::contactText() const
{
    if (lastContactMs() == 0) return tr("No contact with the office yet");
    const bool today =
        m_shell.time.dateAt(lastContactMs()) == m_shell.time.dateAt(m_shell.clock.wallMs());
    return tr("Last contact with the office: %1%2")
        .arg(today ? tr("today, ") : QString(), contactTime());
}

QString SyncStatus::clockText() const
{
    if (!m_known || m_emptyDay) return {};
    const auto minutes = view().clockAheadMinutes;
    const auto wrong = clockDifference(minutes);
    return wrong.isEmpty() ? QString()
                           : tr("%1 Times that you write are told by it. Set it right in the "
                                "tablet's own settings.")
                                 .arg(wrong);
}

QString SyncStatus::unsentText() const
{
    if (!m_known || view().waiting == 0) return {};
    return counted(view().waiting, tr("1 item is on this tablet and not yet sent."),
                   tr("%1 items are on this tablet and not yet sent."));
}

QString SyncStatus::attemptText() const
{
    if (m_lastTryMs == 0) return tr("Not tried yet");
    return tr("Last try: %1").arg(m_shell.time.brief(m_lastTryMs, m_shell.clock.wallMs()));
}

QString SyncStatus::nextText() const
{
    if (m_running || !m_on) return {};
    const auto now = m_shell.clock.bootMs();
    const auto left = m_nextMs > now ? m_nextMs - now : 0;
    if (left < kMinuteMs)
        return m_failures > 0 ? tr("Trying again within a minute")
                              : tr("Next contact within a minute");
    const auto at = m_shell.time.time(m_shell.clock.wallMs() + left);
    return m_failures > 0 ? tr("Trying again at %1").arg(at) : tr("Next contact at %1").arg(at);
}

SyncView SyncStatus::said() const
{
    SyncView all;
    all.chip = chip();
    all.chipState = chipState();
    all.headline = headline();
    all.contactText = contactText();
    all.clockText = clockText();
    all.unsentText = unsentText();
    all.attemptText = attemptText();
    all.nextText = nextText();
    all.answerText = m_answer;
    all.note = m_note;
    all.noteText = m_noteText;
    all.running = m_running;
    if (items().count() == 0)
        all.emptyText = tr("Nothing waits to be sent, and nothing was sent today.");
    if (const auto* row = items().find(items().current())) all.item = *row;
    return all;
}

void SyncStatus::select(const QString& itemId)
{
    items().setCurrent(itemId);
    emit changed();
}

void SyncStatus::setNote(const QString& text)
{
    if (text == m_note) return;
    m_note = text;
    emit changed();
}

void SyncStatus::sealNote()
{
    if (m_note.trimmed().isEmpty()) return;
    m_shell.desk.ask<void>(
        [text = m_note.toStdString()](work::Workbench& bench) -> Result<void> {
            if (!bench.isOpen()) return fail(ErrorCode::Locked);
            return bench.tablet().noteForOffice(text);
        },
        [this, text = m_note](Result<void> sealed) {
            if (!sealed.ok()) {
                if (m_note.isEmpty() && m_on) m_note = text; // it is the only one that there is
                m_shell.tell(sealed.error());
            } else if (m_on) {
                m_noteText = tr("Sealed for the office. It goes when there is a connection.");
            }
            emit changed();
        });
    m_note.clear();
    emit changed();
}

void SyncStatus::openRecord()
{
    const auto* row = items().find(items().current());
    if (row && row->canOpen()) openWanted(*row);
}

PageModel* makeSyncStatus(Shell& shell, QObject* owner)
{
    return onlyModel<SyncStatus>(shell, owner);
}

} // namespace lapwing::models
