pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The versions of one thing side by side, each with who, when and why; then a person's answer.
Item {
    id: review

    required property var conflicts
    property bool narrow: false
    signal closed

    EmptyState {
        anchors.fill: parent
        visible: !review.conflicts.answer.hasConflict
        text: qsTr("When two people change the same thing, both versions wait here for a decision.")
        iconPath: Icons.conflicts
    }
    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        visible: review.conflicts.answer.hasConflict
        columnMax: width

        AppButton {
            objectName: "closeConflict"
            visible: review.narrow
            kind: "quiet"
            iconPath: Icons.back
            text: qsTr("All checks")
            onClicked: review.closed()
        }
        AppText {
            width: parent.width
            text: Words.dotted([review.conflicts.answer.positionText])
            font: Theme.small
            color: Theme.conflict
        }
        Heading {
            width: parent.width
            text: review.conflicts.view.row.fieldLabel
            font: Theme.h2
        }
        Paragraph {
            width: parent.width
            visible: text !== ""
            text: review.conflicts.view.policyText
            color: Theme.ink2
        }
        Card {
            width: parent.width
            visible: review.conflicts.view.beforeText !== ""

            LabelledValue {
                width: parent.width
                label: qsTr("Before")
                value: review.conflicts.view.beforeText
            }
        }
        // Not a layout: in Qt 6.4 one that loses its items while a column places it follows a dead
        // pointer.
        Grid {
            id: versions

            width: parent.width
            readonly property real tallest: Math.max(...Array.from(children, card =>
                card.implicitHeight))

            columns: width / Theme.scale >= 560 ? 2 : 1
            spacing: Theme.space16

            Repeater {
                model: review.conflicts.rows.versions

                VersionCard {
                    required property int number
                    required property string fromText
                    required chosen

                    objectName: "version_" + number
                    width: (versions.width - (versions.columns - 1) * versions.spacing)
                           / versions.columns
                    height: versions.tallest
                    from: fromText
                    onClicked: review.conflicts.choose(number)
                }
            }
        }
        TextEntry {
            width: parent.width
            visible: review.conflicts.view.canTypeOther && !review.conflicts.view.canKeepAll
            name: "otherValue"
            label: qsTr("None of these? Enter what is right")
            value: review.conflicts.answer.other
            onEdited: (text) => review.conflicts.setOther(text)
        }
        NoteEntry {
            width: parent.width
            visible: review.conflicts.view.canKeepAll
            name: "otherText"
            label: qsTr("None of these alone? Write what is right")
            value: review.conflicts.answer.other
            onEdited: (text) => review.conflicts.setOther(text)
        }
        AppButton {
            objectName: "keepAll"
            visible: review.conflicts.view.canKeepAll
            text: qsTr("Keep both, one below the other")
            onClicked: review.conflicts.keepAll()
        }
        NoteEntry {
            width: parent.width
            name: "reason"
            label: qsTr("Why?")
            problem: review.conflicts.answer.problem
            value: review.conflicts.answer.reason
            lines: 2
            onEdited: (text) => review.conflicts.setReason(text)
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: review.conflicts.answer.hasConflict
        note: review.conflicts.answer.missingText

        AppButton {
            objectName: "decideLater"
            text: qsTr("Decide later")
            onClicked: review.conflicts.decideLater()
        }
        AppButton {
            objectName: "decide"
            kind: "main"
            text: qsTr("Use this answer")
            enabled: review.conflicts.answer.canDecide
            onClicked: review.conflicts.decide()
        }
    }
}
