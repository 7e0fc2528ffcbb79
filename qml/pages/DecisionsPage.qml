pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// What was decided between two versions, the latest first, and how each is undone.
AppPage {
    id: page

    function choose(decisionId: string) {
        model.select(decisionId)
        panes.showDetail = true
    }
    deep: true
    parts: panes.parts
    title: qsTr("What was decided")
    subtitle: qsTr("Any decision can be undone, by anybody who may decide, for as long as the "
        + "case is on this tablet.")

    TwoPane {
        id: panes
        empty: page.model.rows.list.count === 0
        anchors.fill: parent
        showDetail: page.model.answer.hasDecision

        list: RowList {
            objectName: "decisionList"
            anchors.fill: parent
            model: page.model.rows.list
            emptyText: page.model.answer.emptyText

            delegate: ListRow {
                required property string decisionId
                required property string caseText
                required property string fieldLabel
                required property string decidedText
                required property bool current

                objectName: "row_" + decisionId
                width: ListView.view.width
                heading: Words.dotted([fieldLabel, caseText])
                detail: decidedText
                chosen: current && panes.both
                onClicked: page.choose(decisionId)
            }
        }
        detail: DecisionReview {
            anchors.fill: parent
            decisions: page.model
            narrow: !panes.both
            onClosed: panes.showDetail = false
        }
    }
}
