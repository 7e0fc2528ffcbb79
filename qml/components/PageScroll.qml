import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// One column that scrolls, no wider than is good to read. What has the keyboard is kept in sight.
Flickable {
    id: scroll

    property int columnMax: Theme.column
    property int margin: Theme.space24
    property bool middle: false // of the width, rather than from the edge that reading starts at
    property bool centred: false // in the height, when there is more of it than is needed
    default property alias content: column.data
    readonly property real innerWidth: column.width
    readonly property Item focused: Window.activeFocusItem

    function showFocused() {
        const at = focused.mapToItem(column, 0, 0).y
        const low = at + focused.height + 2 * margin - height
        contentY = Math.max(Math.min(contentY, Math.max(0, at - margin)), Math.min(low, at))
    }
    function holds(item: Item): bool {
        return item !== null && (item.parent === column || holds(item.parent))
    }

    contentHeight: column.implicitHeight + 2 * margin
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: AppScrollBar {}
    onFocusedChanged: if (holds(focused)) showFocused()

    Column {
        id: column
        x: scroll.middle ? (scroll.width - width) / 2 : scroll.margin
        y: scroll.centred ? Math.max(scroll.margin, (scroll.height - height) / 2) : scroll.margin
        width: Math.min(scroll.width - 2 * scroll.margin, scroll.columnMax)
        spacing: Theme.space16
    }
}
