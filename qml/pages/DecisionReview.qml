pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// One decision with its sides, each as it was typed, and what it takes to undo it.
Item {
    id: review

    required property var decisions
    property bool narrow: false
    signal closed

    EmptyState {
        anchors.fill: parent
        visible: !review.decisions.answer.hasDecision
        text: qsTr("Choose a decision to see what it was between.")
        iconPath: Icons.conflicts
    }
    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        visible: review.decisions.answer.hasDecision

        AppButton {
            objectName: "closeDecision"
            visible: review.narrow
            kind: "quiet"
            iconPath: Icons.back
            text: qsTr("All decisions")
            onClicked: review.closed()
        }
        Heading {
            width: parent.width
            text: Words.dotted([review.decisions.view.row.fieldLabel,
                                review.decisions.view.row.caseText])
            font: Theme.h2
        }
        Card {
            id: chosen
            width: parent.width
            title: qsTr("Decided for")

            VersionWords {
                width: chosen.innerWidth
                from: review.decisions.view.row.decidedText
                value: review.decisions.view.value
                why: review.decisions.view.why
            }
        }
        Card {
            id: sides
            width: parent.width
            title: qsTr("It was between")

            Repeater {
                model: review.decisions.rows.versions

                VersionWords {
                    required property string fromText
                    required property string by
                    required property string when
                    required property string clockText

                    width: sides.innerWidth
                    from: Words.dotted([fromText, by, when, clockText])
                }
            }
        }
        NoteEntry {
            width: parent.width
            name: "reason"
            label: qsTr("Why is it undone?")
            problem: review.decisions.answer.problem
            value: review.decisions.answer.reason
            lines: 2
            onEdited: (text) => review.decisions.setReason(text)
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: review.decisions.answer.hasDecision
        note: review.decisions.answer.missingText

        AppButton {
            objectName: "undoDecision"
            kind: "main"
            text: qsTr("Undo this decision")
            enabled: review.decisions.answer.canUndo
            onClicked: review.decisions.undoDecision()
        }
    }
}
