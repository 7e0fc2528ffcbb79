pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// A day by its day, month and year, with a time where one is asked; or today by one tap, or any day
// from a calendar.
FieldFrame {
    id: entry

    property string name: ""
    property bool timed: false
    property string day: ""
    property string month: ""
    property string year: ""
    property string time: ""
    property string today: "" // "2026-06-09"; without it there is no calendar
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
    // The day that was typed, when there may be one.
    function typed(): string {
        const whole = /^\d+$/.test(day) && /^\d+$/.test(month) && /^\d{4}$/.test(year)
        return whole ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : ""
    }
    function pick(iso: string) {
        const parts = iso.split("-")
        sheet.close()
        edited("year", parts[0])
        edited("month", Number(parts[1]).toString())
        edited("day", Number(parts[2]).toString())
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
            width: quick.width
            height: fields.count > 0 ? fields.itemAt(0).height : quick.height

            Row {
                id: quick
                anchors.bottom: parent.bottom
                spacing: Theme.space8

                AppButton {
                    objectName: "field_" + entry.name + "_today"
                    height: Theme.control
                    kind: "quiet"
                    text: qsTr("Today")
                    Accessible.name: Words.spoken([entry.label, text])
                    onClicked: entry.todayAsked()
                }
                AppButton {
                    objectName: "field_" + entry.name + "_calendar"
                    height: Theme.control
                    visible: entry.today !== ""
                    kind: "quiet"
                    iconPath: Icons.today
                    text: qsTr("Calendar")
                    Accessible.name: Words.spoken([entry.label, text])
                    onClicked: sheet.open()
                }
            }
        }
    }
    Sheet {
        id: sheet
        title: entry.label
        onOpened: (calendars.itemAt(0) as Calendar).take()

        Repeater {
            id: calendars
            model: sheet.visible ? 1 : 0

            Calendar {
                width: sheet.innerWidth
                today: entry.today
                chosen: entry.typed()
                onPicked: (day) => entry.pick(day)
            }
        }
        AppButton {
            objectName: "calendarClose"
            text: qsTr("Go back")
            onClicked: sheet.close()
        }
    }
}
