import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// One line of a list: the whole of it is the target.
T.AbstractButton {
    id: row

    required property string heading
    property string headingMarked: "" // the heading with the words that were looked for marked
    property string detail: ""
    property string snippet: "" // a line of what is in it
    property string snippetMarked: ""
    property string note: ""
    property int noteState: -1 // an ItemState draws its sign before the note; -1 none
    property string iconPath: ""
    property color iconColor: Theme.ink2
    property color iconFill: Theme.clear
    property string alert: "" // what has to be minded first
    property string badge: ""
    property bool chosen: false
    property real indent: 0 // of what belongs to the row above
    property bool leads: true // draws that a tap goes on to another page

    implicitHeight: Math.max(Theme.row, words.implicitHeight + 2 * Theme.space12)
    implicitWidth: Theme.listPane
    Accessible.role: Accessible.ListItem
    Accessible.name: Words.spoken([heading, detail, snippet, alert, badge, note])
    Accessible.selected: chosen

    background: Rectangle {
        color: row.down ? Theme.pressed : row.chosen ? Theme.selected : Theme.surface

        Rectangle {
            width: Theme.space4
            height: parent.height
            visible: row.chosen
            color: Theme.brand
        }
        Rectangle {
            width: parent.width
            height: Theme.hairline
            color: Theme.divider
        }
        FocusRing { around: row; visible: row.visualFocus; gap: -Theme.radius4 / 2; z: 1 }
    }

    contentItem: Item {
        AppIcon {
            id: sign
            x: Theme.space16 + row.indent
            y: words.y
            width: visible ? implicitWidth : 0
            visible: row.iconPath !== ""
            path: row.iconPath
            color: row.iconColor
            fill: row.iconFill
            size: Theme.px(20)
        }
        RowWords {
            id: words
            x: sign.visible ? sign.x + sign.width + Theme.space12 : Theme.space16 + row.indent
            y: (row.height - height) / 2
            width: row.width - x - (row.leads ? arrow.width + Theme.space24 : Theme.space16)
            heading: row.heading
            headingMarked: row.headingMarked
            snippet: row.snippet
            snippetMarked: row.snippetMarked
            detail: row.detail
            alert: row.alert
            badge: row.badge
            note: row.note
            noteState: row.noteState
        }
        AppIcon {
            id: arrow
            x: row.width - width - Theme.space12
            y: (row.height - height) / 2
            visible: row.leads
            path: Icons.next
            size: Theme.smallIcon
            color: Theme.ink2
        }
    }
}
