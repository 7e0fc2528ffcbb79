// Where the rows of a case's parts are: releases of Qt place a list's rows differently.
#include "tests/qml/hands.h"
#include "tests/support/seed.h"

using namespace lapwing;
using namespace lapwing::test;

namespace {

QQuickItem* firstRow(QQuickItem* under)
{
    if (under->isVisible() && under->objectName().startsWith("row_") &&
        under->parentItem()->parentItem()->inherits("QQuickListView"))
        return under;
    for (auto* child : under->childItems())
        if (auto* found = firstRow(child)) return found;
    return nullptr;
}

struct Margins {
    double left, right;
    bool operator==(const Margins&) const = default;
};

Margins marginsOf(const QQuickItem* item, const QQuickItem* list)
{
    const double left = item->mapToItem(list, {0, 0}).x();
    return {left, list->width() - left - item->width()};
}

} // namespace

TEST_CASE("the rows of a case's parts, and the warnings above them, stand in from both sides")
{
    OfficeDay day(seedOfThisRun());
    Hands hands(day, day.idva, access::Role::Idva);
    hands.unlock();
    auto& app = hands.app();
    app.cases()->select(OfficeDay::kVictimCase);
    REQUIRE(hands.tablet.until([&] { return app.caseView()->hasCase(); }));
    app.navigator()->open(models::PageId::Case);
    app.caseView()->ask({"note", OfficeDay::kVictimCase, {}});
    hands.at("form");
    hands.type("field_text", "She rang at nine");
    app.form()->finish();
    REQUIRE(hands.tablet.until([&] { return !app.form()->active(); }));
    REQUIRE(hands.tablet.until([&] { return app.caseView()->list("timeline")->rowCount({}) > 0; }));
    auto* const window = hands.window();
    int heads = 0;
    for (const int width : {1280, 600}) {
        window->resize(width, 800);
        REQUIRE(hands.tablet.until([&] { return window->contentItem()->width() == width; }));
        for (const char* tab : {"timeline", "people", "plans"}) {
            CAPTURE(std::string(tab));
            CAPTURE(width);
            app.caseView()->setTab(tab);
            hands.draw();
            REQUIRE(hands.tablet.until([&] { return firstRow(window->contentItem()) != nullptr; }));
            const auto* row = firstRow(window->contentItem());
            const auto* list = row->parentItem()->parentItem();
            CHECK(marginsOf(row, list) == Margins{24, 24});
            const auto* head = list->property("headerItem").value<QQuickItem*>();
            REQUIRE(head);
            if (head->height() == 0) continue;
            ++heads;
            CHECK(marginsOf(head->childItems().first(), list) == Margins{24, 24});
        }
    }
    CHECK(heads == 3);
}
