// What a list tells QML of a new reading.
#include "client/models/actions.h"

#include <doctest/doctest.h>

using namespace lapwing;
using models::Rows;
using screens::ActionRow;

namespace {
QList<ActionRow> threeRows()
{
    QList<ActionRow> rows(3);
    for (qsizetype i = 0; i < rows.size(); ++i) rows[i].recordId = QString::number(i);
    return rows;
}

/// Counts what a list signals.
struct Told {
    explicit Told(Rows<ActionRow>& list)
    {
        QObject::connect(&list, &QAbstractItemModel::modelReset, [this] { ++resets; });
        QObject::connect(&list, &QAbstractItemModel::dataChanged,
                         [this](const QModelIndex& at) { rows.push_back(at.row()); });
        QObject::connect(&list, &models::ListModel::countChanged, [this] { ++counts; });
    }
    int resets = 0, counts = 0;
    std::vector<int> rows;
};
} // namespace

TEST_CASE("a list of the same rows keeps its place: only what differs is told")
{
    Rows<ActionRow> list(nullptr);
    auto rows = threeRows();
    list.setRows(rows);
    Told told(list);
    rows[1].text = "Fit a new lock";
    list.setRows(rows);
    CHECK(told.rows == std::vector{1});
    list.setRows(rows);
    CHECK(told.rows == std::vector{1});
    CHECK(told.resets == 0);
}

TEST_CASE("a row more, a row less and another order are told as a new list")
{
    Rows<ActionRow> list(nullptr);
    auto rows = threeRows();
    list.setRows(rows);
    Told told(list);
    std::swap(rows[0], rows[1]);
    list.setRows(rows);
    CHECK(told.resets == 1);
    CHECK(told.counts == 0);
    rows.pop_back();
    list.setRows(rows);
    CHECK(told.resets == 2);
    CHECK(told.counts == 1);
    CHECK(told.rows.empty());
}

TEST_CASE("another current row tells the one that was and the one that is")
{
    Rows<ActionRow> list(nullptr);
    list.setRows(threeRows());
    list.setCurrent("0");
    Told told(list);
    list.setCurrent("2");
    CHECK(told.rows == std::vector{0, 2});
    CHECK(list.at(2, "current").toBool());
    CHECK_FALSE(list.at(0, "current").toBool());
}

TEST_CASE("the roles of a list are the properties of its rows, and an enumerator is a number")
{
    Rows<ActionRow> list(nullptr);
    auto rows = threeRows();
    rows[0].text = "Fit a new lock";
    rows[0].state = screens::ItemState::Problem;
    list.setRows(rows);
    CHECK(list.at(0, "text").toString() == "Fit a new lock");
    CHECK(list.at(0, "itemState").typeId() == QMetaType::Int);
    CHECK(list.at(0, "itemState").toInt() == static_cast<int>(screens::ItemState::Problem));
    CHECK_FALSE(list.at(3, "text").isValid());
}
