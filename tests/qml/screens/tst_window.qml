import QtQuick
import QtTest
import Lapwing.Client
import Lapwing.Ui

// The window itself: what covers it, and the keys that work everywhere.
TestCase {
    id: keys

    name: "window"
    when: windowShown

    function windowOn(page, visitSafe) {
        app.navigator.page = page
        app.navigator.visitSafe = visitSafe
        app.lock.covered = false
        const window = createTemporaryObject(main, keys, { app: app })
        window.requestActivate()
        tryCompare(window, "active", true)
        return window
    }
    function covers(window) {
        const all = Array.from(window.contentItem.children)
        return all.filter(item => item.visible && item.objectName === "coverButton").length
    }

    function test_ctrl_l_covers_and_a_tap_asks_to_unlock() {
        const window = windowOn(PageId.Today, false)
        compare(covers(window), 0)
        keyClick(Qt.Key_L, Qt.ControlModifier)
        verify(app.lock.covered)
        compare(covers(window), 1)
        mouseClick(window.contentItem, 640, 400)
        verify(app.asked.includes("uncover"))
    }

    function test_alt_and_a_number_go_to_the_places() {
        windowOn(PageId.Today, false)
        keyClick(Qt.Key_2, Qt.AltModifier)
        compare(app.navigator.page, PageId.Cases)
        keyClick(Qt.Key_F, Qt.ControlModifier)
        compare(app.navigator.page, PageId.Search)
    }

    function test_in_a_visit_no_key_leads_elsewhere() {
        windowOn(PageId.Visit, true)
        keyClick(Qt.Key_2, Qt.AltModifier)
        keyClick(Qt.Key_F, Qt.ControlModifier)
        compare(app.navigator.page, PageId.Visit)
    }

    App {
        id: app
    }
    Component {
        id: main
        Main {}
    }
}
