pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// What was removed from the case as entered in error: by whom, when and why. Each can be opened,
// and brought back there.
CasePart {
    id: part

    topMargin: warningsAbove ? Theme.space16 : 0
    model: caseView.rows.removed
    emptyText: qsTr("Nothing was removed from this case.")
    emptyIcon: Icons.cases

    delegate: ListRow {
        required property string recordId
        required property string title
        required property string when
        required property string by
        required text
        required property int itemState
        required property string stateText

        objectName: "row_" + recordId
        width: ListView.view.width
        heading: title
        detail: Words.dotted([by, when])
        alert: stateText
        note: text
        onClicked: part.caseView.openRecord(recordId)
    }
}
