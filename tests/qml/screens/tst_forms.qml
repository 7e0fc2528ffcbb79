import QtQuick
import QtTest
import Lapwing.Ui

// Questions by touch and keyboard: a date by its parts, and from what is wrong to where it is.
Stage {
    id: stage

    name: "forms"

    function init() {
        app.asked = []
        show("today", looks[0])
        show("form", looks[0])
    }

    function test_a_date_is_typed_by_day_month_and_year() {
        const month = findChild(shown, "field_next_visit_on_month")
        compare(findChild(shown, "field_next_visit_on_day").text, "9")
        compare(month.text, "6")
        compare(findChild(shown, "field_next_visit_on_year").text, "2026")
        compare(findChild(shown, "field_next_visit_on_time"), null)
        month.forceActiveFocus()
        month.selectAll()
        keyClick(Qt.Key_1)
        keyClick(Qt.Key_2)
        compare(app.asked.join(), "next_visit_on.month=1,next_visit_on.month=12")
    }

    function test_a_part_that_is_done_is_ticked_and_the_one_that_is_shown_is_filled() {
        const done = findChild(shown, "section_who")
        const here = findChild(shown, "section_how")
        compare(done.Accessible.name, "Who was there, Done")
        verify(done.ticked && !done.chosen && !done.Accessible.selected)
        compare(here.Accessible.name, "How things are, In progress")
        verify(!here.ticked && here.chosen && here.Accessible.selected)
    }

    function test_who_may_be_the_same_is_asked_in_the_place_of_the_questions() {
        app.form.view.asksSame = true
        app.form.rows.same.append({ rowId: "s1", name: "Tamsin Larkhill", answer: "different",
            detail: "Born 14 March 1988 · DA-2031", note: "The same name and birth day" })
        for (const look of looks) {
            show("form", look)
            verify(!findChild(shown, "field_opened_by").visible)
            verify(!findChild(shown, "discardForm").visible)
            const card = findChild(shown, "same_s1")
            compare(card.Accessible.name,
                "Tamsin Larkhill, Born 14 March 1988 · DA-2031, The same name and birth day")
            compare(drawn(card).filter(isPressed).map(barrierOf).join(""), "")
            verify(findChild(card, "option_s1_different").Accessible.checked)
        }
        show("form", looks[0])
        const same = findChild(shown, "option_s1_same")
        same.forceActiveFocus() // scrolls to it
        settle()
        mouseClick(same)
        mouseClick(findChild(shown, "backToQuestions"))
        compare(app.asked.join(), "s1=same,back to questions")
        app.form.view.asksSame = false
        app.form.rows.same.clear()
        settle()
        verify(findChild(shown, "field_opened_by").visible)
    }

    function test_today_is_one_tap() {
        const button = findChild(shown, "field_next_visit_on_today")
        button.forceActiveFocus() // scrolls to it
        settle()
        mouseClick(button)
        compare(app.asked.join(), "next_visit_on=today")
    }

    function openCalendar() {
        const button = findChild(shown, "field_next_visit_on_calendar")
        button.forceActiveFocus() // scrolls to it
        settle()
        mouseClick(button)
        tryVerify(() => findChild(sheetOf(), "calendarMonth") !== null)
        settle()
    }
    function sheetOf() { return stage.Window.window.contentItem }
    function day(iso) { return findChild(sheetOf(), "day_" + iso) }
    function month() { return findChild(sheetOf(), "calendarMonth").text }

    function test_a_day_is_picked_from_a_calendar() {
        openCalendar()
        compare(month(), "June 2026")
        compare(day("2026-06-09").Accessible.name, "Tuesday, 9 June 2026, today, chosen")
        verify(day("2026-06-09").activeFocus)
        mouseClick(findChild(sheetOf(), "calendarAfter"))
        compare(month(), "July 2026")
        mouseClick(day("2026-07-31"))
        compare(app.asked.join(),
                "next_visit_on.year=2026,next_visit_on.month=7,next_visit_on.day=31")
        tryVerify(() => findChild(sheetOf(), "calendarMonth") === null)
        verify(findChild(shown, "field_next_visit_on_calendar").activeFocus)
    }

    function test_a_calendar_goes_by_the_keyboard_over_months_and_years() {
        openCalendar()
        for (const step of [[Qt.Key_Right, "2026-06-10"], [Qt.Key_Up, "2026-06-03"],
                            [Qt.Key_Home, "2026-06-01"], [Qt.Key_Left, "2026-05-31"],
                            [Qt.Key_PageUp, "2026-04-30"], [Qt.Key_PageUp, "2026-03-30"],
                            [Qt.Key_PageUp, "2026-02-28"], [Qt.Key_End, "2026-03-01"],
                            [Qt.Key_Down, "2026-03-08"]]) {
            keyClick(step[0])
            verify(day(step[1]).activeFocus, step[1])
        }
        for (let months = 0; months < 15; ++months) keyClick(Qt.Key_PageUp)
        compare(month(), "December 2024")
        compare(day("2024-12-02").x, day("2024-12-09").x)
        compare(day("2024-12-02").x, 0) // a Monday
        keyClick(Qt.Key_Return)
        compare(app.asked.join(),
                "next_visit_on.year=2024,next_visit_on.month=12,next_visit_on.day=8")
    }

    function test_every_day_of_a_calendar_is_named_and_large_data() { return looks }
    function test_every_day_of_a_calendar_is_named_and_large(look) {
        show("form", look)
        openCalendar()
        const cells = drawn(sheetOf()).filter(item => item.objectName.startsWith("day_"))
        compare(cells.length, 30)
        compare(cells.map(barrierOf).join(""), "")
        for (const cell of cells)
            for (const other of cells)
                verify(cell === other || Math.abs(cell.x - other.x) >= cell.width + 7
                       || Math.abs(cell.y - other.y) >= cell.height + 8)
        keyClick(Qt.Key_Escape)
    }

    function test_a_moment_has_its_time_as_well() {
        const time = findChild(shown, "field_expected_start_time")
        compare(time.Accessible.name, "Start, Time")
        time.forceActiveFocus()
        keyClick(Qt.Key_9)
        compare(app.asked.join(), "expected_start.time=9")
    }

    function test_what_is_wrong_leads_to_its_field() {
        mouseClick(findChild(shown, "problem_next_visit_on"))
        compare(app.asked.join(), "show next_visit_on")
        const day = findChild(shown, "field_next_visit_on_day")
        verify(day.activeFocus)
        tryVerify(() => {
            const y = day.mapToItem(shown, 0, 0).y
            return y > 0 && y + day.height < shown.height
        })
    }

    function test_a_picture_that_changes_is_drawn_anew() {
        for (let i = 0; i < 40; ++i) {
            icons.code = icons.onTablet
            wait(i)
            icons.code = icons.sent
            wait(60)
            compare(differing(grabImage(icons)), 0, "round " + i)
        }
        icons.code = icons.onTablet
        wait(60)
        verify(differing(grabImage(icons)) > 10)
    }
    function differing(picture) {
        let count = 0
        for (let y = 0; y < 48; ++y)
            for (let x = 0; x < 48; ++x) count += picture.pixel(x, y) !== picture.pixel(x + 48, y)
        return count
    }

    Rectangle {
        id: icons

        // The numbers of ItemState.
        readonly property int onTablet: 1
        readonly property int sent: 2
        property int code: onTablet

        y: 1000
        width: 96
        height: 48
        color: Theme.surface

        AppIcon { size: 48; path: Icons.ofState(icons.code) }
        AppIcon { x: 48; size: 48; path: Icons.ofState(icons.sent) }
    }
}
