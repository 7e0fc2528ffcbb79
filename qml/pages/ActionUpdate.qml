pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// One action: what was agreed, where it stands, what happened.
Item {
    id: pane

    required property var actions
    property bool narrow: false
    signal closed

    EmptyState {
        anchors.fill: parent
        visible: !pane.actions.hasAction
        text: qsTr("Choose an action to update it here.")
        iconPath: Icons.actions
    }
    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        visible: pane.actions.hasAction

        AppButton {
            objectName: "closeAction"
            visible: pane.narrow
            kind: "quiet"
            iconPath: Icons.back
            text: qsTr("All actions")
            onClicked: pane.closed()
        }
        Heading {
            width: parent.width
            text: pane.actions.text
            font: Theme.h2
        }
        Flow {
            width: parent.width
            spacing: Theme.space8

            RatingChip { colour: pane.actions.colour; text: pane.actions.colourText }
            Badge { text: pane.actions.statusText }
        }
        Paragraph {
            width: parent.width
            visible: pane.narrow
            text: Words.dotted([pane.actions.caseText, pane.actions.owner, pane.actions.dueText])
            color: Theme.ink2
        }
        Card {
            width: parent.width
            visible: !pane.narrow

            LabelledValue {
                width: parent.width
                label: qsTr("Case")
                value: pane.actions.caseText
            }
            LabelledValue { width: parent.width; label: qsTr("Owner"); value: pane.actions.owner }
            LabelledValue { width: parent.width; label: qsTr("When"); value: pane.actions.dueText }
        }
        FieldFrame {
            width: parent.width
            label: qsTr("How does it stand?")

            Flow {
                width: parent.width
                spacing: Theme.space8

                Repeater {
                    model: pane.actions.statuses

                    OptionButton {
                        required property string value
                        required property string label
                        required property bool current

                        objectName: "status_" + value
                        text: label
                        chosen: current
                        onClicked: pane.actions.status = value
                    }
                }
            }
        }
        NoteEntry {
            width: parent.width
            name: "whatHappened"
            label: qsTr("What happened?")
            problem: pane.actions.problem
            value: pane.actions.what
            lines: 3
            onEdited: (text) => pane.actions.what = text
        }
        TextEntry {
            width: parent.width
            visible: pane.actions.reasonNeeded
            name: "actionWhy"
            label: qsTr("Why?")
            hint: qsTr("Somebody else changed this as well. Your reason stays with it.")
            value: pane.actions.why
            onEdited: (text) => pane.actions.why = text
        }
        StateLine {
            width: parent.width
            code: pane.actions.stateCode
            text: pane.actions.stateText
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: pane.actions.hasAction
        note: pane.actions.savedText

        AppButton {
            objectName: "finishAction"
            kind: "main"
            text: qsTr("Done updating")
            enabled: pane.actions.canFinish
            onClicked: pane.actions.finish()
        }
    }
}
