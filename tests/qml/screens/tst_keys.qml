import QtQuick
import QtTest
import QtQuick.Templates as T
import Lapwing.Ui

// What the keyboard does on the pages: the main button, the parts of the window, the list of keys.
Stage {
    id: stage

    name: "keys"

    function init() {
        app.asked = []
        app.undo.text = ""
    }
    function over(name) {
        return drawn(T.Overlay.overlay).some(item => item.objectName === name)
    }

    function test_ctrl_enter_presses_the_main_button_data() {
        // The visit of the briefing may not start yet.
        return [{ tag: "today", asked: "step" }, { tag: "briefing", asked: "" },
            { tag: "conflicts", asked: "decide" }, { tag: "cases", asked: "openSelected" },
            { tag: "actions", asked: "finish" }, { tag: "form", asked: "next" }]
    }
    function test_ctrl_enter_presses_the_main_button(of) {
        show(of.tag, looks[0])
        keyClick(Qt.Key_Return, Qt.ControlModifier)
        compare(app.asked.join(), of.asked)
    }

    function test_ctrl_n_begins_an_action_of_the_case() {
        show("case", looks[0])
        keyClick(Qt.Key_N, Qt.ControlModifier)
        compare(app.asked.join(), "addAction")
        show("today", looks[0])
        keyClick(Qt.Key_N, Qt.ControlModifier)
        compare(app.asked.join(), "addAction")
    }

    function test_ctrl_z_takes_back_while_that_is_offered() {
        show("actions", looks[0])
        keyClick(Qt.Key_Z, Qt.ControlModifier)
        compare(app.asked.join(), "")
        app.undo.text = "Undo"
        keyClick(Qt.Key_Z, Qt.ControlModifier)
        compare(app.asked.join(), "undo")
    }

    function test_the_undo_bar_stands_beside_what_was_done() {
        show("actions", looks[0])
        app.messages.view.text = "Saved. It goes to the office when there is a connection."
        compare(findChild(shown, "undo").visible, false)
        app.undo.text = "Undo"
        settle()
        mouseClick(findChild(shown, "undo"))
        compare(app.asked.join(), "undo")
        app.messages.view.text = ""
    }

    // Where the keyboard is, by the parts of the window from left to right.
    function test_f6_goes_from_part_to_part_and_round() {
        show("conflicts", looks[0])
        findChild(shown, "rail_today").forceActiveFocus()
        const places = []
        for (let i = 0; i < 4; ++i) {
            keyClick(Qt.Key_F6)
            places.push(stage.Window.activeFocusItem.objectName)
        }
        compare(places[0], "row_c1")
        verify(places[1] === "version_1", places.join())
        verify(["searchButton", "syncChip"].includes(places[2]), places.join())
        verify(places[3].startsWith("rail_"), places.join())
    }

    function test_a_question_mark_tells_the_keys_but_not_in_a_field() {
        show("today", looks[0])
        findChild(shown, "rail_today").forceActiveFocus()
        keyClick("?")
        settle()
        verify(over("closeKeys"))
        keyClick(Qt.Key_Escape)
        tryVerify(() => !over("closeKeys"))
        show("form", looks[0])
        findChild(shown, "field_opened_by").forceActiveFocus()
        keyClick("?")
        settle()
        verify(!over("closeKeys"))
        compare(app.asked.filter(what => what.startsWith("opened_by=")).length, 1)
    }

    function test_no_key_leads_out_of_a_visit() {
        show("visit", looks[0])
        keyClick(Qt.Key_N, Qt.ControlModifier)
        keyClick("?")
        verify(!over("closeKeys"))
        compare(app.asked.join(), "")
    }
}
