import QtQuick
import Lapwing.Client
import Lapwing.Ui

// Where a passphrase goes: what is typed stays in `entry`, and the screen sees only how long it is.
FieldFrame {
    id: field

    property string name: "secret"
    readonly property alias entry: secret
    signal accepted

    Rectangle {
        width: Math.min(parent.width, Theme.column)
        implicitHeight: Theme.control
        radius: Theme.radius4
        color: Theme.surface
        border {
            width: field.problem !== "" ? Theme.ringInk : Theme.hairline
            color: field.problem !== "" ? Theme.error : Theme.border
        }

        SecretEntry {
            id: secret
            objectName: field.name
            anchors.fill: parent
            activeFocusOnTab: true
            Accessible.role: Accessible.EditableText
            Accessible.name: field.label
            Accessible.focusable: true
            Accessible.description: Words.sentences([field.problem, field.hint])
            onAccepted: field.accepted()
        }
        AppText {
            anchors { fill: parent; leftMargin: Theme.space16; rightMargin: Theme.space16 }
            text: secret.echo
            font: Theme.lead
            wrapMode: Text.NoWrap
            elide: Text.ElideLeft
            Accessible.ignored: true
        }
        TapHandler { onTapped: secret.forceActiveFocus() }
        FocusRing { around: secret; gap: Theme.ring }
    }
}
