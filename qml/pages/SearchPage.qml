pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Words anywhere in the cases of this tablet.
AppPage {
    id: page

    deep: true
    title: qsTr("Search")
    subtitle: qsTr("People, cases and notes on this tablet. What others hold is not here.")

    Item {
        anchors { top: parent.top; bottom: parent.bottom }
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Theme.column + 2 * Theme.space24)

        SearchEntry {
            id: field
            objectName: "searchField"
            anchors { left: parent.left; right: parent.right; top: parent.top }
            anchors.margins: Theme.space24
            focus: true
            text: page.model.text
            onTextEdited: page.model.text = text
            Component.onCompleted: forceActiveFocus()
        }
        AppText {
            id: status
            anchors { left: field.left; right: field.right; top: field.bottom }
            anchors.topMargin: Theme.space12
            visible: list.rows > 0 && text !== ""
            text: page.model.statusText
            font: Theme.small
            color: Theme.ink2
        }
        RowList {
            id: list
            objectName: "searchList"
            anchors { fill: parent
                topMargin: (status.visible ? status.y + status.height : field.y + field.height)
                    + Theme.space12 }
            anchors { leftMargin: Theme.space24; rightMargin: Theme.space24 }
            emptyText: page.model.statusText
            emptyIcon: Icons.search
            model: page.model.rows.results
            section.property: "section"
            findsCurrent: true

            delegate: ListRow {
                required property string rowId
                required property string title
                required property string titleMarked
                required property bool isPerson
                required property bool isFile
                required property bool current
                required detail
                required snippet
                required snippetMarked

                objectName: "row_" + rowId
                width: ListView.view.width
                indent: isFile ? Theme.space32 : 0
                iconPath: isPerson ? Icons.person : isFile ? Icons.cases : ""
                heading: title
                headingMarked: titleMarked
                chosen: current
                onClicked: page.model.openResult(rowId)
            }
        }
    }
}
