import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// The foot of a page: what is saved on the far side, the one main button nearest the hand.
Rectangle {
    id: bar

    property string note: ""
    default property alias actions: flow.data

    implicitHeight: Math.max(Theme.bar, row.implicitHeight + 2 * Theme.space8)
    implicitWidth: row.implicitWidth
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: Theme.hairline
        color: Theme.divider
    }
    RowLayout {
        id: row
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        anchors { leftMargin: Theme.space24; rightMargin: Theme.space24 }
        layoutDirection: Theme.leftHanded ? Qt.RightToLeft : Qt.LeftToRight
        spacing: Theme.space12

        AppText {
            Layout.fillWidth: true
            text: bar.note
            font: Theme.small
            color: Theme.ink2
        }
        RowLayout {
            id: flow
            layoutDirection: Theme.leftHanded ? Qt.RightToLeft : Qt.LeftToRight
            spacing: Theme.space12
        }
    }
}
