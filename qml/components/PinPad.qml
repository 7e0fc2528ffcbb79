pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// Digits for a gloved thumb, where there is no keyboard.
GridLayout {
    id: pad

    signal pressed(string digit)
    signal erased

    columns: 3
    columnSpacing: Theme.space8
    rowSpacing: Theme.space8

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"]

        AppButton {
            required property string modelData

            objectName: "digit_" + modelData
            Layout.fillWidth: true
            Layout.preferredWidth: 1 // of three that are alike
            Layout.preferredHeight: Theme.hide
            opacity: modelData === "" ? 0 : 1
            enabled: modelData !== ""
            text: modelData
            font: Theme.h2
            focusPolicy: Qt.NoFocus
            onClicked: pad.pressed(modelData)
        }
    }
    AppButton {
        objectName: "eraseDigit"
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.preferredHeight: Theme.hide
        horizontalPadding: Theme.space8
        text: qsTr("Delete")
        focusPolicy: Qt.NoFocus
        onClicked: pad.erased()
    }
}
