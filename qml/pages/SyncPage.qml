pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// What the office has and what it has not, item by item.
AppPage {
    id: page

    function choose(itemId: string) {
        app.sync.select(itemId)
        panes.showDetail = true
    }
    parts: panes.parts
    title: qsTr("Sync")

    SyncHead {
        id: head
        anchors { left: parent.left; right: parent.right; top: parent.top }
        sync: page.app.sync
    }
    TwoPane {
        id: panes
        empty: page.app.sync.rows.items.count === 0
        anchors { left: parent.left; right: parent.right; top: head.bottom; bottom: parent.bottom }

        list: RowList {
            objectName: "syncList"
            anchors.fill: parent
            model: page.app.sync.rows.items
            section.property: "section"
            emptyText: page.app.sync.view.emptyText

            delegate: ListRow {
                required property string itemId
                required property string title
                required property int itemState
                required property string stateText
                required property string when
                required property bool current

                objectName: "row_" + itemId
                width: ListView.view.width
                heading: title
                detail: when
                note: stateText
                noteState: itemState
                chosen: current && panes.both
                onClicked: page.choose(itemId)
            }
        }
        detail: SyncDetail {
            anchors.fill: parent
            sync: page.app.sync
            narrow: !panes.both
            onClosed: panes.showDetail = false
        }
    }
}
