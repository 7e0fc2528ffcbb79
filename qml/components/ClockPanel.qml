import QtQuick
import Lapwing.Ui

// The calm half of the first page: time, date, and one line about the tablet.
Rectangle {
    id: panel

    required property string clock
    required property string date
    property string note: ""
    property bool compact: false // a strip over a low or narrow page

    implicitHeight: column.implicitHeight + 2 * (compact ? Theme.space16 : Theme.space32)
    color: Theme.brandGround

    Column {
        id: column
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        anchors.leftMargin: panel.compact ? Theme.space24 : Theme.space48
        anchors.rightMargin: Theme.space24
        spacing: panel.compact ? Theme.space4 : Theme.space8

        AppText {
            width: parent.width
            text: panel.compact ? Words.dotted([panel.clock, panel.date]) : panel.clock
            font: panel.compact ? Theme.h2 : Theme.clock
            color: Theme.groundInk
        }
        AppText {
            width: parent.width
            visible: !panel.compact
            text: panel.date
            font: Theme.lead
            color: Theme.groundInk
        }
        AppText {
            width: parent.width
            topPadding: panel.compact ? 0 : Theme.space24
            visible: text !== ""
            text: panel.note
            font: Theme.small
            color: Theme.groundInk
        }
    }
}
