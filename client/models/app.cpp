#include "client/models/app.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>

#include <algorithm>
#include <array>

namespace lapwing::models {

using namespace work::screens;

namespace {
constexpr std::uint64_t kMinuteMs = 60'000;
constexpr std::uint64_t kWarnMs = 60'000;
constexpr qsizetype kBackMax = 20;

constexpr std::array kRailRoutes{std::pair{"today", "Today"},   std::pair{"cases", "Cases"},
                                 std::pair{"actions", "Actions"},
                                 std::pair{"checks", "Check needed"},
                                 std::pair{"sync", "Sync"},     std::pair{"settings", "Settings"}};

/// The place on the rail that a page belongs to.
QString railOf(const QString& page)
{
    return page == QLatin1String("case") || page == QLatin1String("form") ? QStringLiteral("cases")
           : page == QLatin1String("briefing")                            ? QStringLiteral("today")
                                                                          : page;
}
} // namespace

App::App(AppParts parts, QObject* parent)
    : QObject(parent), m_parts(std::move(parts)), m_store(m_parts.site, m_parts.witness),
      m_syncThread(m_store, m_parts.witness, m_parts.connect,
                   [this](std::function<void()> run) {
                       QMetaObject::invokeMethod(this, std::move(run), Qt::QueuedConnection);
                   }),
      m_desk(m_store,
             [this](std::function<void()> run) {
                 QMetaObject::invokeMethod(this, std::move(run), Qt::QueuedConnection);
             }),
      m_shell{m_desk,
              m_parts.time,
              m_parts.site.clock,
              [this](const QString& route) { open(route); },
              [this](const QString& id) { openVisit(id); },
              [this](const QString& id) { openAction(id); },
              [this](const QString& id) { openCheck(id); },
              [this](const Error& error) { tell(error); },
              [this](const std::string& text) { say(text); },
              [this] {
                  m_sync->hasNew();
                  refreshAll();
              }},
      m_state(m_parts.hasVault ? QStringLiteral("locked") : QStringLiteral("setUp")),
      m_page(m_parts.hasVault ? QStringLiteral("unlock") : QStringLiteral("setUp")),
      m_rail(newModel<RailModel>(this)), m_unlock(new Unlock(this)), m_setUp(new SetUp(this)),
      m_today(new Today(m_shell, this)), m_cases(new Cases(m_shell, this)),
      m_caseView(new CaseView(m_shell, this)), m_form(new FormEditor(m_shell, this)),
      m_actions(new Actions(m_shell, this)), m_visit(new Visit(m_shell, *m_form, this)),
      m_checks(new Checks(m_shell, this)), m_sync(new SyncStatus(m_shell, m_syncThread, this)),
      m_search(new Search(m_shell, this)), m_settings(new Settings(m_shell, this))
{
    noteInput();
    wire();
    tellRail();
}

App::~App() = default;

void App::wire()
{
    m_unlock->unlock = [this](crypto::Secret secret) { openVault(std::move(secret)); };
    m_setUp->setUp = [this](work::SetUpRequest request, crypto::Secret secret) {
        makeVault(std::move(request), std::move(secret));
    };
    m_cases->chosen = [this](const std::string& ref) { m_caseView->show(ref); };
    m_caseView->ask = [this](FormAsk ask) {
        m_form->open(std::move(ask), [this] { show(QStringLiteral("form")); });
    };
    m_form->finished = [this](const OpenForm& form, const work::SaveAnswer& answer) {
        afterForm(form, answer);
    };
    m_visit->setSafe = [this](bool on) { m_visitSafe = on; };
    m_visit->hide = [this] { hide(); };
    m_sync->ended = [this](const Result<work::SyncReport>& report) { afterSync(report); };
    m_sync->openWanted = [this](const OutboxRow& row) { openItem(row); };
    m_search->openWanted = [this](const QString&, const QString& ref) {
        openCase(ref, QStringLiteral("summary"));
    };
    m_settings->known = [this](const About& about) {
        m_person = toQt(about.person);
        m_role = toQt(about.role);
        emit personChanged();
    };
    connect(m_sync, &SyncStatus::changed, this, [this] {
        emit syncChipChanged();
        tellRail();
    });
    connect(m_today, &Today::changed, this, &App::tellRail);
}

void App::setState(const QString& state)
{
    m_state = state;
    emit stateChanged();
}

QString App::clockText() const
{
    return toQt(m_shell.time.time(m_shell.clock.wallMs()));
}

QString App::dateText() const
{
    return toQt(longDay(m_shell.time.dateAt(m_shell.clock.wallMs())));
}

void App::tick()
{
    const auto now = m_shell.clock.bootMs();
    m_form->tick();
    m_actions->editor().tick();
    m_sync->tick();
    if (const auto minute = m_shell.clock.wallMs() / kMinuteMs; minute != m_minute) {
        m_minute = minute;
        emit minuteChanged();
        emit m_sync->changed();
    }
    tickLock(now);
}

void App::tickLock(std::uint64_t now)
{
    if (m_state != QLatin1String("open")) return;
    const auto limit = static_cast<std::uint64_t>(m_settings->lockMinutes()) * kMinuteMs;
    const auto idle = now - m_inputMs;
    QString warning;
    if (idle >= limit) return lock();
    if (limit - idle <= kWarnMs && idle > 0 && limit - idle < limit)
        warning = tr("Locking in %1 seconds").arg((limit - idle + 999) / 1000);
    if (warning == m_lockWarning) return;
    m_lockWarning = warning;
    emit lockWarningChanged();
}

void App::noteInput()
{
    m_inputMs = m_shell.clock.bootMs();
    if (m_lockWarning.isEmpty()) return;
    m_lockWarning.clear();
    emit lockWarningChanged();
}

bool App::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::Wheel: noteInput(); break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void App::openVault(crypto::Secret passphrase)
{
    setState(QStringLiteral("unlocking"));
    // A job must be copyable, and a secret is not: it is wiped when the job has gone.
    auto secret = std::make_shared<crypto::Secret>(std::move(passphrase));
    m_desk.ask<bool>(
        [secret](work::Workbench& bench) -> Result<bool> {
            LAPWING_TRY(bench.unlock(*secret));
            return bench.mayRead().ok();
        },
        [this](Result<bool> mayRead) { opened(mayRead); });
}

void App::opened(const Result<bool>& mayRead)
{
    if (!mayRead.ok()) {
        setState(QStringLiteral("locked"));
        const bool wrong = mayRead.error().code == ErrorCode::Unauthorised;
        return m_unlock->setProblem(wrong ? tr("That is not the passphrase. Nothing was changed. "
                                               "Try again.")
                                          : toQt(mayRead.error().text()));
    }
    m_unlock->setBusy(false);
    noteInput();
    setState(*mayRead ? QStringLiteral("open") : QStringLiteral("needsOffice"));
    m_settings->refresh();
    m_sync->begin();
    if (!*mayRead) return show(QStringLiteral("sync"));
    returnTo(std::exchange(m_left, {}));
}

void App::returnTo(const Place& place)
{
    if (!place.caseRef.empty()) {
        m_cases->select(toQt(place.caseRef));
        m_caseView->setTab(place.tab);
    }
    if (!place.visit.empty()) m_visit->show(place.visit);
    if (!place.action.isEmpty()) m_actions->select(place.action);
    const bool isForm = place.page == QLatin1String("form");
    const auto first = place.page.isEmpty() ? QStringLiteral("today") : railOf(place.page);
    show(first);
    if (isForm && !place.caseRef.empty()) go(QStringLiteral("case"));
    if (!isForm && !place.page.isEmpty() && place.page != first) go(place.page);
    refreshAll();
    if (place.form.plan.empty()) return;
    m_form->open(place.form, [this, page = place.page] { show(page); });
}

void App::makeVault(work::SetUpRequest request, crypto::Secret passphrase)
{
    auto kept = std::make_shared<crypto::Secret>(crypto::Secret::copyOf(passphrase.view()));
    const auto started = m_syncThread.setUp(
        std::move(request), std::move(passphrase), m_parts.setUpCost, m_parts.site,
        [this, kept](const Result<work::SetUpAnswer>& made) {
            if (!made.ok()) return m_setUp->setProblem(toQt(made.error().text()));
            m_setUp->setBusy(false);
            openVault(std::move(*kept));
        });
    if (!started.ok()) m_setUp->setProblem(toQt(started.error().text()));
}

void App::lock()
{
    if (m_state != QLatin1String("open") && m_state != QLatin1String("needsOffice")) return;
    m_form->flush();
    m_actions->editor().flush();
    m_left = {m_page, m_caseView->tab(), m_actions->recordId(),
              m_caseView->caseRef().toStdString(), m_visit->recordId().toStdString(), {}};
    if (m_form->form()) m_left.form = m_form->form()->ask;
    m_before.clear();
    m_page = QStringLiteral("unlock");
    setState(QStringLiteral("locked"));
    emit pageChanged();
    closed();
    m_desk.ask<void>([](work::Workbench& bench) { return lockWithDrafts(bench); },
                     [this](Result<void> done) {
                         if (!done.ok()) tell(done.error());
                     });
}

/// Nothing of any case stays in this thread's memory.
void App::closed()
{
    m_sync->clear();
    m_today->clear();
    m_cases->clear();
    m_caseView->clear();
    m_visit->clear();
    m_form->close();
    m_actions->clear();
    m_checks->clear();
    m_search->clear();
    m_settings->clear();
    m_lockWarning.clear();
    emit lockWarningChanged();
    dismissMessage();
    dismissNotice();
    m_unlock->setProblem({});
}

void App::hide()
{
    m_covered = true;
    emit coveredChanged();
    // The cover is drawn before anything else is done.
    QTimer::singleShot(0, this, &App::lock);
}

void App::uncover()
{
    m_covered = false;
    emit coveredChanged();
}

void App::open(const QString& route)
{
    go(route);
    // A place on the rail is nowhere to go back from.
    const auto isRail = [&](const auto& place) { return route == QLatin1String(place.first); };
    if (m_page != route || std::ranges::none_of(kRailRoutes, isRail)) return;
    m_before.clear();
    emit pageChanged();
}

/// Goes there, with a way back to where it came from.
void App::go(const QString& route)
{
    if (m_state == QLatin1String("locked")) return;
    if (m_visitSafe && route != QLatin1String("visit")) return;
    if (route == m_page) return refresh(route);
    m_form->flush();
    if (!m_before.contains(route)) m_before.append(m_page);
    else m_before = m_before.first(m_before.indexOf(route));
    if (m_before.size() > kBackMax) m_before.removeFirst();
    m_page = route;
    emit pageChanged();
    tellRail();
    refresh(route);
}

/// Goes there without a way back to where it came from.
void App::show(const QString& route)
{
    if (route == QLatin1String("form") || route == QLatin1String("case")
        || route == QLatin1String("briefing"))
        return go(route);
    m_before.clear();
    m_page = route;
    emit pageChanged();
    tellRail();
    refresh(route);
}

void App::back()
{
    if (!canGoBack()) return;
    m_form->flush();
    m_page = m_before.takeLast();
    emit pageChanged();
    tellRail();
    refresh(m_page);
}

void App::refresh(const QString& route)
{
    if (m_state != QLatin1String("open")) return m_state == QLatin1String("needsOffice")
                                                    ? m_sync->refresh()
                                                    : void();
    if (route == QLatin1String("today")) m_today->refresh();
    else if (route == QLatin1String("cases")) m_cases->refresh();
    else if (route == QLatin1String("case")) m_caseView->refresh();
    else if (route == QLatin1String("actions")) m_actions->refresh();
    else if (route == QLatin1String("briefing") || route == QLatin1String("visit"))
        m_visit->refresh();
    else if (route == QLatin1String("checks")) m_checks->refresh();
    else if (route == QLatin1String("sync")) m_sync->refresh();
    else if (route == QLatin1String("settings")) m_settings->refresh();
}

void App::refreshAll()
{
    if (m_state != QLatin1String("open")) return;
    m_today->refresh();
    m_cases->refresh();
    m_caseView->refresh();
    m_actions->refresh();
    m_visit->refresh();
    m_checks->refresh();
}

void App::openVisit(const QString& recordId)
{
    m_visit->show(recordId.toStdString());
    show(QStringLiteral("briefing"));
}

void App::openAction(const QString& recordId)
{
    m_actions->select(recordId);
    go(QStringLiteral("actions"));
}

void App::openCheck(const QString& checkId)
{
    go(QStringLiteral("checks"));
    m_checks->select(checkId);
}

void App::openCase(const QString& caseRef, const QString& tab)
{
    if (caseRef.isEmpty()) return;
    m_cases->select(caseRef);
    m_caseView->setTab(tab);
    go(QStringLiteral("case"));
}

void App::openItem(const OutboxRow& row)
{
    if (row.state == "check") return openCheck(toQt(row.itemId).section(':', 1));
    if (row.title.starts_with("Visit")) return openVisit(toQt(row.recordId));
    if (row.title.starts_with("Action")) return openAction(toQt(row.recordId));
    openCase(toQt(row.caseRef), QStringLiteral("timeline"));
}

void App::afterForm(const OpenForm& form, const work::SaveAnswer& answer)
{
    if (form.ask.plan == "visit_record") {
        m_visitSafe = false;
        m_before.clear();
        say("The visit is saved on this tablet. It is sent by itself.");
        return show(QStringLiteral("today"));
    }
    say("Saved on this tablet. It is sent by itself.");
    if (m_page == QLatin1String("form")) back();
    if (form.ask.plan == "repeat_referral") m_caseView->setTab(QStringLiteral("plans"));
    if (answer.notices.empty()) return;
    m_notice = toQt(answer.notices.front().text);
    // The old plan opens beside what the rule asks for.
    m_noticeAsk = {"repeat_referral", form.ask.caseRef, {}};
    m_caseView->setTab(QStringLiteral("plans"));
    emit noticeChanged();
}

QString App::noticeAction() const
{
    return m_noticeAsk.plan.empty() ? QString() : tr("Start the repeat referral");
}

void App::takeNoticeAction()
{
    const auto ask = m_noticeAsk;
    dismissNotice();
    if (ask.plan.empty()) return;
    m_form->open(ask, [this] { show(QStringLiteral("form")); });
}

void App::dismissNotice()
{
    m_notice.clear();
    m_noticeAsk = {};
    emit noticeChanged();
}

void App::afterSync(const Result<work::SyncReport>& report)
{
    if (!report.ok()) return;
    if (report->round.intake > 0)
        say("The office has put aside something from this tablet for a person there to look at. "
            "Nothing is lost. Ask the office.");
    else if (report->round.purged > 0)
        say("The office has taken a case off this tablet. What was not yet sent went to the "
            "office first.");
    if (m_state == QLatin1String("needsOffice")) {
        m_desk.ask<bool>([](work::Workbench& bench) { return Result<bool>(bench.mayRead().ok()); },
                         [this](Result<bool> mayRead) {
                             if (!mayRead.ok() || !*mayRead) return;
                             setState(QStringLiteral("open"));
                             show(QStringLiteral("today"));
                             refreshAll();
                             m_settings->refresh();
                         });
        return;
    }
    refreshAll();
}

void App::tell(const Error& error)
{
    // Locked is no news: the page says it.
    if (error.code == ErrorCode::Locked && m_state != QLatin1String("open")) return;
    m_message = toQt(error.text());
    m_messageIsProblem = true;
    emit messageChanged();
}

void App::say(const std::string& text)
{
    m_message = toQt(text);
    m_messageIsProblem = false;
    emit messageChanged();
}

void App::dismissMessage()
{
    m_message.clear();
    emit messageChanged();
}

void App::tellRail()
{
    std::vector<RailRow> rows;
    const auto& outbox = m_sync->view();
    for (const auto& [route, label] : kRailRoutes) {
        RailRow row{route, label, 0};
        if (row.route == "actions") row.badge = static_cast<int>(m_today->lateActions());
        if (row.route == "checks") row.badge = static_cast<int>(outbox.checks);
        if (row.route == "sync")
            row.badge = static_cast<int>(outbox.waiting + outbox.problems);
        rows.push_back(std::move(row));
    }
    m_rail->setRows(std::move(rows));
    m_rail->setCurrent(railOf(m_page).toStdString());
}

} // namespace lapwing::models
