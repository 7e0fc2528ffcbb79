#pragma once

#include "client/models/list_model.h"
#include "client/work/screens/forms.h"

/// The names by which QML reads each kind of row, and the row's own id.
namespace lapwing::models {

struct RailRow {
    std::string route, label;
    int badge = 0;
    bool operator==(const RailRow&) const = default;
};
struct ChoiceRow {
    std::string value, label;
    bool operator==(const ChoiceRow&) const = default;
};
struct TopicRow {
    std::string value, label, stateText;
    bool done = false;
    bool operator==(const TopicRow&) const = default;
};

using ActionsModel = RowsModel<work::screens::ActionRow>;
using VisitsModel = RowsModel<work::screens::VisitRow>;
using ChecksModel = RowsModel<work::screens::ConflictRow>;
using CardsModel = RowsModel<work::screens::CaseCard>;
using WarningsModel = RowsModel<work::screens::WarningRow>;
using LinesModel = RowsModel<work::screens::Line>;
using EntriesModel = RowsModel<work::screens::EntryRow>;
using PeopleModel = RowsModel<work::screens::PersonRow>;
using AlertsModel = RowsModel<work::screens::AlertRow>;
using OfficersModel = RowsModel<work::screens::OfficerRow>;
using VersionsModel = RowsModel<work::screens::VersionRow>;
using OutboxModel = RowsModel<work::screens::OutboxRow>;
using HitsModel = RowsModel<work::screens::HitRow>;
using ProblemsModel = RowsModel<work::screens::Problem>;
using RailModel = RowsModel<RailRow>;
using ChoicesModel = RowsModel<ChoiceRow>;
using TopicsModel = RowsModel<TopicRow>;

/// An empty list of that kind, owned by `parent`.
template <typename Model>
[[nodiscard]] Model* newModel(QObject* parent);
template <>
[[nodiscard]] ActionsModel* newModel(QObject* parent);
template <>
[[nodiscard]] VisitsModel* newModel(QObject* parent);
template <>
[[nodiscard]] ChecksModel* newModel(QObject* parent);
template <>
[[nodiscard]] CardsModel* newModel(QObject* parent);
template <>
[[nodiscard]] WarningsModel* newModel(QObject* parent);
template <>
[[nodiscard]] LinesModel* newModel(QObject* parent);
template <>
[[nodiscard]] EntriesModel* newModel(QObject* parent);
template <>
[[nodiscard]] PeopleModel* newModel(QObject* parent);
template <>
[[nodiscard]] AlertsModel* newModel(QObject* parent);
template <>
[[nodiscard]] OfficersModel* newModel(QObject* parent);
template <>
[[nodiscard]] VersionsModel* newModel(QObject* parent);
template <>
[[nodiscard]] OutboxModel* newModel(QObject* parent);
template <>
[[nodiscard]] HitsModel* newModel(QObject* parent);
template <>
[[nodiscard]] ProblemsModel* newModel(QObject* parent);
template <>
[[nodiscard]] RailModel* newModel(QObject* parent);
template <>
[[nodiscard]] ChoicesModel* newModel(QObject* parent);
template <>
[[nodiscard]] TopicsModel* newModel(QObject* parent);

} // namespace lapwing::models
