pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// What happened, newest first.
CasePart {
    id: part

    model: caseView.rows.timeline
    leftMargin: Theme.space24
    rightMargin: Theme.space24
    emptyText: qsTr("Nothing has been written yet. Add a note to begin.")
    emptyIcon: Icons.clock

    delegate: TimelineRow {
        required property string recordId
        required property bool current

        marked: current
        objectName: "row_" + recordId
        width: ListView.view.width - 2 * Theme.space24
        onClicked: part.caseView.openRecord(recordId)
    }
}
