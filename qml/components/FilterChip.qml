import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lapwing.Ui

// Narrows a list down; the one that holds is filled and ticked. Where it leads to a part of a form,
// the tick says that the part is done.
T.AbstractButton {
    id: chip

    property bool chosen: false
    property bool ticked: chosen

    implicitWidth: Math.max(Theme.target, row.implicitWidth + 2 * Theme.space16)
    implicitHeight: Theme.target
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen

    background: Rectangle {
        radius: height / 2
        color: chip.down ? Theme.pressed : chip.chosen ? Theme.selected : Theme.surface
        border {
            width: chip.chosen ? Theme.ringInk : Theme.hairline
            color: chip.chosen ? Theme.brand : Theme.border
        }

        FocusRing { around: chip; visible: chip.visualFocus; radius: height / 2 }
    }

    contentItem: Item {
        RowLayout {
            id: row
            anchors.centerIn: parent
            spacing: Theme.space4

            AppIcon {
                visible: chip.ticked
                path: Icons.done
                size: Theme.smallIcon
                color: chip.chosen ? Theme.brand : Theme.ink
            }
            AppText {
                text: chip.text
                font: chip.chosen ? Theme.smallStrong : Theme.small
                color: chip.chosen ? Theme.brand : Theme.ink
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
