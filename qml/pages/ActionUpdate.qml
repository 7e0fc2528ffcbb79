pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// One action: what was agreed, where it stands, what happened.
Item {
    id: update

    required property var actions
    property bool narrow: false
    signal closed

    EmptyState {
        anchors.fill: parent
        visible: !update.actions.hasAction
        text: qsTr("Choose an action to update it here.")
        iconPath: Icons.actions
    }
    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        visible: update.actions.hasAction

        AppButton {
            objectName: "closeAction"
            visible: update.narrow
            kind: "quiet"
            iconPath: Icons.back
            text: qsTr("All actions")
            onClicked: update.closed()
        }
        Heading {
            width: parent.width
            text: update.actions.text
            font: Theme.h2
        }
        Flow {
            width: parent.width
            spacing: Theme.space8

            RatingChip { colour: update.actions.colour; text: update.actions.colourText }
            Badge { text: update.actions.statusText }
        }
        Card {
            width: parent.width

            LabelledValue {
                width: parent.width
                label: qsTr("Case")
                value: update.actions.caseText
            }
            LabelledValue { width: parent.width; label: qsTr("Owner"); value: update.actions.owner }
            LabelledValue { width: parent.width; label: qsTr("Due"); value: update.actions.dueText }
        }
        FieldFrame {
            width: parent.width
            label: qsTr("How does it stand?")

            Flow {
                width: parent.width
                spacing: Theme.space8

                Repeater {
                    model: update.actions.statuses

                    OptionButton {
                        required property string value
                        required property string label
                        required property bool current

                        objectName: "status_" + value
                        text: label
                        chosen: current
                        onClicked: update.actions.status = value
                    }
                }
            }
        }
        NoteEntry {
            width: parent.width
            name: "whatHappened"
            label: qsTr("What happened?")
            problem: update.actions.problem
            value: update.actions.what
            lines: 3
            onEdited: (text) => update.actions.what = text
        }
        TextEntry {
            width: parent.width
            visible: update.actions.reasonNeeded
            name: "actionWhy"
            label: qsTr("Why?")
            hint: qsTr("Somebody else changed this as well. Your reason stays with it.")
            value: update.actions.why
            onEdited: (text) => update.actions.why = text
        }
        StateLine {
            width: parent.width
            code: update.actions.stateCode
            text: update.actions.stateText
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: update.actions.hasAction
        note: update.actions.savedText

        AppButton {
            objectName: "finishAction"
            kind: "main"
            text: qsTr("Done updating")
            enabled: update.actions.canFinish
            onClicked: update.actions.finish()
        }
    }
}
