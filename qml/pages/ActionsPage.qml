pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Actions by how urgent they are; choosing one opens its update beside the list.
AppPage {
    id: page

    function choose(recordId: string) {
        app.actions.select(recordId)
        panes.showDetail = true
    }
    parts: panes.parts
    title: qsTr("Actions")

    TwoPane {
        id: panes
        empty: page.app.actions.list.count === 0
        anchors.fill: parent
        showDetail: page.app.actions.hasAction

        list: Item {
            anchors.fill: parent

            Flow {
                id: filters
                anchors { left: parent.left; right: parent.right; top: parent.top }
                anchors.margins: Theme.space16
                spacing: Theme.space8

                FilterChip {
                    objectName: "mineOnly"
                    text: qsTr("Mine only")
                    chosen: page.app.actions.mineOnly
                    onClicked: page.app.actions.mineOnly = !page.app.actions.mineOnly
                }
                FilterChip {
                    objectName: "showDone"
                    text: qsTr("Show done")
                    chosen: page.app.actions.showDone
                    onClicked: page.app.actions.showDone = !page.app.actions.showDone
                }
            }
            RowList {
                objectName: "actionList"
                anchors { fill: parent; topMargin: filters.y + filters.height + Theme.space8 }
                model: page.app.actions.list
                section.property: "section"
                emptyText: page.app.actions.emptyText
                emptyIcon: Icons.actions

                delegate: ActionRow {
                    width: ListView.view.width
                    chosen: current && panes.both
                    onClicked: page.choose(recordId)
                }
            }
        }
        detail: ActionUpdate {
            anchors.fill: parent
            actions: page.app.actions
            narrow: !panes.both
            onClosed: panes.showDetail = false
        }
    }
}
