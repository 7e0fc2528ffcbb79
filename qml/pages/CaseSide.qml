import QtQuick
import Lapwing.Ui

// Beside a case: its warnings, and below them what can be added.
Rectangle {
    id: side

    required property var caseView

    color: Theme.page

    Rectangle {
        width: Theme.hairline
        height: parent.height
        color: Theme.divider
    }
    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        anchors.leftMargin: Theme.hairline
        margin: Theme.space16

        Heading {
            width: parent.width
            text: qsTr("Warnings")
        }
        CaseWarnings { width: parent.width; warnings: side.caseView.rows.warnings }
        Paragraph {
            width: parent.width
            visible: side.caseView.rows.warnings.count === 0
            text: qsTr("None is recorded on this tablet.")
            color: Theme.ink2
        }
    }
    Rectangle {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        anchors.leftMargin: Theme.hairline
        implicitHeight: add.implicitHeight + 2 * Theme.space16
        color: Theme.surface

        Rectangle {
            width: parent.width
            height: Theme.hairline
            color: Theme.divider
        }
        CaseAdd {
            id: add
            anchors { left: parent.left; right: parent.right; top: parent.top }
            anchors.margins: Theme.space16
            caseView: side.caseView
        }
    }
}
