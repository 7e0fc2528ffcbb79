pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// What can be added to a case; each opens its form.
GridLayout {
    id: add

    required property var caseView
    signal added

    columns: width / Theme.scale >= 320 ? 2 : 1
    columnSpacing: Theme.space8
    rowSpacing: Theme.space8

    component Choice: AppButton {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.fillHeight: true
        horizontalPadding: Theme.space8
        onClicked: add.added()
    }

    Choice {
        objectName: "addNote"
        text: qsTr("Add note")
        onClicked: add.caseView.addNote()
    }
    Choice {
        objectName: "addContactAttempt"
        text: qsTr("Contact attempt")
        onClicked: add.caseView.addContactAttempt()
    }
    Choice {
        objectName: "addIncident"
        text: qsTr("Add incident")
        onClicked: add.caseView.addIncident()
    }
    Choice {
        objectName: "addPerson"
        text: qsTr("Add somebody")
        onClicked: add.caseView.addPerson()
    }
    Choice {
        objectName: "editWishes"
        text: qsTr("What they want")
        visible: add.caseView.view.canEditWishes
        onClicked: add.caseView.editWishes()
    }
    Choice {
        objectName: "planVisit"
        text: qsTr("Plan visit")
        visible: add.caseView.view.canPlanVisit
        onClicked: add.caseView.planVisit()
    }
    Choice {
        objectName: "addAction"
        // The last one has the whole row when it would stand alone in it.
        Layout.columnSpan: add.caseView.view.canEditWishes === add.caseView.view.canPlanVisit
            ? add.columns : 1
        kind: "main"
        text: qsTr("New action")
        onClicked: add.caseView.addAction()
    }
}
