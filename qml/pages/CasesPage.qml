pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The cases on this tablet, and a look at the one that is chosen.
AppPage {
    id: page

    function choose(caseRef: string) {
        app.cases.select(caseRef)
        if (!panes.both) app.cases.openSelected()
    }
    parts: panes.parts
    title: qsTr("Cases")

    TwoPane {
        id: panes
        empty: page.app.cases.rows.list.count === 0
        anchors.fill: parent

        list: Item {
            anchors.fill: parent

            SearchEntry {
                id: filter
                objectName: "caseFilter"
                anchors { left: parent.left; right: parent.right; top: parent.top }
                anchors.margins: Theme.space16
                label: qsTr("Name or reference")
                text: page.app.cases.filterText
                onTextEdited: page.app.cases.filterText = text
            }
            Flow {
                id: panels
                anchors { left: filter.left; right: filter.right; top: filter.bottom }
                anchors.topMargin: Theme.space8
                spacing: Theme.space8

                Repeater {
                    model: page.app.cases.rows.panels

                    FilterChip {
                        required property string value
                        required property string label
                        required property bool current

                        objectName: "panel_" + value
                        text: label
                        chosen: current
                        onClicked: page.app.cases.filterPanel(value)
                    }
                }
            }
            RowList {
                objectName: "caseList"
                anchors { fill: parent; topMargin: panels.y + panels.height + Theme.space12 }
                model: page.app.cases.rows.list
                emptyText: page.app.cases.emptyText
                emptyIcon: Icons.cases

                delegate: CaseRow {
                    width: ListView.view.width
                    chosen: current && panes.both
                    onClicked: page.choose(caseRef)
                }
            }
        }
        detail: CasePreview {
            anchors.fill: parent
            app: page.app
        }
    }
}
