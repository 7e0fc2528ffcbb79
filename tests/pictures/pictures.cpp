#include "tests/pictures/pictures.h"

#include "client/app/window.h"
#include "tests/pictures/people_tour.h"
#include "tests/pictures/photographer.h"

#include <QtCore/QDir>

#include <algorithm>
#include <array>

namespace lapwing::pictures {

namespace {
using models::App;
using models::PageId;
constexpr std::string_view kPin = "271828", kForcedPin = "314159";

QVariant role(const QAbstractListModel* model, int row, const char* name)
{
    return model->index(row, 0).data(model->roleNames().key(name));
}

/// The first row for which it holds, by its id; empty when there is none.
QString findId(
    const QAbstractListModel* model, const char* id,
    const std::function<bool(int row)>& holds = [](int) { return true; })
{
    for (int row = 0; row < model->rowCount(); ++row)
        if (holds(row)) return role(model, row, id).toString();
    return {};
}

Result<void> page(App& app, Photographer& camera, PageId place, const std::string& name)
{
    app.navigator()->open(place);
    return camera.shoot(name);
}

Result<void> visitsTour(App& app, Photographer& camera)
{
    auto& today = *app.today();
    if (!today.view().hasNext) return {};
    const auto ahead = findId(today.list("visits"), "recordId", [&](int row) {
        return !role(today.list("visits"), row, "isUnderWay").toBool();
    });
    today.openBriefing(ahead.isEmpty() ? today.view().next.recordId : ahead);
    LAPWING_TRY(camera.shoot("briefing"));
    const auto* visits = app.caseView()->list("visits");
    const auto past = findId(visits, "recordId",
                             [&](int row) { return !role(visits, row, "isPlanned").toBool(); });
    if (past.isEmpty()) return {};
    app.caseView()->openVisit(past);
    LAPWING_TRY(camera.shoot("visit-signed"));
    if (!camera.shows(QStringLiteral("sayVisit"))) return {};
    LAPWING_TRY(camera.tap(QStringLiteral("sayVisit")));
    LAPWING_TRY(camera.untilAt("form"));
    LAPWING_TRY(camera.shoot("form-statement"));
    return camera.tap(QStringLiteral("backButton"));
}

/// Each form that a case can be added to with, by its button, in a sheet where that is narrow.
Result<void> formsTour(App& app, Photographer& camera)
{
    constexpr std::array kForms{"addNote", "addContactAttempt", "addAction", "planVisit"};
    for (const auto* form : kForms) {
        if (form == kForms.back() && !app.caseView()->view().canPlanVisit) continue;
        if (camera.isNarrow()) {
            LAPWING_TRY(camera.tap(QStringLiteral("addToCase")));
        }
        if (camera.isNarrow() && form == kForms.front()) {
            LAPWING_TRY(camera.shoot("case-add"));
        }
        LAPWING_TRY(camera.tap(QString::fromLatin1(form)));
        LAPWING_TRY(camera.untilAt("form"));
        LAPWING_TRY(camera.shoot(std::string("form-") + form));
        LAPWING_TRY(camera.tap(QStringLiteral("backButton")));
        LAPWING_TRY(camera.untilAt("case"));
    }
    app.caseView()->addIncident();
    LAPWING_TRY(camera.untilAt("form"));
    LAPWING_TRY(camera.shoot("form"));
    app.form()->finish(); // what has not been answered is told, and nothing is saved
    LAPWING_TRY(camera.shoot("form-problem"));
    LAPWING_TRY(camera.tap(QStringLiteral("discardForm")));
    LAPWING_TRY(camera.shoot("form-discard"));
    return camera.tap(QStringLiteral("confirm"));
}

Result<void> caseTour(App& app, Photographer& camera)
{
    app.navigator()->open(PageId::Cases);
    camera.settle();
    app.cases()->select(findId(app.cases()->list("list"), "caseRef"));
    LAPWING_TRY(camera.shoot("cases"));
    for (const auto* tab :
         {"summary", "timeline", "actions", "visits", "people", "plans", "removed"}) {
        app.caseView()->setTab(QString::fromLatin1(tab));
        LAPWING_TRY(page(app, camera, PageId::Case, std::string("case-") + tab));
    }
    const auto entry = findId(app.caseView()->list("timeline"), "recordId");
    if (!entry.isEmpty()) {
        app.caseView()->openRecord(entry);
        LAPWING_TRY(camera.untilAt("record"));
        LAPWING_TRY(camera.shoot("record"));
        LAPWING_TRY(camera.tap(QStringLiteral("backButton")));
        LAPWING_TRY(camera.untilAt("case"));
    }
    const auto* people = app.caseView()->list("people");
    const auto reached = findId(people, "recordId",
                                [&](int row) { return role(people, row, "hasContact").toBool(); });
    if (!reached.isEmpty()) {
        LAPWING_TRY(camera.tap(QStringLiteral("tab_people")));
        if (camera.shows("reveal_" + reached)) {
            LAPWING_TRY(camera.tap("reveal_" + reached));
        }
        LAPWING_TRY(camera.scrollTo("editPhone_" + reached));
        LAPWING_TRY(camera.shoot("case-people-shown"));
    }
    return formsTour(app, camera);
}

/// Back to the list of a page, which may be behind what was chosen of it before.
Result<void> toList(Photographer& camera, const char* close)
{
    camera.settle();
    const auto name = QString::fromLatin1(close);
    return camera.shows(name) ? camera.tap(name) : Result<void>();
}

Result<void> actionsTour(App& app, Photographer& camera)
{
    app.navigator()->open(PageId::Actions);
    LAPWING_TRY(toList(camera, "closeAction"));
    const auto first = findId(app.actions()->list("list"), "recordId");
    if (first.isEmpty()) return camera.shoot("actions");
    if (camera.isNarrow()) {
        LAPWING_TRY(camera.shoot("actions-list"));
    }
    LAPWING_TRY(camera.tap("row_" + first));
    return camera.shoot("actions");
}

Result<void> checksTour(App& app, Photographer& camera)
{
    LAPWING_TRY(page(app, camera, PageId::Conflicts, "checks"));
    if (!app.conflicts()->hasConflict()) return {};
    const auto number = role(app.conflicts()->list("versions"), 0, "number").toInt();
    LAPWING_TRY(camera.tap(QStringLiteral("version_%1").arg(number)));
    LAPWING_TRY(camera.shoot("checks-chosen"));
    LAPWING_TRY(camera.scrollTo(QStringLiteral("reason")));
    return camera.shoot("checks-end");
}

Result<void> syncTour(App& app, Photographer& camera)
{
    LAPWING_TRY(page(app, camera, PageId::Sync, "sync"));
    const auto item = findId(app.sync()->list("items"), "itemId");
    if (item.isEmpty()) return {};
    LAPWING_TRY(toList(camera, "closeItem"));
    LAPWING_TRY(camera.tap("row_" + item));
    return camera.shoot("sync-item");
}

Result<void> tour(App& app, Photographer& camera)
{
    LAPWING_TRY(page(app, camera, PageId::Today, "today"));
    if (camera.isNarrow()) {
        LAPWING_TRY(camera.tap(QStringLiteral("menuButton")));
        LAPWING_TRY(camera.shoot("menu"));
        camera.press(Qt::Key_Escape);
    }
    camera.press(Qt::Key_Question, QStringLiteral("?"));
    LAPWING_TRY(camera.shoot("shortcuts"));
    camera.press(Qt::Key_Escape);
    LAPWING_TRY(actionsTour(app, camera));
    LAPWING_TRY(checksTour(app, camera));
    LAPWING_TRY(syncTour(app, camera));
    LAPWING_TRY(caseTour(app, camera));
    app.navigator()->open(PageId::Search);
    app.search()->setText(app.caseView()->view().card.title.section(' ', 0, 0));
    LAPWING_TRY(camera.shoot("search"));
    LAPWING_TRY(visitsTour(app, camera));
    LAPWING_TRY(page(app, camera, PageId::Settings, "settings"));
    LAPWING_TRY(camera.tap(QStringLiteral("openKeys")));
    LAPWING_TRY(camera.shoot("keys"));
    LAPWING_TRY(camera.tap(QStringLiteral("freshWords")));
    LAPWING_TRY(camera.type(QStringLiteral("fresh"), "ember otter quarry violin"));
    LAPWING_TRY(camera.scrollTo(QStringLiteral("fresh")));
    LAPWING_TRY(camera.shoot("keys-words"));
    LAPWING_TRY(camera.scrollTo(QStringLiteral("setPin")));
    return camera.shoot("keys-pin");
}

/// Every page of the table that no tour has been to, as it opens by itself.
Result<void> otherPagesTour(App& app, Photographer& camera)
{
    for (const auto& row : models::pageTable()) {
        if (!row.needsLease || row.leadsBack || row.safeInVisit || camera.hasShot(row.id)) continue;
        app.navigator()->open(row.id);
        const auto name = models::nameOf(row.id).toStdString();
        LAPWING_TRY(camera.untilAt(name.c_str()));
        LAPWING_TRY(camera.inEachLook([&] { return camera.shoot(name); }));
    }
    return {};
}

/// An action is done and taken back.
Result<void> undoTour(App& app, Photographer& camera)
{
    app.navigator()->open(PageId::Actions);
    LAPWING_TRY(toList(camera, "closeAction"));
    // Only its owner reports on an action; with large letters theirs may be further down the list.
    const auto& all = app.actions()->view();
    const auto own = std::ranges::find_if(
        all, [&](const auto& a) { return a.ours && !a.done && camera.shows("row_" + a.recordId); });
    if (own == all.end()) return {};
    LAPWING_TRY(camera.tap("row_" + own->recordId));
    LAPWING_TRY(camera.tap(QStringLiteral("status_completed")));
    LAPWING_TRY(camera.tap(QStringLiteral("finishAction")));
    LAPWING_TRY(camera.until([&] { return camera.shows(QStringLiteral("undo")); }, "undo"));
    LAPWING_TRY(camera.shoot("actions-undo"));
    return camera.tap(QStringLiteral("undo"));
}

/// The tablet is left alone until it warns of its lock.
Result<void> warningTour(App& app, Photographer& camera)
{
    app.messages()->dismiss(); // that it was taken back
    app.navigator()->open(PageId::Today);
    app.settings()->setLockMinutes(1);
    LAPWING_TRY(camera.until([&] { return !app.lock()->warning().isEmpty(); }, "the warning"));
    LAPWING_TRY(camera.inEachLook([&] { return camera.shoot("lock-warning"); }));
    LAPWING_TRY(camera.tap(QStringLiteral("stayUnlocked")));
    app.settings()->setLockMinutes(5);
    return {};
}

/// A visit that is under way is gone on with: nothing is changed in it.
Result<void> visitTour(App& app, Photographer& camera)
{
    app.navigator()->open(PageId::Today);
    const auto* visits = app.today()->list("visits");
    const auto now = findId(visits, "recordId",
                            [&](int row) { return role(visits, row, "isUnderWay").toBool(); });
    if (now.isEmpty()) return {};
    app.today()->openBriefing(now);
    LAPWING_TRY(camera.until([&] { return app.visit()->view().started; }, "the visit"));
    app.visit()->start();
    LAPWING_TRY(camera.untilAt("visit"));
    return camera.inEachLook([&]() -> Result<void> {
        for (const auto* topic : {"people", "home", "conditions", "things", "next", "finish"}) {
            app.form()->setSection(QString::fromLatin1(topic));
            LAPWING_TRY(camera.shoot(std::string("visit-") + topic));
        }
        return {};
    });
}

Result<void> unlock(App& app, Photographer& camera, std::string_view secret)
{
    LAPWING_TRY(camera.type(QStringLiteral("secret"), secret));
    if (!app.unlock()->asksPin()) camera.press(Qt::Key_Return, QStringLiteral("\r"));
    const auto answered = [&] {
        return !app.unlock()->busy() && app.lock()->state() != models::Lock::State::Unlocking;
    };
    return camera.until(answered, "the answer");
}

Result<void> setPins(App& app, Photographer& camera)
{
    app.navigator()->open(PageId::Keys);
    for (const auto* entry : {"pin", "pinAgain"})
        LAPWING_TRY(camera.type(QString::fromLatin1(entry), kPin));
    for (const auto* entry : {"duress", "duressAgain"})
        LAPWING_TRY(camera.type(QString::fromLatin1(entry), kForcedPin));
    LAPWING_TRY(camera.tap(QStringLiteral("setPin")));
    LAPWING_TRY(camera.until([&] { return !app.keys()->busy(); }, "the PIN"));
    return camera.inEachLook([&]() -> Result<void> {
        LAPWING_TRY(camera.scrollTo(QStringLiteral("setPin")));
        return camera.shoot("keys-pin-set");
    });
}

Result<void> cover(App& app, Photographer& camera)
{
    app.lock()->hide();
    LAPWING_TRY(camera.until([&] { return app.lock()->state() == models::Lock::State::Locked; },
                             "the lock"));
    LAPWING_TRY(camera.inEachLook([&] { return camera.shoot("cover"); }));
    return camera.tap(QStringLiteral("coverButton"));
}

/// Hidden and opened again, after a wrong passphrase, by a PIN where the machine can keep one.
Result<void> locksTour(App& app, Photographer& camera, std::string_view passphrase)
{
    LAPWING_TRY(setPins(app, camera));
    const bool hasPin = app.keys()->view().hasPin;
    LAPWING_TRY(cover(app, camera));
    if (!hasPin) return unlock(app, camera, passphrase);
    LAPWING_TRY(camera.until([&] { return app.unlock()->asksPin(); }, "the PIN's page"));
    LAPWING_TRY(camera.inEachLook([&] { return camera.shoot("unlock-pin"); }));
    LAPWING_TRY(camera.tap(QStringLiteral("otherSecret")));
    LAPWING_TRY(unlock(app, camera, "not this one"));
    LAPWING_TRY(camera.inEachLook([&] { return camera.shoot("unlock-wrong"); }));
    LAPWING_TRY(camera.tap(QStringLiteral("otherSecret")));
    return unlock(app, camera, kPin);
}

/// The PIN of who is forced: a day without a case.
Result<void> forcedTour(App& app, Photographer& camera)
{
    app.lock()->close();
    LAPWING_TRY(camera.until([&] { return app.lock()->state() == models::Lock::State::Locked; },
                             "the lock"));
    camera.settle();
    if (!app.unlock()->asksPin()) return {};
    LAPWING_TRY(unlock(app, camera, kForcedPin));
    return camera.inEachLook([&] { return camera.shoot("today-forced"); });
}

/// A passphrase that is wrong, again and again until the keys are erased.
Result<void> erasedTour(App& app, Photographer& camera, std::string_view passphrase)
{
    LAPWING_TRY(camera.inEachLook([&] { return camera.shoot("unlock-wrong"); }));
    // Another one each time: the same one counts once.
    for (int tries = 0; camera.shows(QStringLiteral("secret")); ++tries) {
        LAPWING_TRY(unlock(app, camera, std::string(passphrase) + std::to_string(tries)));
        camera.settle();
    }
    return camera.inEachLook([&] { return camera.shoot("unlock-erased"); });
}

Result<void> setUpTour(Photographer& camera)
{
    LAPWING_TRY(camera.inEachLook([&] { return camera.shoot("set-up"); }));
    LAPWING_TRY(camera.tap(QStringLiteral("secretWords")));
    LAPWING_TRY(camera.type(QStringLiteral("secret"), "ember otter quarry violin"));
    return camera.inEachLook([&]() -> Result<void> {
        LAPWING_TRY(camera.scrollTo(QStringLiteral("secret")));
        return camera.shoot("set-up-words");
    });
}

Result<void> wholeTour(App& app, Photographer& camera, const crypto::Secret& passphrase)
{
    if (app.page() == PageId::SetUp) return setUpTour(camera);
    LAPWING_TRY(camera.inEachLook([&] { return camera.shoot("unlock"); }));
    LAPWING_TRY(unlock(app, camera, textOf(passphrase.view())));
    if (app.lock()->state() == models::Lock::State::Locked)
        return erasedTour(app, camera, textOf(passphrase.view()));
    if (app.lock()->state() == models::Lock::State::NeedsOffice)
        return camera.inEachLook([&] { return camera.shoot("lease"); });
    LAPWING_TRY(camera.until([&] { return app.today()->ready(); }, "the day"));
    app.settings()->setLockMinutes(5);
    LAPWING_TRY(camera.inEachLook([&] { return tour(app, camera); }));
    LAPWING_TRY(camera.inEachLook([&] { return peopleTour(app, camera); }));
    LAPWING_TRY(otherPagesTour(app, camera));
    LAPWING_TRY(camera.inEachLook([&] { return undoTour(app, camera); }));
    LAPWING_TRY(warningTour(app, camera));
    LAPWING_TRY(locksTour(app, camera, textOf(passphrase.view())));
    LAPWING_TRY(camera.until([&] { return app.today()->ready(); }, "the day"));
    LAPWING_TRY(visitTour(app, camera));
    return forcedTour(app, camera);
}
} // namespace

Result<int> takePictures(App& app, const crypto::Secret& passphrase, const QString& folder)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::StorageFailed, "There is no folder for the pictures.");
    app::Window main(QStringLiteral("Main.qml"), &app);
    if (!main.window()) return fail(ErrorCode::Internal, "The window did not load.");
    main.window()->resize(1280, 800);
    Photographer camera(app, *main.window(), folder);
    LAPWING_TRY(wholeTour(app, camera, passphrase));
    if (main.warnings() > 0) return fail(ErrorCode::Internal, "QML warned of something.");
    return camera.taken();
}

} // namespace lapwing::pictures
