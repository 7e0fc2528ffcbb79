pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Every key that does something anywhere.
Sheet {
    id: sheet

    required property var places // of the rail; each has a key of its own
    readonly property var keys: [
        { does: qsTr("Do what the main button does"), key: qsTr("Ctrl + Enter") },
        { does: qsTr("Search this tablet"), key: qsTr("Ctrl + F") },
        { does: qsTr("New action in this case"), key: qsTr("Ctrl + N") },
        { does: qsTr("Take back what was just done"), key: qsTr("Ctrl + Z") },
        { does: qsTr("Hide and lock"), key: qsTr("Ctrl + L") },
        { does: qsTr("Go to the next part of the page"), key: qsTr("F6") },
        { does: qsTr("Go back, or close this"), key: qsTr("Esc") },
        { does: qsTr("Show these keys"), key: qsTr("?") }]

    title: qsTr("Keyboard shortcuts")

    Repeater {
        model: sheet.keys

        LabelledValue {
            required property var modelData

            width: sheet.innerWidth
            label: modelData.key
            value: modelData.does
        }
    }
    Repeater {
        model: sheet.places

        LabelledValue {
            required property int index
            required property var model

            width: sheet.innerWidth
            label: qsTr("Alt + %1").arg(index + 1)
            value: qsTr("Go to %1").arg(model.label)
        }
    }
    AppButton {
        objectName: "closeKeys"
        text: qsTr("Close")
        onClicked: sheet.close()
    }
}
