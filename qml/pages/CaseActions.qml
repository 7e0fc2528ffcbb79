pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The actions of a case by how urgent they are.
CasePart {
    id: part

    topMargin: warningsAbove ? Theme.space16 : 0
    model: caseView.rows.actions
    section.property: "section"
    emptyText: qsTr("No actions yet. New action adds one.")
    emptyIcon: Icons.actions

    delegate: ActionRow {
        width: ListView.view.width
        named: false
        chosen: current
        onClicked: part.caseView.openAction(recordId)
    }
}
