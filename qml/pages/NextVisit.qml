pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// The visit that comes next: who, where, what to mind, and the way to its briefing.
Card {
    id: next

    required property var today

    padding: Theme.space24

    RowLayout {
        width: parent.width
        spacing: Theme.space16

        AppText {
            text: next.today.view.next.time
            font: Theme.h1
            color: Theme.brand
            wrapMode: Text.NoWrap
        }
        AppText {
            Layout.fillWidth: true
            text: next.today.view.nextLabel
            font: Theme.smallStrong
            color: Theme.ink2
        }
    }
    Heading {
        width: parent.width
        text: next.today.view.next.who
        font: Theme.h2
    }
    Paragraph {
        width: parent.width
        visible: text !== ""
        text: Words.lines([next.today.view.next.address, next.today.view.next.withText])
    }
    Repeater {
        model: next.today.rows.nextWarnings

        WarningRow {
            width: next.innerWidth
            required alert
            required text
        }
    }
    Paragraph {
        width: parent.width
        visible: text !== ""
        text: Words.lines([Words.dotted([next.today.view.nextAccess]), next.today.view.nextLast])
        color: Theme.ink2
    }
    Flow {
        width: parent.width
        spacing: Theme.space12
        layoutDirection: Theme.leftHanded ? Qt.LeftToRight : Qt.RightToLeft

        AppButton {
            objectName: next.today.view.nextIsRead ? "nextStep" : "openBriefing"
            kind: "main"
            text: next.today.view.next.stepText
            onClicked: next.today.takeNextStep()
        }
        AppButton {
            objectName: "openBriefing"
            visible: next.today.view.nextIsRead
            text: qsTr("Open briefing")
            onClicked: next.today.openBriefing(next.today.view.next.recordId)
        }
    }
}
