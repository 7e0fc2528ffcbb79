pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// A day by its day, month and year, with a time where one is asked; or today by one tap.
FieldFrame {
    id: entry

    property string name: ""
    property bool timed: false
    property string day: ""
    property string month: ""
    property string year: ""
    property string time: ""
    readonly property var values: ({ day: day, month: month, year: year, time: time })
    readonly property var parts: [
        { key: "day", word: qsTr("Day"), chars: 2 },
        { key: "month", word: qsTr("Month"), chars: 2 },
        { key: "year", word: qsTr("Year"), chars: 4 },
        { key: "time", word: qsTr("Time"), chars: 7 }]
    signal edited(string part, string text)
    signal todayAsked

    function take() {
        (fields.itemAt(0) as DatePart).input.forceActiveFocus(Qt.TabFocusReason)
    }
    hint: timed ? qsTr("For example, 9 6 2026 and 10:30") : qsTr("For example, 9 6 2026")

    Flow {
        width: Math.min(parent.width, Theme.column)
        spacing: Theme.space16

        Repeater {
            id: fields
            model: entry.timed ? 4 : 3

            DatePart {
                id: field

                required property int index
                readonly property var part: entry.parts[index]

                name: "field_" + entry.name + "_" + part.key
                word: part.word
                chars: part.chars
                digits: index < 3
                value: entry.values[part.key]
                wrong: entry.problem !== ""
                spoken: Words.spoken([entry.label, part.word])
                hint: Words.sentences([entry.problem, entry.hint])
                onEdited: (text) => entry.edited(field.part.key, text)
            }
        }
        Item {
            width: today.width
            height: fields.count > 0 ? fields.itemAt(0).height : today.height

            AppButton {
                id: today
                objectName: "field_" + entry.name + "_today"
                anchors.bottom: parent.bottom
                height: Theme.control
                kind: "quiet"
                text: qsTr("Today")
                Accessible.name: Words.spoken([entry.label, text])
                onClicked: entry.todayAsked()
            }
        }
    }
}
