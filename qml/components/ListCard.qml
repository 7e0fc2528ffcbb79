import QtQuick
import Lapwing.Ui

// A card of rows that reach its edges, with a heading and a sentence for when there are none.
Rectangle {
    id: card

    required property string title
    property int count: 0
    property string emptyText: ""
    readonly property real innerWidth: column.width
    default property alias rows: column.data

    implicitHeight: column.implicitHeight + Theme.space24
    implicitWidth: column.implicitWidth
    radius: Theme.radius8
    color: Theme.surface
    border { width: Theme.hairline; color: Theme.divider }

    Column {
        id: column
        anchors { left: parent.left; right: parent.right; top: parent.top }
        anchors { margins: Theme.hairline; topMargin: Theme.space16 }
        spacing: 0

        Heading {
            width: parent.width
            leftPadding: Theme.space16
            rightPadding: Theme.space16
            bottomPadding: Theme.space12
            text: card.count > 0 ? qsTr("%1 (%2)").arg(card.title).arg(card.count) : card.title
        }
        Paragraph {
            width: parent.width
            leftPadding: Theme.space16
            rightPadding: Theme.space16
            bottomPadding: Theme.space8
            visible: card.count === 0 && text !== ""
            text: card.emptyText
            color: Theme.ink2
        }
    }
}
