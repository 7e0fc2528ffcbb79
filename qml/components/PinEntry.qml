import QtQuick
import Lapwing.Ui

// A PIN to be, typed twice. The pad comes with the first touch, and stays: what goes away while a
// finger is on its way to a button moves that button.
Column {
    id: both

    required property string name
    required property string label
    property string problem: ""
    readonly property alias entry: first.entry
    readonly property alias again: second.entry
    readonly property var typing: again.activeFocus ? again : entry
    readonly property bool focused: entry.activeFocus || again.activeFocus
    property bool padOpen: false

    onFocusedChanged: if (focused) padOpen = true

    spacing: Theme.space16

    SecretField {
        id: first
        width: both.width
        name: both.name
        label: both.label
        hint: qsTr("Six digits")
        problem: both.problem
        onAccepted: second.entry.forceActiveFocus()
    }
    SecretField {
        id: second
        width: both.width
        name: both.name + "Again"
        label: qsTr("The same again")
    }
    PinPad {
        width: Math.min(both.width, Theme.sheet)
        visible: both.padOpen
        onPressed: (digit) => both.typing.press(digit)
        onErased: both.typing.erase()
    }
}
