#include "tests/pictures/people_tour.h"

namespace lapwing::pictures {

namespace {
using models::App;
using models::PageId;

/// Of the case after the one that is chosen: its title is the name of its person.
QString nameInAnotherCase(App& app)
{
    const auto here = app.caseView()->caseRef();
    for (const auto& card : app.cases()->view())
        if (card.caseRef != here && card.title != app.caseView()->view().card.title)
            return card.title;
    return {};
}

Result<void> discard(App& app, Photographer& camera)
{
    app.form()->backToQuestions();
    camera.settle();
    app.form()->discard();
    LAPWING_TRY(camera.until([&] { return !app.form()->active(); }, "the end of the form"));
    app.navigator()->open(PageId::Case);
    return camera.untilAt("case");
}

Result<void> askWhoIsSame(App& app, Photographer& camera)
{
    app.navigator()->open(PageId::Case);
    app.caseView()->addPerson();
    LAPWING_TRY(camera.untilAt("form"));
    app.form()->setValue(QStringLiteral("legal_name"), nameInAnotherCase(app));
    LAPWING_TRY(camera.shoot("form-addPerson"));
    app.form()->finish();
    LAPWING_TRY(camera.until([&] { return app.form()->view().asksSame; }, "the question"));
    const auto first = app.form()->list("same")->at(0, "rowId").toString();
    app.form()->answerSame(first, QStringLiteral("not_sure"));
    LAPWING_TRY(camera.shoot("form-same"));
    return discard(app, camera);
}

Result<void> addWays(Photographer& camera)
{
    LAPWING_TRY(camera.shoot("record-person"));
    for (const auto* form : {"addContact", "addAddress"}) {
        if (!camera.shows(QString::fromLatin1(form))) continue; // of their role
        LAPWING_TRY(camera.tap(QString::fromLatin1(form)));
        LAPWING_TRY(camera.untilAt("form"));
        LAPWING_TRY(camera.shoot(std::string("form-") + form));
        LAPWING_TRY(camera.tap(QStringLiteral("backButton")));
        LAPWING_TRY(camera.untilAt("record"));
    }
    return {};
}

Result<void> answerSame(App& app, Photographer& camera)
{
    if (!camera.shows(QStringLiteral("sayWhoIsSame"))) return {};
    LAPWING_TRY(camera.tap(QStringLiteral("sayWhoIsSame")));
    LAPWING_TRY(camera.untilAt("same"));
    auto& same = *app.same();
    LAPWING_TRY(camera.until([&] { return !same.view().recordId.isEmpty(); }, "page Same"));
    LAPWING_TRY(camera.shoot("same"));
    for (const auto& row : same.view().people)
        if (row.isOfCase && !row.isSaid) same.choose(row.rowId);
    if (!same.chosen().isEmpty()) {
        same.setAnswer(QStringLiteral("merged"));
        LAPWING_TRY(camera.scrollTo(QStringLiteral("saveSame")));
        LAPWING_TRY(camera.shoot("same-merge"));
    }
    same.setWords(nameInAnotherCase(app).section(' ', 0, 0));
    LAPWING_TRY(camera.until([&] { return !same.view().found.isEmpty(); }, "somebody"));
    const auto found = same.view().found.front().rowId;
    same.choose(found);
    camera.settle();
    const auto last = "choose_" + same.view().found.back().rowId;
    if (camera.shows(last)) LAPWING_TRY(camera.scrollTo(last));
    LAPWING_TRY(camera.shoot("same-found"));
    if (!same.view().people.isEmpty() && same.view().people.front().isSaid) return {};
    same.setAnswer(QStringLiteral("not_sure"));
    same.setReason(QStringLiteral("The same street, years apart"));
    same.save();
    return camera.until([&] { return !same.busy() && same.chosen().isEmpty(); }, "the answer");
}

Result<void> listRemoved(App& app, Photographer& camera, const QString& entry)
{
    auto& record = *app.record();
    app.caseView()->openRecord(entry);
    LAPWING_TRY(camera.untilAt("record"));
    LAPWING_TRY(camera.until([&] { return record.view().canRemove; }, "the record"));
    record.setReason(QStringLiteral("Written in the wrong case"));
    record.remove();
    LAPWING_TRY(camera.until([&] { return record.view().canRestore; }, "the removal"));
    LAPWING_TRY(camera.tap(QStringLiteral("backButton")));
    app.caseView()->setTab(QStringLiteral("removed"));
    LAPWING_TRY(camera.shoot("case-removed-rows"));
    app.caseView()->openRecord(entry);
    LAPWING_TRY(camera.until([&] { return record.view().canRestore; }, "the removed record"));
    record.setReason(QStringLiteral("It was the right case"));
    record.bringBack();
    return camera.until([&] { return record.view().canRemove; }, "its return");
}
} // namespace

Result<void> peopleTour(App& app, Photographer& camera)
{
    LAPWING_TRY(askWhoIsSame(app, camera));
    const auto* people = app.caseView()->list("people");
    const auto* timeline = app.caseView()->list("timeline");
    if (people->count() == 0 || timeline->count() == 0) return {};
    const auto entry = timeline->at(0, "recordId").toString();
    app.caseView()->openRecord(people->at(0, "recordId").toString());
    LAPWING_TRY(camera.untilAt("record"));
    LAPWING_TRY(addWays(camera));
    LAPWING_TRY(answerSame(app, camera));
    app.navigator()->open(PageId::Case);
    LAPWING_TRY(listRemoved(app, camera, entry));
    app.navigator()->open(PageId::Search);
    app.search()->setText(nameInAnotherCase(app).section(' ', 0, 0));
    LAPWING_TRY(camera.until([&] { return app.search()->answered(); }, "the search"));
    LAPWING_TRY(camera.shoot("search-people"));
    const auto* results = app.search()->list("results");
    if (results->count() == 0) return {};
    app.search()->openResult(results->at(0, "rowId").toString());
    LAPWING_TRY(camera.untilAt("case"));
    return camera.shoot("case-found");
}

} // namespace lapwing::pictures
