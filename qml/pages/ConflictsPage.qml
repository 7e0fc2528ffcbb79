pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Client
import Lapwing.Ui

// What two people wrote differently, and the review of one of them.
AppPage {
    id: page

    function choose(conflictId: string) {
        model.select(conflictId)
        panes.showDetail = true
    }
    parts: panes.parts
    title: qsTr("Decide")
    subtitle: qsTr("Nothing is lost. Every version stays in the history.")

    TwoPane {
        id: panes
        empty: page.model.rows.list.count === 0
        anchors.fill: parent
        showDetail: page.model.answer.hasConflict

        list: Item {
            anchors.fill: parent

            RowList {
                objectName: "conflictList"
                anchors { fill: parent; bottomMargin: decided.height + 2 * Theme.space8 }
                model: page.model.rows.list
                emptyText: page.model.answer.emptyText

                delegate: ListRow {
                    required property string conflictId
                    required property string caseText
                    required property string fieldLabel
                    required property bool current

                    objectName: "row_" + conflictId
                    width: ListView.view.width
                    heading: caseText
                    detail: fieldLabel
                    iconPath: Icons.conflicts
                    iconColor: Theme.conflict
                    chosen: current && panes.both
                    onClicked: page.choose(conflictId)
                }
            }
            AppButton {
                id: decided
                objectName: "openDecisions"
                anchors { left: parent.left; bottom: parent.bottom }
                anchors { leftMargin: Theme.space16; bottomMargin: Theme.space8 }
                kind: "quiet"
                text: qsTr("What was decided")
                iconPath: Icons.next
                onClicked: page.app.navigator.open(PageId.Decisions)
            }
        }
        detail: ConflictReview {
            anchors.fill: parent
            conflicts: page.model
            narrow: !panes.both
            onClosed: panes.showDetail = false
        }
    }
}
