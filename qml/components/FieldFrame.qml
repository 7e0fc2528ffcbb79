import QtQuick
import Lapwing.Ui

// What every question has: its label above, a hint, the problem in words, and the answer below.
Item {
    id: frame

    required property string label
    property string hint: ""
    property string problem: ""
    property Item target: null // has the keyboard when the question is turned to
    default property alias answer: column.data

    function take() {
        target?.forceActiveFocus(Qt.TabFocusReason)
    }
    implicitWidth: Theme.column
    implicitHeight: column.implicitHeight

    Rectangle {
        width: Theme.space4
        height: parent.height
        visible: frame.problem !== ""
        color: Theme.error
    }
    Column {
        id: column
        x: frame.problem === "" ? 0 : Theme.space16
        width: frame.width - x
        spacing: Theme.space8

        AppText {
            width: parent.width
            text: frame.label
            font: Theme.strong
            visible: text !== ""
        }
        AppText {
            width: parent.width
            visible: text !== ""
            text: frame.hint
            font: Theme.small
            color: Theme.ink2
        }
        AppText {
            width: parent.width
            visible: text !== ""
            text: frame.problem
            font: Theme.strong
            color: Theme.error
        }
    }
}
