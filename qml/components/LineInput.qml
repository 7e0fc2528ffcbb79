import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// The bare entry of one line. What the model says shows, except over what is being typed.
T.TextField {
    id: input

    property string value: ""
    property bool wrong: false
    signal edited(string text)

    implicitHeight: Theme.control
    leftPadding: Theme.space16
    rightPadding: Theme.space16
    verticalAlignment: TextInput.AlignVCenter
    font: Theme.body
    color: Theme.ink
    selectionColor: Theme.brand
    selectedTextColor: Theme.brandInk
    selectByMouse: true
    Accessible.role: Accessible.EditableText
    onTextEdited: edited(text)

    background: Rectangle {
        radius: Theme.radius4
        color: Theme.surface
        border {
            width: input.wrong ? Theme.ringInk : Theme.hairline
            color: input.wrong ? Theme.error : Theme.border
        }

        FocusRing { around: input; gap: Theme.ring }
    }

    Binding {
        target: input
        property: "text"
        value: input.value
        when: !input.activeFocus
        restoreMode: Binding.RestoreNone
    }
}
