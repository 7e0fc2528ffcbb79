import QtQuick
import Lapwing.Ui

// The calm half of the first page: time, date, and one line about the tablet.
Rectangle {
    id: panel

    required property string clock
    required property string date
    property string note: ""

    implicitHeight: column.implicitHeight + 2 * Theme.space32
    color: Theme.brandGround

    Column {
        id: column
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        anchors { leftMargin: Theme.space48; rightMargin: Theme.space24 }
        spacing: Theme.space8

        AppText {
            width: parent.width
            text: panel.clock
            font: Theme.clock
            color: Theme.groundInk
        }
        AppText {
            width: parent.width
            text: panel.date
            font: Theme.lead
            color: Theme.groundInk
        }
        AppText {
            width: parent.width
            topPadding: Theme.space24
            visible: text !== ""
            text: panel.note
            font: Theme.small
            color: Theme.groundInk
        }
    }
}
