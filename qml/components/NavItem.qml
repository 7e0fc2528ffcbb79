import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// One place in the rail: drawing, word, and how many things wait there.
T.AbstractButton {
    id: item

    required property int page
    required property string name
    required property string iconName
    required property string label
    required property int badge
    required property bool current
    readonly property color paint: current ? Theme.brand : Theme.ink2

    objectName: "rail_" + name
    implicitHeight: Math.max(Theme.row, column.implicitHeight + 2 * Theme.space8)
    implicitWidth: Theme.rail
    Accessible.role: Accessible.PageTab
    Accessible.name: badge > 0 ? qsTr("%1, %2").arg(label).arg(badge) : label
    Accessible.selected: current

    background: Rectangle {
        radius: Theme.radius8
        color: item.down ? Theme.pressed : item.current ? Theme.selected : Theme.surface

        FocusRing { around: item; visible: item.visualFocus; gap: 0 }
    }

    contentItem: Item {
        Column {
            id: column
            anchors { left: parent.left; right: parent.right }
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space4

            AppIcon {
                anchors.horizontalCenter: parent.horizontalCenter
                path: Icons.named(item.iconName)
                color: item.paint
            }
            AppText {
                width: parent.width
                text: item.label
                font: item.current ? Theme.smallStrong : Theme.small
                color: item.paint
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
        CountDot {
            x: parent.width / 2 + Theme.space8
            y: column.y - Theme.space8
            count: item.badge
        }
    }
}
