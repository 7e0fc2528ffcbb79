pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// One action: what was agreed, where it stands, what happened.
Item {
    id: pane

    required property var actions
    readonly property var action: actions.view.action
    property bool narrow: false
    signal closed

    EmptyState {
        anchors.fill: parent
        visible: !pane.actions.view.hasAction
        text: qsTr("Choose an action to update it here.")
        iconPath: Icons.actions
    }
    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        visible: pane.actions.view.hasAction

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
            text: pane.action.text
            font: Theme.h2
        }
        Flow {
            width: parent.width
            spacing: Theme.space8

            RatingChip { colour: pane.action.colour; text: pane.action.colourText }
            Badge { text: pane.action.statusText }
        }
        Paragraph {
            width: parent.width
            visible: pane.narrow
            text: Words.dotted([pane.action.caseText, pane.action.owner, pane.action.dueText])
            color: Theme.ink2
        }
        Card {
            width: parent.width
            visible: !pane.narrow

            LabelledValue {
                width: parent.width
                label: qsTr("Case")
                value: pane.action.caseText
            }
            LabelledValue { width: parent.width; label: qsTr("Owner"); value: pane.action.owner }
            LabelledValue { width: parent.width; label: qsTr("When"); value: pane.action.dueText }
        }
        FieldFrame {
            width: parent.width
            label: qsTr("How is it going?")

            Flow {
                width: parent.width
                spacing: Theme.space8

                Repeater {
                    model: pane.actions.rows.statuses

                    OptionButton {
                        required property string value
                        required property string label
                        required property bool current

                        objectName: "status_" + value
                        text: label
                        chosen: current
                        onClicked: pane.actions.setStatus(value)
                    }
                }
            }
        }
        NoteEntry {
            width: parent.width
            name: "whatHappened"
            label: qsTr("What happened?")
            problem: pane.actions.update.problem
            value: pane.actions.update.what
            lines: 3
            onEdited: (text) => pane.actions.setWhat(text)
        }
        TextEntry {
            width: parent.width
            visible: pane.actions.update.reasonNeeded
            name: "actionWhy"
            label: qsTr("Why?")
            hint: qsTr("Somebody else changed this as well. Your reason stays with it.")
            value: pane.actions.update.why
            onEdited: (text) => pane.actions.setWhy(text)
        }
        StateLine {
            width: parent.width
            itemState: pane.action.itemState
            text: pane.action.stateText
        }
        AppButton {
            objectName: "openActionRecord"
            kind: "quiet"
            text: qsTr("Entered in error?")
            onClicked: pane.actions.openRecord(pane.action.recordId)
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: pane.actions.view.hasAction
        note: pane.actions.update.savedText

        AppButton {
            objectName: "finishAction"
            kind: "main"
            text: qsTr("Update action")
            enabled: pane.actions.update.canFinish
            onClicked: pane.actions.finish()
        }
    }
}
