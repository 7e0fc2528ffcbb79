import QtQuick
import Lapwing.Ui

// The facts of a case.
PageScroll {
    id: part

    required property var caseView
    required property bool warningsAbove

    columnMax: Theme.px(860)

    CaseWarnings {
        width: parent.width
        warnings: part.caseView.rows.warnings
        visible: part.warningsAbove && warnings.count > 0
    }
    CaseFacts { width: parent.width; facts: part.caseView.rows.summary }
    EmptyState {
        width: parent.width
        visible: part.caseView.rows.summary.count === 0
        text: qsTr("Nothing is written in the summary yet.")
        iconPath: Icons.cases
    }
}
