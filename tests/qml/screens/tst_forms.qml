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

    function test_today_is_one_tap() {
        const button = findChild(shown, "field_next_visit_on_today")
        button.forceActiveFocus() // scrolls to it
        settle()
        mouseClick(button)
        compare(app.asked.join(), "next_visit_on=today")
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
            icons.code = "onTablet"
            wait(i)
            icons.code = "sent"
            wait(60)
            compare(differing(grabImage(icons)), 0, "round " + i)
        }
        icons.code = "onTablet"
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

        property string code: "onTablet"

        y: 1000
        width: 96
        height: 48
        color: Theme.surface

        AppIcon { size: 48; path: Icons.ofState(icons.code) }
        AppIcon { x: 48; size: 48; path: Icons.ofState("sent") }
    }
}
