#pragma once

#include <QtCore/QList>

namespace lapwing::screens {

/// One list of a view, under the name by which QML reads it: `visit.rows.alerts`. A view names all
/// of its lists in `lists()`; a row says by `key()` which row of the reading before it is.
template <typename View, typename Row>
struct ViewList {
    const char* name;
    QList<Row> View::*member;
};
template <typename View, typename Row>
ViewList(const char*, QList<Row> View::*) -> ViewList<View, Row>;

} // namespace lapwing::screens
