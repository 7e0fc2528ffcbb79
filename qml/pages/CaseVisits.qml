pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Visits planned and made.
CasePart {
    id: part

    topMargin: warningsAbove ? Theme.space16 : 0
    model: caseView.rows.visits
    emptyText: qsTr("No visits yet. Plan visit adds one.")
    emptyIcon: Icons.visit

    delegate: ListRow {
        required property string recordId
        required property string title
        required property string when
        required property string withText
        required property string stateText
        required property string stepText
        required property string outcomeText
        required property bool isPlanned
        required property bool current

        objectName: "row_" + recordId
        width: ListView.view.width
        heading: title
        chosen: current
        detail: Words.dotted([when, withText, outcomeText])
        note: Words.dotted([stateText, stepText])
        iconPath: Icons.visit
        iconColor: isPlanned ? Theme.brand : Theme.ink2
        onClicked: part.caseView.openVisit(recordId)
    }
}
