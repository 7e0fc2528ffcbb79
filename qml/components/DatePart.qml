import QtQuick
import Lapwing.Ui

// One field of a date, with its word above it.
Column {
    id: part

    required property string word
    required property int chars
    required property string value
    property bool wrong: false
    property string spoken: ""
    property string hint: ""
    property string name: ""
    property bool digits: true
    readonly property alias input: input
    signal edited(string text)

    spacing: Theme.space4

    AppText {
        text: part.word
        font: Theme.small
        Accessible.ignored: true
    }
    LineInput {
        id: input
        objectName: part.name
        width: Theme.px(14) * part.chars + 2 * Theme.space16 + Theme.space8
        maximumLength: part.chars
        value: part.value
        wrong: part.wrong
        inputMethodHints: part.digits ? Qt.ImhDigitsOnly : Qt.ImhTime
        Accessible.name: part.spoken
        Accessible.description: part.hint
        onEdited: (text) => part.edited(text)
    }
}
