pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// A month of days, Monday first, to pick one by finger or with the arrow keys. Days come and go as
// "2026-06-09"; inside they are counted from one day in 1970, so that no time zone moves them.
Column {
    id: calendar

    property string today: ""
    property string chosen: ""
    property int at: reached(chosen === "" ? today : chosen) // the day that the keyboard is on
    readonly property date first: new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1))
    readonly property date date: new Date(at * 86400000)
    readonly property int firstDay: first.getTime() / 86400000
    readonly property int days: monthFrom(1) - firstDay
    readonly property int lead: (firstDay + 3) % 7 // 1 January 1970 was a Thursday
    readonly property var words: Qt.locale("en_GB")
    signal picked(string day)

    function reached(day: string): int {
        const ms = Date.parse(day + "T00:00:00Z")
        return isNaN(ms) ? 0 : Math.max(-25567, Math.min(ms / 86400000, 84005)) // 1900 to 2199
    }
    // The first day of the month that many months away.
    function monthFrom(months: int): int {
        return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 86400000
    }
    function named(day: int): string {
        const on = new Date(day * 86400000)
        return `${on.getUTCDate()} ${words.standaloneMonthName(on.getUTCMonth())} `
            + on.getUTCFullYear()
    }
    function isoOf(day: int): string {
        return new Date(day * 86400000).toISOString().slice(0, 10)
    }
    function turn(months: int) {
        const to = monthFrom(months)
        const length = monthFrom(months + 1) - to
        at = to + Math.min(date.getUTCDate(), length) - 1
    }
    function goTo(day: int) {
        at = day
        take()
    }
    function take() {
        cells.itemAt(at - firstDay)?.forceActiveFocus(Qt.TabFocusReason)
    }
    function press(key: int): bool {
        const weekday = (at + 3) % 7
        const steps = { [Qt.Key_Left]: -1, [Qt.Key_Right]: 1, [Qt.Key_Up]: -7, [Qt.Key_Down]: 7,
            [Qt.Key_Home]: -weekday, [Qt.Key_End]: 6 - weekday }
        if (key === Qt.Key_PageUp || key === Qt.Key_PageDown) {
            turn(key === Qt.Key_PageUp ? -1 : 1)
            take()
        } else if (key in steps) goTo(at + steps[key])
        else return false
        return true
    }
    spacing: Theme.space12

    Heading {
        objectName: "calendarMonth"
        width: parent.width
        text: calendar.named(calendar.firstDay).slice(2)
        font: Theme.h2
    }
    Flow {
        width: parent.width
        spacing: Theme.space8

        AppButton {
            objectName: "calendarBefore"
            text: calendar.words.standaloneMonthName((calendar.date.getUTCMonth() + 11) % 12)
            iconPath: Icons.back
            Accessible.name: qsTr("Month before, %1").arg(text)
            onClicked: calendar.turn(-1)
        }
        AppButton {
            objectName: "calendarAfter"
            text: calendar.words.standaloneMonthName((calendar.date.getUTCMonth() + 1) % 12)
            iconPath: Icons.next
            Accessible.name: qsTr("Month after, %1").arg(text)
            onClicked: calendar.turn(1)
        }
        AppButton {
            objectName: "calendarToday"
            visible: calendar.today !== ""
            text: qsTr("Today")
            onClicked: calendar.picked(calendar.today)
        }
    }
    Item {
        id: grid

        readonly property int step: Math.floor((width + Theme.space8) / 7)
        readonly property int drop: Theme.target + Theme.space8

        width: parent.width
        height: heads.height + 6 * drop

        Row {
            id: heads
            spacing: Theme.space8

            Repeater {
                model: 7

                AppText {
                    required property int index

                    width: grid.step - Theme.space8
                    horizontalAlignment: Text.AlignHCenter
                    text: calendar.words.standaloneDayName(index + 1, Locale.ShortFormat)
                    font: Theme.smallStrong
                    color: Theme.ink2
                    Accessible.ignored: true
                }
            }
        }
        Repeater {
            id: cells
            model: 31

            T.AbstractButton {
                id: cell

                required property int index
                readonly property int day: calendar.firstDay + index
                readonly property int place: calendar.lead + index
                readonly property bool isToday: calendar.isoOf(day) === calendar.today
                readonly property bool isChosen: calendar.isoOf(day) === calendar.chosen

                objectName: "day_" + calendar.isoOf(day)
                visible: index < calendar.days
                x: (place % 7) * grid.step
                y: heads.height + Theme.space8 + Math.floor(place / 7) * grid.drop
                width: grid.step - Theme.space8
                height: Theme.target
                activeFocusOnTab: day === calendar.at
                focusPolicy: Qt.StrongFocus
                text: index + 1
                Accessible.role: Accessible.Button
                Accessible.name: Words.spoken([
                    calendar.words.standaloneDayName(place % 7 + 1), calendar.named(day),
                    isToday ? qsTr("today") : "", isChosen ? qsTr("chosen") : ""])
                Keys.onPressed: (event) => { event.accepted = calendar.press(event.key) }
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                onClicked: calendar.picked(calendar.isoOf(day))

                background: Rectangle {
                    radius: Theme.radius8
                    color: cell.isChosen ? Theme.brand : cell.down ? Theme.pressed : Theme.surface
                    border {
                        width: cell.isToday ? Theme.ringInk : Theme.hairline
                        color: cell.isToday ? Theme.brand : Theme.border
                    }

                    FocusRing { around: cell; visible: cell.visualFocus; gap: 0 }
                }
                contentItem: AppText {
                    text: cell.text
                    font: cell.isToday || cell.isChosen ? Theme.strong : Theme.body
                    color: cell.isChosen ? Theme.brandInk : Theme.ink
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    Accessible.ignored: true
                }
            }
        }
    }
}
