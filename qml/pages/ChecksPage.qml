pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// What two people wrote differently, and the review of one of them.
AppPage {
    id: page

    function choose(checkId: string) {
        app.checks.select(checkId)
        panes.showDetail = true
    }
    parts: panes.parts
    title: qsTr("Check needed")
    subtitle: qsTr("Nothing is lost. Every version stays in the history.")

    TwoPane {
        id: panes
        empty: page.app.checks.list.count === 0
        anchors.fill: parent
        showDetail: page.app.checks.hasCheck

        list: RowList {
            objectName: "checkList"
            anchors.fill: parent
            model: page.app.checks.list
            emptyText: page.app.checks.emptyText

            delegate: ListRow {
                required property string checkId
                required property string caseText
                required property string fieldLabel
                required property bool current

                objectName: "row_" + checkId
                width: ListView.view.width
                heading: caseText
                detail: fieldLabel
                iconPath: Icons.checks
                iconColor: Theme.check
                chosen: current && panes.both
                onClicked: page.choose(checkId)
            }
        }
        detail: CheckReview {
            anchors.fill: parent
            checks: page.app.checks
            narrow: !panes.both
            onClosed: panes.showDetail = false
        }
    }
}
