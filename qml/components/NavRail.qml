pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// The places of the app, down the side the hand is on.
Rectangle {
    id: rail

    required property var places // roles: page, name, label, iconName, badge, current
    signal went(int page)

    implicitWidth: Theme.rail
    color: Theme.surface

    Rectangle {
        x: Theme.leftHanded ? 0 : parent.width - width
        width: Theme.hairline
        height: parent.height
        color: Theme.divider
    }
    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.space8
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: AppScrollBar {}

        Column {
            id: column
            width: parent.width
            y: Theme.space8
            spacing: Theme.space4

            Repeater {
                model: rail.places

                NavItem {
                    x: Theme.space4
                    width: column.width - 2 * Theme.space4
                    onClicked: rail.went(page)
                }
            }
        }
    }
}
