pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Client
import Lapwing.Ui

// The chosen case at a glance: what to mind first, then the facts.
Item {
    id: preview

    required property App app

    EmptyState {
        anchors.fill: parent
        visible: !preview.app.caseView.hasCase
        text: qsTr("Choose a case to see its warnings and summary here.")
        iconPath: Icons.cases
    }
    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        visible: preview.app.caseView.hasCase

        CaseIdentity { width: parent.width; caseView: preview.app.caseView }
        CaseWarnings { width: parent.width; warnings: preview.app.caseView.rows.warnings }
        CaseFacts { width: parent.width; facts: preview.app.caseView.rows.summary }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: preview.app.caseView.hasCase

        AppButton {
            objectName: "openCase"
            kind: "main"
            text: qsTr("Open case")
            onClicked: preview.app.cases.openSelected()
        }
    }
}
