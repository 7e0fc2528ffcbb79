import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// One thing that happened, by whom and when, on the thread of time; a tap opens it.
T.AbstractButton {
    id: row

    required property string title
    required property string when
    required property string by
    required text
    required property int itemState
    required property string stateText
    property bool marked: false // what somebody was led to

    implicitHeight: Math.max(Theme.target, column.implicitHeight + Theme.space24)
    implicitWidth: Theme.column
    Accessible.role: Accessible.ListItem
    Accessible.name: Words.spoken([title, when, by, text, stateText])
    Accessible.selected: marked

    background: Rectangle {
        radius: Theme.radius4
        color: row.down ? Theme.pressed : row.marked ? Theme.selected : Theme.clear

        Rectangle {
            x: Theme.px(7) - width / 2
            width: Theme.ringInk
            height: row.height
            color: Theme.divider
        }
        Rectangle {
            y: Theme.px(5)
            width: Theme.px(14)
            height: width
            radius: width / 2
            color: Theme.surface
            border { width: Theme.ring; color: Theme.brand }
        }
        FocusRing { around: row; visible: row.visualFocus }
    }
    contentItem: Item {
        Column {
            id: column
            anchors { left: parent.left; right: parent.right; leftMargin: Theme.px(32) }
            spacing: Theme.space4

            AppText {
                width: parent.width
                text: row.title
                font: Theme.strong
            }
            AppText {
                width: parent.width
                text: Words.dotted([row.when, row.by])
                font: Theme.small
                color: Theme.ink2
            }
            Paragraph {
                width: parent.width
                topPadding: Theme.space4
                visible: text !== ""
                text: row.text
            }
            StateLine {
                width: parent.width
                itemState: row.itemState
                text: row.stateText
            }
        }
    }
}
