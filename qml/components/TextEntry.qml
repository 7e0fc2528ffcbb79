import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// One line of text, a number, a date or a time, as its kind says; every key is reported.
FieldFrame {
    id: entry

    property string value: ""
    property string kind: "text" // text, number, date, time
    property string name: ""
    property bool secretive: false
    readonly property alias input: input
    signal edited(string text)
    signal accepted

    T.TextField {
        id: input

        objectName: entry.name
        width: Math.min(parent.width, entry.kind === "text" ? Theme.column
            : entry.kind === "date" ? Theme.px(260) : Theme.px(160))
        implicitHeight: Theme.control
        leftPadding: Theme.space16
        rightPadding: Theme.space16
        verticalAlignment: TextInput.AlignVCenter
        font: Theme.body
        color: Theme.ink
        selectionColor: Theme.brand
        selectedTextColor: Theme.brandInk
        selectByMouse: true
        inputMethodHints: entry.kind === "number" ? Qt.ImhDigitsOnly
            : entry.secretive ? Qt.ImhNoPredictiveText | Qt.ImhSensitiveData : Qt.ImhNone
        Accessible.role: Accessible.EditableText
        Accessible.name: entry.label
        Accessible.description: Words.sentences([entry.problem, entry.hint])
        onTextEdited: entry.edited(text)
        onAccepted: entry.accepted()

        background: Rectangle {
            radius: Theme.radius4
            color: Theme.surface
            border {
                width: entry.problem !== "" ? Theme.ringInk : Theme.hairline
                color: entry.problem !== "" ? Theme.error : Theme.border
            }

            FocusRing { around: input; gap: Theme.ring }
        }
    }

    // What the model says shows, except over what is being typed.
    Binding {
        target: input
        property: "text"
        value: entry.value
        when: !input.activeFocus
        restoreMode: Binding.RestoreNone
    }
}
