#pragma once

#include <QtCore/QAbstractListModel>
#include <QtCore/QList>
#include <QtCore/QMetaProperty>
#include <QtQml/qqmlregistration.h>

#include <algorithm>
#include <utility>

namespace lapwing::models {

/// A list as QML sees it: roles by name, a count, and which row is the current one.
/// Thread: the UI thread.
class ListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentRowChanged)

public:
    using QAbstractListModel::QAbstractListModel;
    [[nodiscard]] int count() const { return rowCount({}); }
    /// -1 when none of its rows is the current one.
    [[nodiscard]] virtual int currentRow() const { return -1; }
    /// What that row shows under that name; for tests and pictures.
    [[nodiscard]] QVariant at(int row, const char* role) const
    {
        return index(row, 0).data(roleNames().key(role));
    }

signals:
    void countChanged();
    void currentRowChanged();
};

/// A list of finished rows: values with Q_GADGET, whose properties are the roles, and with a
/// `key()` by which a row is found again. Every list has the role "current" as well.
///
/// A new reading signals the least change that leads to it: rows of the same keys in the same order
/// only tell what differs in them, so that a scrolled list keeps its place.
template <typename Row>
class Rows final : public ListModel {
public:
    using ListModel::ListModel;

    [[nodiscard]] const QList<Row>& rows() const { return m_rows; }
    void setRows(QList<Row> rows)
    {
        if (!std::ranges::equal(m_rows, rows, {}, &Row::key, &Row::key)) {
            const bool resized = m_rows.size() != rows.size();
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            if (resized) emit countChanged();
            emit currentRowChanged();
            return;
        }
        const auto old = std::exchange(m_rows, std::move(rows));
        for (qsizetype i = 0; i < old.size(); ++i)
            if (!(old[i] == m_rows[i])) tellRow(i);
    }
    void setCurrent(const QString& key)
    {
        const auto old = std::exchange(m_current, key);
        if (old == m_current) return;
        for (qsizetype i = 0; i < m_rows.size(); ++i)
            if (m_rows[i].key() == old || m_rows[i].key() == m_current) tellRow(i);
        emit currentRowChanged();
    }
    [[nodiscard]] const QString& current() const { return m_current; }
    [[nodiscard]] int currentRow() const override
    {
        const auto at = std::ranges::find(m_rows, m_current, &Row::key);
        return at == m_rows.end() ? -1 : static_cast<int>(at - m_rows.begin());
    }
    [[nodiscard]] const Row* find(const QString& key) const
    {
        const auto at = std::ranges::find(m_rows, key, &Row::key);
        return at == m_rows.end() ? nullptr : &*at;
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        const auto which = role - Qt::UserRole;
        if (!index.isValid() || index.row() >= m_rows.size() || which < 0) return {};
        const auto& row = m_rows[index.row()];
        if (which == roles().propertyCount()) return row.key() == m_current;
        auto value = roles().property(which).readOnGadget(&row);
        // QML compares enumerators as numbers.
        if (value.metaType().flags() & QMetaType::IsEnumeration) return value.toInt();
        return value;
    }
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override
    {
        QHash<int, QByteArray> names;
        const auto count = roles().propertyCount();
        for (int i = 0; i < count; ++i) names.insert(Qt::UserRole + i, roles().property(i).name());
        names.insert(Qt::UserRole + count, "current");
        return names;
    }

private:
    [[nodiscard]] static const QMetaObject& roles() { return Row::staticMetaObject; }
    void tellRow(qsizetype row)
    {
        const auto at = index(static_cast<int>(row));
        emit dataChanged(at, at);
    }

    QList<Row> m_rows;
    QString m_current;
};

} // namespace lapwing::models
