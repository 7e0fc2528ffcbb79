import QtQuick
import Lapwing.Ui

// qmllint disable unqualified

// What the parts of a case have in common: a list that starts with the warnings where there is no
// room for them beside it. Not Bound: a list of Qt 6.4 refuses a bound header.
RowList {
    id: part

    required property var caseView
    required property bool warningsAbove

    topMargin: Theme.space16
    bottomMargin: Theme.space24
    header: CaseWarnings {
        x: Theme.space24
        width: part.width - 2 * Theme.space24
        warnings: part.caseView.warnings
        visible: part.warningsAbove && warnings.count > 0
        height: visible ? implicitHeight + Theme.space24 : 0
    }
}
