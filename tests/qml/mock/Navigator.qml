import QtQuick
import QtQml.Models
import Lapwing.Client

// Goes wherever it is told to. Which pages there are, it has from client/models/page_list.h.
QtObject {
    id: navigator

    readonly property PageTable pages: PageTable {}
    readonly property var names: pages.rows.map(row => row.name)
    property int page: PageId.Today
    readonly property string pageFile: pages.rows[page].file
    property bool visitSafe: false
    property bool canGoBack: false
    signal asked(string what)
    readonly property var badges: ({ actions: 12, conflicts: 1, sync: 3 })
    readonly property var rail: ListModel {}

    function open(place: int) { page = place }
    function back() { asked("back") }
    Component.onCompleted: {
        for (const row of pages.rows.filter(row => row.label !== ""))
            rail.append({ page: row.page, name: row.name, iconName: row.iconName,
                label: row.label, badge: badges[row.name] ?? 0, current: row.name === "today" })
    }
}
