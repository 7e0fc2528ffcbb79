pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// What happened, newest first.
CasePart {
    model: caseView.rows.timeline
    emptyText: qsTr("Nothing has been written yet. Add a note to begin.")
    emptyIcon: Icons.clock

    delegate: TimelineRow {
        required property string recordId

        objectName: "row_" + recordId
        x: Theme.space24
        width: ListView.view.width - 2 * Theme.space24
    }
}
