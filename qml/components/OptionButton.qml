import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lapwing.Ui

// One answer to choose: a dot where only one can be chosen, a tick where several can.
T.AbstractButton {
    id: option

    property bool several: false
    property bool chosen: false

    implicitHeight: Math.max(Theme.target + Theme.space4, row.implicitHeight + 2 * Theme.space12)
    implicitWidth: row.implicitWidth + 2 * Theme.space16
    Accessible.role: several ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen

    background: Rectangle {
        radius: Theme.radius8
        color: option.down ? Theme.pressed : option.chosen ? Theme.selected : Theme.surface
        border {
            width: option.chosen ? Theme.ringInk : Theme.hairline
            color: option.chosen ? Theme.brand : Theme.border
        }

        FocusRing { around: option; visible: option.visualFocus }
    }

    contentItem: Item {
        RowLayout {
            id: row
            anchors { left: parent.left; right: parent.right }
            anchors.verticalCenter: parent.verticalCenter
            anchors { leftMargin: Theme.space16; rightMargin: Theme.space16 }
            spacing: Theme.space12

            Rectangle {
                implicitWidth: Theme.icon
                implicitHeight: Theme.icon
                radius: option.several ? Theme.radius4 : width / 2
                color: option.chosen && option.several ? Theme.brand : Theme.surface
                border { width: Theme.ringInk; color: option.chosen ? Theme.brand : Theme.border }

                Rectangle {
                    anchors.centerIn: parent
                    width: parent.width / 2
                    height: width
                    radius: width / 2
                    visible: option.chosen && !option.several
                    color: Theme.brand
                }
                AppIcon {
                    anchors.centerIn: parent
                    visible: option.chosen && option.several
                    path: Icons.done
                    size: Theme.smallIcon
                    color: Theme.brandInk
                }
            }
            AppText {
                Layout.fillWidth: true
                text: option.text
                Accessible.ignored: true
            }
        }
    }
}
