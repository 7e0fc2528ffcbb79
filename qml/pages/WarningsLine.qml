import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// How many warnings there are, where all of them would leave no room for anything else; a tap opens
// them in place.
T.AbstractButton {
    id: line

    property bool alert: false
    property bool opened: false
    readonly property color paint: alert ? Theme.error : Theme.ink

    objectName: "warningsLine"
    implicitHeight: Math.max(Theme.target, signed.implicitHeight + 2 * Theme.space12)
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: opened ? qsTr("Closes the warnings") : qsTr("Opens the warnings")
    Accessible.checkable: true
    Accessible.checked: opened

    background: Rectangle {
        radius: Theme.radius8
        color: line.down ? Theme.pressed : line.alert ? Theme.alertTint : Theme.surface
        border.width: line.alert ? Theme.ringInk : Theme.hairline
        border.color: line.alert ? Theme.error : Theme.border

        FocusRing { around: line; visible: line.visualFocus }
    }
    contentItem: Item {
        SignedText {
            id: signed
            x: Theme.space16
            y: (line.height - height) / 2
            width: line.width - 2 * x - arrow.width - Theme.space12
            path: Icons.warning
            paint: line.paint
            words: [
                AppText {
                    width: signed.innerWidth
                    text: Words.dotted([line.text])
                    font: Theme.strong
                    color: line.paint
                    Accessible.ignored: true
                }
            ]
        }
        AppIcon {
            id: arrow
            x: line.width - width - Theme.space16
            y: (line.height - height) / 2
            path: line.opened ? Icons.up : Icons.down
            color: line.paint
        }
    }
}
