import QtQuick
import Lapwing.Ui

// qmllint disable unqualified

// What the parts of a case have in common: a list that starts with how many warnings there are,
// where there is no room for them beside it. Not Bound: a list of Qt 6.4 refuses a bound header.
RowList {
    id: part

    required property var caseView
    required property bool warningsAbove

    findsCurrent: true
    topMargin: Theme.space16
    bottomMargin: Theme.space24
    header: Column {
        width: part.width - part.leftMargin - part.rightMargin
        leftPadding: Theme.space24 - part.leftMargin
        rightPadding: Theme.space24 - part.rightMargin
        height: visible ? implicitHeight : 0
        bottomPadding: Theme.space16
        spacing: Theme.space8
        visible: part.warningsAbove && line.text !== ""

        WarningsLine {
            id: line
            width: parent.width - parent.leftPadding - parent.rightPadding
            text: part.caseView.view.warningsText
            alert: part.caseView.view.hasAlert
            onClicked: opened = !opened
        }
        CaseWarnings {
            width: line.width
            warnings: part.caseView.rows.warnings
            visible: line.opened
        }
    }
}
