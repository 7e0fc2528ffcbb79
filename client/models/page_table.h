#pragma once

#include "client/models/page_model.h"

#include <span>

namespace lapwing::models {

/// One page of the app, all that the app itself knows of it. A new page is a line of page_list.h;
/// the self-test, the pictures and the sheet of keys walk this table.
struct PageRow {
    PageId id{};
    const char* file = nullptr; ///< of its QML, in qml/pages
    /// Its model, made once for all pages that share it.
    PageModel* (*model)(Shell& shell, QObject* owner) = nullptr;
    PageId rail{};               ///< the place on the rail that it belongs to
    const char* label = nullptr; ///< of a place on the rail
    const char* icon = nullptr;  ///< there, by its name in Icons
    bool leadsBack = false;      ///< left by going back, wherever it was opened
    bool safeInVisit = false;    ///< may be seen by those who are visited
    bool needsLease = true;      ///< shows cases
};

/// One place on the rail.
struct RailRow {
    Q_GADGET
    Q_PROPERTY(lapwing::models::PageId page MEMBER page)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString iconName MEMBER iconName)
    Q_PROPERTY(int badge MEMBER badge)

public:
    PageId page{};
    QString name, label, iconName;
    int badge = 0;
    [[nodiscard]] const QString& key() const { return name; }
    bool operator==(const RailRow&) const = default;
};

[[nodiscard]] std::span<const PageRow> pageTable();
[[nodiscard]] const PageRow& rowOf(PageId page);
/// "today"; what its handles and pictures are called.
[[nodiscard]] QString nameOf(PageId page);

} // namespace lapwing::models
