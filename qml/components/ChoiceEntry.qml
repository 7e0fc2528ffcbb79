pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// A question with its answers to choose from, side by side while they fit.
FieldFrame {
    id: entry

    property string name: ""
    property bool several: false
    property var options: [] // of {value, label, chosen}
    signal picked(string value)

    function take() {
        buttons.itemAt(0)?.forceActiveFocus(Qt.TabFocusReason)
    }

    Flow {
        id: flow
        width: Math.min(parent.width, Theme.column)
        spacing: Theme.space8

        Repeater {
            id: buttons
            model: entry.options

            OptionButton {
                required property var modelData

                objectName: "option_" + entry.name + "_" + modelData.value
                width: Math.min(implicitWidth, flow.width)
                text: modelData.label
                chosen: modelData.chosen
                several: entry.several
                Accessible.description: entry.label
                onClicked: entry.picked(modelData.value)
            }
        }
    }
}
