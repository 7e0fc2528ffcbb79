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
        empty: page.app.actions.rows.list.count === 0
        anchors.fill: parent
        showDetail: page.app.actions.view.hasAction

        list: Item {
            anchors.fill: parent

            Flow {
                id: filters
                anchors { left: parent.left; right: parent.right; top: parent.top }
                anchors.margins: Theme.space16
                spacing: Theme.space8

                FilterChip {
                    objectName: "oursOnly"
                    text: qsTr("Ours")
                    chosen: page.app.actions.view.oursOnly
                    onClicked: page.app.actions.setOursOnly(!chosen)
                }
                FilterChip {
                    objectName: "mineOnly"
                    text: qsTr("Mine")
                    chosen: page.app.actions.view.mineOnly
                    onClicked: page.app.actions.setMineOnly(!chosen)
                }
                FilterChip {
                    objectName: "showDone"
                    text: qsTr("Show done")
                    chosen: page.app.actions.view.showDone
                    onClicked: page.app.actions.setShowDone(!chosen)
                }
            }
            RowList {
                objectName: "actionList"
                anchors { fill: parent; topMargin: filters.y + filters.height + Theme.space8 }
                model: page.app.actions.rows.list
                section.property: "section"
                emptyText: page.app.actions.view.emptyText
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
