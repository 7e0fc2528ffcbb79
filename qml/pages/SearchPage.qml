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
            visible: list.rows > 0
            text: page.model.statusText
            font: Theme.small
            color: Theme.ink2
        }
        Flow {
            id: recents
            anchors { left: field.left; right: field.right }
            anchors { top: status.visible ? status.bottom : field.bottom; topMargin: Theme.space12 }
            spacing: Theme.space8
            visible: page.model.text === ""
            height: visible ? implicitHeight : 0

            Repeater {
                model: page.model.recent

                AppButton {
                    required property string modelData

                    objectName: "recent_" + modelData
                    kind: "quiet"
                    iconPath: Icons.search
                    text: modelData
                    Accessible.name: qsTr("Search again for %1").arg(modelData)
                    onClicked: page.model.text = modelData
                }
            }
        }
        RowList {
            id: list
            objectName: "searchList"
            anchors { fill: parent
                topMargin: Math.max(status.y + status.height, recents.y + recents.height)
                    + Theme.space12 }
            anchors { leftMargin: Theme.space24; rightMargin: Theme.space24 }
            emptyText: page.model.statusText
            emptyIcon: Icons.search
            model: page.model.rows.results
            section.property: "section"

            delegate: ListRow {
                required property string recordId
                required property string typeText
                required property string caseRef
                required property string caseText
                required property string title

                objectName: "row_" + recordId
                width: ListView.view.width
                heading: title
                detail: Words.dotted([typeText, caseText, caseRef])
                onClicked: page.model.openResult(recordId, caseRef)
            }
        }
    }
}
