#include "client/models/app.h"

namespace lapwing::models {

using namespace screens;

namespace {
constexpr std::uint64_t kMinuteMs = 60'000;
}

App::App(AppParts parts, QObject* parent)
    : Pages(std::move(parts), parent), m_state(m_parts.hasVault ? State::Locked : State::SetUp),
      m_page(m_parts.hasVault ? PageId::Unlock : PageId::SetUp), m_autoLock(m_parts.site.clock),
      m_rail(new Rows<RailRow>(this)), m_messages(new Messages(this))
{
    wire();
    tellRail();
    if (m_parts.hasVault) look();
}

App::~App() = default;

void App::wire()
{
    m_shell.open = [this](PageId page) { open(page); };
    m_shell.openVisit = [this](const QString& id) { openVisit(id); };
    m_shell.enterVisit = [this](const QString& id) { m_visit->enter(id); };
    m_shell.openAction = [this](const QString& id) { openAction(id); };
    m_shell.openConflict = [this](const QString& id) { openConflict(id); };
    m_shell.tell = [this](const Error& error) { tell(error); };
    m_shell.say = [this](const QString& text) { m_messages->say(text); };
    m_messages->openForm = [this](FormAsk ask) {
        m_form->open(std::move(ask), [this] { show(PageId::Form); });
    };
    m_shell.saved = [this] {
        m_sync->hasNew();
        refreshAll();
    };
    m_unlock->unlock = [this](crypto::Secret secret, work::Workbench::Way way) {
        openVault(std::move(secret), way);
    };
    m_setUp->setUp = [this](work::SetUpRequest request, crypto::Secret secret) {
        makeVault(std::move(request), std::move(secret));
    };
    m_cases->chosen = [this](const QString& ref) { m_caseView->show(ref); };
    m_caseView->ask = [this](FormAsk ask) {
        m_form->open(std::move(ask), [this] { show(PageId::Form); });
    };
    m_form->finished = [this](const OpenForm& form, const Finished& done) {
        afterForm(form, done);
    };
    m_actions->undoable = [this](std::optional<work::TakeBack> back) {
        m_undo->offer(std::move(back));
    };
    m_visit->setSafe = [this](bool on) { setVisitSafe(on); };
    m_visit->hide = [this] { hide(); };
    m_sync->ended = [this](const Result<work::SyncReport>& report) { afterSync(report); };
    m_sync->openWanted = [this](const OutboxRow& row) { openItem(row); };
    m_search->openWanted = [this](const QString&, const QString& ref) {
        openCase(ref, QStringLiteral("summary"));
    };
    m_settings->known = [this](const About& about) {
        m_person = about.person;
        m_role = about.role;
        emit personChanged();
    };
    connect(m_settings, &Settings::changed, this,
            [this] { m_autoLock.setIdle(std::chrono::minutes(m_settings->lockMinutes())); });
    connect(m_sync, &SyncStatus::changed, this, &App::tellRail);
    connect(m_today, &Today::changed, this, &App::tellRail);
}

void App::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

QString App::clockText() const { return m_shell.time.time(m_shell.clock.wallMs()); }

QString App::dateText() const { return longDay(m_shell.time.dateAt(m_shell.clock.wallMs())); }

void App::tick()
{
    m_form->tick();
    m_actions->editor().tick();
    m_sync->tick();
    m_undo->tick();
    if (const auto minute = m_shell.clock.wallMs() / kMinuteMs; minute != m_minute) {
        m_minute = minute;
        emit minuteChanged();
        emit m_sync->changed();
    }
    tickLock();
}

void App::makeVault(work::SetUpRequest request, crypto::Secret passphrase)
{
    auto kept = std::make_shared<crypto::Secret>(crypto::Secret::copyOf(passphrase.view()));
    const auto started =
        m_syncThread.setUp(std::move(request), std::move(passphrase), m_parts.setUpCost,
                           m_parts.site, [this, kept](const Result<work::SetUpAnswer>& made) {
                               if (!made.ok())
                                   return m_setUp->setProblem(toQt(made.error().text()));
                               m_setUp->setBusy(false);
                               openVault(std::move(*kept), work::Workbench::Way::Passphrase);
                           });
    if (!started.ok()) m_setUp->setProblem(toQt(started.error().text()));
}

void App::afterForm(const OpenForm& form, const Finished& done)
{
    if (done.after == AfterForm::Today) {
        setVisitSafe(false);
        m_before.clear();
        m_messages->say(
            tr("The visit is saved. It goes to the office when there is a connection."));
        return show(PageId::Today);
    }
    m_messages->say(tr("Saved. It goes to the office when there is a connection."));
    if (m_page == PageId::Form) back();
    if (done.after == AfterForm::Plans) m_caseView->setTab(QStringLiteral("plans"));
    if (done.answer.notices.empty()) return;
    // The old plan opens beside what the rule asks for.
    m_messages->offer(toQt(done.answer.notices.front().text),
                      {"repeat_referral", form.ask.caseRef, {}});
    m_caseView->setTab(QStringLiteral("plans"));
}

void App::setVisitSafe(bool on)
{
    m_visitSafe = on;
    if (!on) return;
    // In somebody's home a PIN is watched more easily than a passphrase is learnt.
    m_desk.ask<void>([](work::Workbench& bench) { return bench.disarmPin(); },
                     [this](Result<void> done) {
                         if (!done.ok()) tell(done.error());
                     });
}

void App::afterSync(const Result<work::SyncReport>& report)
{
    if (!report.ok()) return;
    if (report->round.quarantined > 0)
        m_messages->say(
            tr("The office has put aside something from this tablet for a person there to look "
               "at. Nothing is lost. Ask the office."));
    else if (report->round.purged > 0)
        m_messages->say(
            tr("The office has taken a case off this tablet. What was not yet sent went to the "
               "office first."));
    if (m_state != State::NeedsOffice) return refreshAll();
    m_desk.ask<bool>([](work::Workbench& bench) { return Result<bool>(bench.mayRead().ok()); },
                     [this](Result<bool> mayRead) {
                         if (!mayRead.ok() || !*mayRead) return;
                         if (m_state != State::NeedsOffice) return;
                         setState(State::Open);
                         m_settings->refresh();
                         returnTo(std::exchange(m_left, {}));
                     });
}

void App::tell(const Error& error)
{
    // Locked is no news: the page says it. A day without work knows of no lock.
    const bool isKnown = m_state != State::Open || m_emptyDay;
    if (error.code == ErrorCode::Locked && isKnown) return;
    m_messages->tell(error);
}

} // namespace lapwing::models
