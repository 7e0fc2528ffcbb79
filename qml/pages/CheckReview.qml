pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The versions of one thing side by side, each with who, when and why; then a person's answer.
Item {
    id: review

    required property var checks
    property bool narrow: false
    signal closed

    EmptyState {
        anchors.fill: parent
        visible: !review.checks.hasCheck
        text: qsTr("When two people change the same thing, both versions wait here for a decision.")
        iconPath: Icons.checks
    }
    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        visible: review.checks.hasCheck
        columnMax: width

        AppButton {
            objectName: "closeCheck"
            visible: review.narrow
            kind: "quiet"
            iconPath: Icons.back
            text: qsTr("All checks")
            onClicked: review.closed()
        }
        AppText {
            width: parent.width
            text: Words.dotted([review.checks.positionText])
            font: Theme.small
            color: Theme.check
        }
        Heading {
            width: parent.width
            text: review.checks.fieldLabel
            font: Theme.h2
        }
        Paragraph {
            width: parent.width
            visible: text !== ""
            text: review.checks.policyText
            color: Theme.ink2
        }
        Card {
            width: parent.width
            visible: review.checks.beforeText !== ""

            LabelledValue {
                width: parent.width
                label: qsTr("Before both changes")
                value: review.checks.beforeText
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
                model: review.checks.versions

                VersionCard {
                    required property int number
                    required property string fromText
                    required chosen

                    objectName: "version_" + number
                    width: (versions.width - (versions.columns - 1) * versions.spacing)
                           / versions.columns
                    height: versions.tallest
                    from: fromText
                    onClicked: review.checks.choose(number)
                }
            }
        }
        TextEntry {
            width: parent.width
            visible: review.checks.canTypeOther && !review.checks.canKeepAll
            name: "otherValue"
            label: qsTr("None of these? Enter what is right")
            value: review.checks.other
            onEdited: (text) => review.checks.other = text
        }
        NoteEntry {
            width: parent.width
            visible: review.checks.canKeepAll
            name: "otherText"
            label: qsTr("None of these alone? Write what is right")
            value: review.checks.other
            onEdited: (text) => review.checks.other = text
        }
        AppButton {
            objectName: "keepAll"
            visible: review.checks.canKeepAll
            text: qsTr("Keep both, one below the other")
            onClicked: review.checks.keepAll()
        }
        NoteEntry {
            width: parent.width
            name: "reason"
            label: review.checks.reasonNeeded ? qsTr("Why?") : qsTr("Why? (you can leave this out)")
            problem: review.checks.problem
            value: review.checks.reason
            lines: 2
            onEdited: (text) => review.checks.reason = text
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: review.checks.hasCheck
        note: review.checks.missingText

        AppButton {
            objectName: "decideLater"
            text: qsTr("Decide later")
            onClicked: review.checks.decideLater()
        }
        AppButton {
            objectName: "decide"
            kind: "main"
            text: qsTr("Use this answer")
            enabled: review.checks.canDecide
            onClicked: review.checks.decide()
        }
    }
}
