import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lapwing.Client
import Lapwing.Ui

// In words and a count, whether the office has the work; a tap tells more.
T.AbstractButton {
    id: chip

    required property int itemState
    readonly property color paint: itemState === ItemState.Problem ? Theme.error
        : itemState === ItemState.Conflict ? Theme.conflict : Theme.ink

    objectName: "syncChip"
    implicitWidth: row.implicitWidth + 2 * Theme.space16
    implicitHeight: Math.max(Theme.target, row.implicitHeight + Theme.space16)
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: qsTr("Opens Sync")

    background: Rectangle {
        radius: height / 2
        color: chip.down ? Theme.pressed : Theme.page
        border { width: Theme.hairline; color: chip.paint }

        FocusRing { around: chip; visible: chip.visualFocus; radius: height / 2 }
    }

    contentItem: Item {
        RowLayout {
            id: row
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width - Theme.space16)
            spacing: Theme.space8

            AppIcon {
                path: Icons.ofState(chip.itemState)
                size: Theme.px(20)
                color: chip.paint
            }
            AppText {
                Layout.fillWidth: true
                text: Words.dotted([chip.text])
                font: Theme.smallStrong
                color: chip.paint
                Accessible.ignored: true
            }
        }
    }
}
