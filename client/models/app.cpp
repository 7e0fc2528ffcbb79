#include "client/models/app.h"

namespace lapwing::models {

using namespace screens;

namespace {
constexpr std::uint64_t kMinuteMs = 60'000;
}

App::App(AppParts parts, QObject* parent)
    : Pages(std::move(parts), parent),
      m_lock(new Lock(m_parts.site.clock, m_parts.hasVault, vault(), this)),
      m_navigator(new Navigator(m_parts.hasVault ? PageId::Unlock : PageId::SetUp, this)),
      m_messages(new Messages(this))
{
    wirePages();
    wireForms();
    wireLock();
    tellBadges();
    if (m_parts.hasVault) look();
}

App::~App() = default;

Lock::Vault App::vault()
{
    return {[this](crypto::Secret secret, Lock::Way way, auto then) {
                // A job must be copyable, and a secret is not: it is wiped when the job has gone.
                auto held = std::make_shared<crypto::Secret>(std::move(secret));
                m_desk.ask<Lock::Opened>(
                    [held, way](work::Workbench& bench) { return bench.unlock(*held, way); },
                    std::move(then));
            },
            [this](auto then) {
                m_desk.ask<void>([](work::Workbench& bench) { return bench.lock(); },
                                 std::move(then));
            }};
}

void App::wirePages()
{
    m_shell.open = [this](PageId page) { m_navigator->open(page); };
    m_shell.openVisit = [this](const QString& id) { openVisit(id); };
    m_shell.enterVisit = [this](const QString& id) { m_visit->enter(id); };
    m_shell.openRecord = [this](const QString& id) { openRecord(id); };
    m_record->openSame = [this](const QString& id) { openSame(id); };
    m_shell.openAction = [this](const QString& id) { openAction(id); };
    m_shell.openConflict = [this](const QString& id) { openConflict(id); };
    m_shell.tell = [this](const Error& error) { tell(error); };
    m_shell.say = [this](const QString& text) { m_messages->say(text); };
    m_shell.saved = [this] {
        m_sync->hasNew();
        refreshAll();
    };
    m_cases->chosen = [this](const QString& ref) { m_caseView->show(ref); };
    m_actions->undoable = [this](std::optional<work::TakeBack> back) {
        m_undo->offer(std::move(back));
    };
    m_visit->setSafe = [this](bool on) { setVisitSafe(on); };
    m_visit->hide = [this] { m_lock->hide(); };
    m_sync->ended = [this](const Result<work::SyncReport>& report) { afterSync(report); };
    m_sync->openWanted = [this](const OutboxRow& row) { openItem(row); };
    m_search->openWanted = [this](const HitRow& row) { openFound(row); };
    m_settings->known = [this](const About& about) {
        m_person = about.person;
        m_role = about.role;
        emit personChanged();
    };
    connect(m_navigator, &Navigator::leaving, this, [this] { m_form->flush(); });
    connect(m_navigator, &Navigator::arrived, this, &App::refresh);
    connect(m_navigator, &Navigator::arrived, this, [this](PageId page) {
        if (page == PageId::Case) m_search->caseOpened(m_caseView->caseRef());
    });
    connect(m_sync, &SyncStatus::changed, this, &App::tellBadges);
    connect(m_today, &Today::changed, this, &App::tellBadges);
}

void App::wireForms()
{
    m_messages->openForm = [this](FormAsk ask) { openForm(std::move(ask)); };
    m_caseView->ask = [this](FormAsk ask) { openForm(std::move(ask)); };
    m_record->ask = [this](FormAsk ask) { openForm(std::move(ask)); };
    m_form->left = [this] {
        if (page() == PageId::Form) m_navigator->back();
    };
    m_form->finished = [this](const OpenForm& form, const Finished& done) {
        afterForm(form, done);
    };
}

void App::wireLock()
{
    m_unlock->unlock = [this](crypto::Secret secret, Lock::Way way) {
        m_lock->unlock(std::move(secret), way);
    };
    m_setUp->setUp = [this](work::SetUpRequest request, crypto::Secret secret) {
        makeVault(std::move(request), std::move(secret));
    };
    connect(m_lock, &Lock::stateChanged, this, &App::setReach);
    connect(m_lock, &Lock::opened, this, &App::opened);
    connect(m_lock, &Lock::refused, this, &App::refused);
    connect(m_lock, &Lock::closing, this, &App::closing);
    connect(m_lock, &Lock::closed, this, [this](const Result<void>& how) {
        if (!how.ok()) tell(how.error());
        look();
        emit locked();
    });
    connect(m_settings, &Settings::changed, this,
            [this] { m_lock->setIdle(std::chrono::minutes(m_settings->lockMinutes())); });
}

void App::setReach()
{
    using Reach = Navigator::Reach;
    const bool needsOffice = m_lock->state() == Lock::State::NeedsOffice;
    m_navigator->setReach(m_lock->isOpen() ? Reach::All
                          : needsOffice    ? Reach::WithoutCases
                                           : Reach::None);
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
    m_lock->tick();
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
                               m_lock->unlock(std::move(*kept), Lock::Way::Passphrase);
                           });
    if (!started.ok()) m_setUp->setProblem(toQt(started.error().text()));
}

void App::afterForm(const OpenForm& form, const Finished& done)
{
    if (done.after == AfterForm::Today) {
        setVisitSafe(false);
        m_messages->say(
            tr("The visit is saved. It goes to the office when there is a connection."));
        return m_navigator->show(PageId::Today);
    }
    if (done.after == AfterForm::Office)
        m_messages->say(tr("What you typed is sealed for the office, where a person reads it. It "
                           "goes when there is a connection."));
    else
        m_messages->say(tr("Saved. It goes to the office when there is a connection."));
    if (page() == PageId::Form) m_navigator->back();
    if (done.after == AfterForm::Plans) m_caseView->setTab(QStringLiteral("plans"));
    if (done.answer.notices.empty()) return;
    // The old plan opens beside what the rule asks for.
    m_messages->offer(toQt(done.answer.notices.front().text),
                      {"repeat_referral", form.ask.caseRef, {}});
    m_caseView->setTab(QStringLiteral("plans"));
}

void App::setVisitSafe(bool on)
{
    m_navigator->setVisitSafe(on);
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
            tr("The office has taken a case off this tablet. What was not yet sent, drafts among "
               "it, went to the office first."));
    if (report->round.purged > 0) forgetWhatLeft();
    if (m_lock->state() != Lock::State::NeedsOffice) return refreshAll();
    m_desk.ask<bool>([](work::Workbench& bench) { return Result<bool>(bench.mayRead().ok()); },
                     [this](Result<bool> mayRead) {
                         if (!mayRead.ok() || !*mayRead) return;
                         if (m_lock->state() != Lock::State::NeedsOffice) return;
                         m_lock->metOffice();
                         m_settings->refresh();
                         returnTo(std::exchange(m_left, {}));
                     });
}

/// Nothing of a case that was taken off stays in this thread's memory.
void App::forgetWhatLeft()
{
    m_undo->clear();
    m_search->forgetWhatLeft();
    for (auto* editor : {m_form, &m_actions->editor()}) editor->reopenIfLeft();
}

void App::tell(const Error& error)
{
    // Locked is no news: the page says it. A day without work knows of no lock.
    const bool isKnown = !m_lock->isOpen() || m_lock->isEmptyDay();
    if (error.code == ErrorCode::Locked && isKnown) return;
    m_messages->tell(error);
}

} // namespace lapwing::models
