#pragma once

#include "client/models/rows.h"
#include "client/models/shell.h"
#include "client/screens/view_list.h"

#include <QtQml/QQmlPropertyMap>

namespace lapwing::models {

/// What a page's QML is handed: its lists by name (`rows.alerts`), whether it is reading, and what
/// went wrong with the last reading. Thread: the UI thread.
class PageModel : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QObject* rows READ rows CONSTANT)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    PageModel(Shell& shell, QObject* parent) : QObject(parent), m_shell(shell) {}
    /// Reads what the page shows.
    virtual void refresh() {}
    /// Nothing of any case stays in it.
    virtual void clear() {}
    [[nodiscard]] virtual bool busy() const { return false; }
    /// Empty since something was read.
    [[nodiscard]] const QString& error() const { return m_error; }
    [[nodiscard]] QObject* rows() { return &m_rows; }
    /// One of its lists; for tests and pictures.
    [[nodiscard]] ListModel* list(const QString& name) const
    {
        return qobject_cast<ListModel*>(m_rows.value(name).value<QObject*>());
    }

signals:
    void changed();

protected:
    /// A list more, under that name.
    void addList(const char* name, ListModel* list)
    {
        m_rows.insert(QString::fromLatin1(name), QVariant::fromValue<QObject*>(list));
    }
    template <typename Row>
    Rows<Row>* addRows(const char* name)
    {
        auto* rows = new Rows<Row>(this);
        addList(name, rows);
        return rows;
    }

    Shell& m_shell;
    QString m_error;

private:
    QQmlPropertyMap m_rows;
};

/// A page that shows one view: read on the store thread, the latest finished one kept here. Its
/// lists are handed to Rows, which signal the least change; the rest is read in QML as
/// `visit.view.title` when the class has `Q_PROPERTY(VisitFile view READ view NOTIFY changed)`.
template <typename View>
class Page : public PageModel {
public:
    Page(Shell& shell, QObject* parent)
        : PageModel(shell, parent), m_latest(shell.desk, [this](Result<View> read) {
              if (read.ok()) return take(std::move(read).value());
              m_error = toQt(read.error().text());
              failed(read.error());
              emit changed();
          })
    {
        if constexpr (requires { View::lists(); })
            std::apply([this](const auto&... lists) { (follow(lists), ...); }, View::lists());
    }

    [[nodiscard]] const View& view() const { return m_view; }
    [[nodiscard]] bool busy() const override { return m_latest.running(); }
    void clear() override
    {
        m_latest.forget();
        forget(m_view);
        m_error.clear();
        for (const auto& fill : m_fills) fill(m_view);
        emit changed();
    }

protected:
    using Read = typename Latest<View>::Job;
    void load(Read read)
    {
        m_latest.ask(std::move(read));
        emit changed();
    }
    /// A finished reading is there.
    virtual void take(View view)
    {
        m_view = std::move(view);
        m_error.clear();
        for (const auto& fill : m_fills) fill(m_view);
        emit changed();
    }
    /// What went wrong; in the message bar, unless the page knows better.
    virtual void failed(const Error& error) { m_shell.tell(error); }
    template <typename Row>
    [[nodiscard]] Rows<Row>& rowsOf(const char* name) const
    {
        auto* rows = dynamic_cast<Rows<Row>*>(list(QString::fromLatin1(name)));
        check(rows != nullptr, "a list of the view");
        return *rows;
    }

private:
    template <typename Row>
    void follow(const screens::ViewList<View, Row>& of)
    {
        auto* rows = addRows<Row>(of.name);
        m_fills.push_back(
            [rows, member = of.member](const View& view) { rows->setRows(view.*member); });
    }

    View m_view{};
    Latest<View> m_latest;
    std::vector<std::function<void(const View&)>> m_fills;
};

/// The model of that kind that `owner` has; the first to ask makes it.
template <typename Model>
PageModel* onlyModel(Shell& shell, QObject* owner)
{
    auto* made = owner->findChild<Model*>(QString(), Qt::FindDirectChildrenOnly);
    return made ? made : new Model(shell, owner);
}

// Of each model of the list: `makeToday`, which is defined beside the class Today.
#define LAPWING_PAGE_MAKER(page, kind, ...) PageModel* make##kind(Shell& shell, QObject* owner);
LAPWING_PAGES(LAPWING_PAGE_MAKER)
#undef LAPWING_PAGE_MAKER

} // namespace lapwing::models
