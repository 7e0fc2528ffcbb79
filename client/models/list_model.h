#pragma once

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lapwing::models {

[[nodiscard]] inline QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A list as QML sees it: roles by name, a count, and which row is the current one.
/// Thread: the UI thread.
class ListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    using QAbstractListModel::QAbstractListModel;
    [[nodiscard]] int count() const { return rowCount({}); }

signals:
    void countChanged();
};

/// One role of a row: its name in QML, and where its value stands.
template <typename Row>
struct Role {
    const char* name;
    std::variant<std::string Row::*, bool Row::*, int Row::*> member;
};

/// A list of finished rows. A new snapshot signals the least change that leads to it: rows of the
/// same ids in the same order only tell what differs in them, so a scrolled list keeps its place.
/// Every list has the role "current" as well.
template <typename Row>
class RowsModel final : public ListModel {
public:
    RowsModel(std::span<const Role<Row>> roles, std::string Row::* id, QObject* parent)
        : ListModel(parent), m_roles(roles), m_id(id)
    {
    }

    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    void setRows(std::vector<Row> rows)
    {
        const bool same = std::ranges::equal(m_rows, rows, {}, m_id, m_id);
        if (!same) {
            const bool resized = m_rows.size() != rows.size();
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            if (resized) emit countChanged();
            return;
        }
        const auto old = std::exchange(m_rows, std::move(rows));
        for (std::size_t i = 0; i < old.size(); ++i)
            if (!(old[i] == m_rows[i])) tellRow(i);
    }
    void setCurrent(std::string id)
    {
        const auto old = std::exchange(m_current, std::move(id));
        if (old == m_current) return;
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (m_rows[i].*m_id == old || m_rows[i].*m_id == m_current) tellRow(i);
    }
    [[nodiscard]] const std::string& current() const { return m_current; }
    [[nodiscard]] const Row* find(std::string_view id) const
    {
        const auto at = std::ranges::find(m_rows, id, m_id);
        return at == m_rows.end() ? nullptr : &*at;
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        const auto at = static_cast<std::size_t>(index.row());
        const auto which = static_cast<std::size_t>(role - Qt::UserRole);
        if (!index.isValid() || at >= m_rows.size() || which > m_roles.size()) return {};
        const auto& row = m_rows[at];
        if (which == m_roles.size()) return row.*m_id == m_current;
        return std::visit(
            [&row](auto member) -> QVariant {
                if constexpr (std::is_same_v<decltype(member), std::string Row::*>)
                    return toQt(row.*member);
                else return row.*member;
            },
            m_roles[which].member);
    }
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override
    {
        QHash<int, QByteArray> names;
        int role = Qt::UserRole;
        for (const auto& each : m_roles) names.insert(role++, each.name);
        names.insert(role, "current");
        return names;
    }

private:
    void tellRow(std::size_t row)
    {
        const auto at = index(static_cast<int>(row));
        emit dataChanged(at, at);
    }

    std::span<const Role<Row>> m_roles;
    std::string Row::* m_id;
    std::vector<Row> m_rows;
    std::string m_current;
};

} // namespace lapwing::models
