pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The visits of the day by their time.
ListCard {
    id: card

    required property var today

    title: qsTr("Visits today")
    count: today.rows.visits.count
    emptyText: qsTr("No visits are planned for today.")

    Repeater {
        model: card.today.rows.visits

        ListRow {
            required property string recordId
            required property string time
            required property string who
            required property string address
            required property string withText
            required property string stateText
            required property string stepText
            required property bool isNext

            objectName: "row_" + recordId
            width: card.innerWidth
            heading: Words.dotted([time, who])
            detail: Words.dotted([address, withText])
            note: Words.dotted([stateText, stepText])
            chosen: isNext
            onClicked: card.today.openVisit(recordId)
        }
    }
}
