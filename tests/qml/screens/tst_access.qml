import QtQuick
import QtQuick.Templates as T
import Lapwing.Gallery
import Lapwing.Ui

// Whatever can be pressed or typed into has a name, a role, a handle and room for a thumb.
Stage {
    id: stage

    name: "access"

    function barriers(root) {
        return drawn(root).filter(item => isPressed(item) || isTyped(item)).map(barrierOf)
            .filter(words => words !== "")
    }

    function test_every_control_is_named_and_large_data() { return looks }
    function test_every_control_is_named_and_large(look) {
        let walked = 0
        eachPage(look, page => {
            findsNothing(barriers, page)
            walked += drawn(shown).filter(isPressed).length
        })
        verify(walked > 150, "only " + walked + " controls were met")
    }

    function test_every_component_is_named_and_large() {
        const all = createTemporaryObject(gallery, stage)
        settle()
        compare(barriers(all).join("\n"), "")
        verify(drawn(all).filter(isTyped).length > 4)
    }

    function test_sheets_are_named_and_large_data() {
        return [
            { tag: "menu", route: "today", opener: "menuButton", holds: "rail_settings" },
            { tag: "add to a case", route: "case", opener: "addToCase", holds: "addIncident" },
            { tag: "discard", route: "form", opener: "discardForm", holds: "confirm" }]
    }
    function test_sheets_are_named_and_large(sheet) {
        show(sheet.route, looks[2])
        mouseClick(findChild(shown, sheet.opener))
        settle()
        const over = T.Overlay.overlay
        compare(barriers(over).join("\n"), "")
        verify(drawn(over).some(item => item.objectName === sheet.holds))
        keyClick(Qt.Key_Escape)
    }

    function test_hide_is_in_reach_over_a_sheet() {
        for (const look of looks) {
            show("case", look)
            const opener = findChild(shown, "addToCase")
            if (!opener.visible) continue
            mouseClick(opener)
            settle()
            mouseClick(findChild(shown, "hideButton"))
            verify(app.lock.covered, look.tag)
            app.lock.covered = false
        }
    }

    function test_a_sheet_does_not_outlive_the_page_it_is_on() {
        show("case", looks[1])
        mouseClick(findChild(shown, "addToCase"))
        settle()
        verify(drawn(T.Overlay.overlay).some(item => item.objectName === "addIncident"))
        app.lock.hide()
        verify(!drawn(T.Overlay.overlay).some(item => item.objectName === "addIncident"))
        app.lock.covered = false
    }

    function test_escape_goes_back_but_closes_a_sheet_first() {
        app.navigator.canGoBack = true
        show("form", looks[0])
        findChild(shown, "field_opened_by").forceActiveFocus()
        mouseClick(findChild(shown, "discardForm"))
        settle()
        keyClick(Qt.Key_Escape)
        verify(!drawn(T.Overlay.overlay).some(item => item.objectName === "confirm"))
        verify(!app.asked.includes("back"), "one Escape did both")
        keyClick(Qt.Key_Escape)
        verify(app.asked.includes("back"))
        app.navigator.canGoBack = false
    }

    function test_tab_leaves_a_note_and_comes_back() {
        show("actions", looks[0])
        const note = findChild(shown, "whatHappened")
        note.forceActiveFocus()
        const before = note.text
        keyClick(Qt.Key_Tab)
        verify(!note.activeFocus)
        keyClick(Qt.Key_Backtab)
        verify(note.activeFocus)
        compare(note.text, before)
    }

    function test_the_walk_sees_a_button_without_a_name_and_one_that_is_small() {
        const found = barriers(createTemporaryObject(bad, stage))
        compare(found.length, 2)
        verify(found[0].endsWith("no name"))
        verify(found[1].endsWith("too small"))
    }

    Component {
        id: gallery
        Showcase { width: 1200 }
    }
    Component {
        id: bad
        Item {
            T.Button { objectName: "a"; width: 60; height: 60 }
            T.Button {
                objectName: "b"
                width: 60
                height: 40
                Accessible.role: Accessible.Button
                Accessible.name: "Small"
            }
        }
    }
}
