import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lapwing.Ui

// Covers the screen at once; on every page, always in the same corner.
T.AbstractButton {
    id: button

    objectName: "hideButton"
    implicitWidth: Math.max(Theme.hide + Theme.space48, row.implicitWidth + 2 * Theme.space24)
    implicitHeight: Theme.hide
    text: qsTr("Hide")
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: qsTr("Covers the screen and locks the tablet")

    background: Rectangle {
        radius: Theme.radius8
        color: button.down ? Theme.ink2 : Theme.ink

        FocusRing { around: button; visible: button.visualFocus }
    }

    contentItem: Item {
        RowLayout {
            id: row
            anchors.centerIn: parent
            spacing: Theme.space8

            AppIcon {
                path: Icons.hide
                color: Theme.surface
            }
            AppText {
                text: button.text
                font: Theme.h3
                color: Theme.surface
                Accessible.ignored: true
            }
        }
    }
}
