import QtQuick
import Lapwing.Ui

// One line of text or a number, as its kind says; every key is reported.
FieldFrame {
    id: entry

    property string value: ""
    property string kind: "text" // text, number
    property string name: ""
    property bool secretive: false
    readonly property alias input: input
    signal edited(string text)
    signal accepted

    target: input

    LineInput {
        id: input

        objectName: entry.name
        width: Math.min(parent.width, entry.kind === "text" ? Theme.column : Theme.px(160))
        value: entry.value
        wrong: entry.problem !== ""
        inputMethodHints: entry.kind === "number" ? Qt.ImhDigitsOnly
            : entry.secretive ? Qt.ImhNoPredictiveText | Qt.ImhSensitiveData : Qt.ImhNone
        Accessible.name: entry.label
        Accessible.description: Words.sentences([entry.problem, entry.hint])
        onEdited: (text) => entry.edited(text)
        onAccepted: entry.accepted()
    }
}
