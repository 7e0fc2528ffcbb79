import QtQuick
import Lapwing.Ui

// A list beside what is chosen in it; on a narrow screen one of the two.
Item {
    id: panes

    property bool showDetail: false // matters while only one of the two fits
    property bool empty: false // nothing to choose: the list says so over the whole width
    property alias list: listSlot.data
    property alias detail: detailSlot.data
    readonly property var parts: [listSlot, detailSlot]
    readonly property bool both: width / Theme.scale >= Theme.paneWidthMin - Theme.rail

    Item {
        id: listSlot
        width: panes.both && !panes.empty ? Math.min(Theme.listPane, panes.width / 2) : panes.width
        height: panes.height
        visible: panes.both || panes.empty || !panes.showDetail
    }
    Rectangle {
        x: listSlot.width
        width: Theme.hairline
        height: panes.height
        visible: panes.both && !panes.empty
        color: Theme.divider
    }
    Item {
        id: detailSlot
        x: panes.both ? listSlot.width + Theme.hairline : 0
        width: panes.width - x
        height: panes.height
        visible: !panes.empty && (panes.both || panes.showDetail)
    }
}
