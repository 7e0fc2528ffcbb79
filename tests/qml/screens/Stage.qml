import QtQuick
import QtTest
import Lapwing.Client
import Lapwing.Ui

// The shell on the stand-in app, at the sizes, scales and themes that a person may choose, and the
// walks over what it draws.
TestCase {
    id: stage

    property alias app: app
    property Item shown: shell
    readonly property var routes: app.navigator.names
    readonly property var tabs: ["summary", "timeline", "actions", "visits", "people", "plans"]
    readonly property var looks: [
        { tag: "landscape", width: 1280, height: 800, scale: 1, dark: false },
        { tag: "portrait, dark", width: 800, height: 1280, scale: 1, dark: true },
        { tag: "200 %", width: 1280, height: 800, scale: 2, dark: false },
        { tag: "200 %, dark, portrait", width: 800, height: 1280, scale: 2, dark: true }]

    width: 1280
    height: 1280 // holds either way up
    visible: true
    when: windowShown

    // Shows a page in a look and waits until it is laid out and drawn.
    function show(route, look) {
        Theme.scale = look.scale
        Theme.dark = look.dark
        board.width = look.width
        board.height = look.height
        app.navigator.visitSafe = route === "visit"
        app.navigator.page = app.navigator.names.indexOf(route)
        settle()
    }
    function settle() {
        waitForRendering(board, 200)
        wait(0)
    }
    // Nothing found, once what is still being built or laid out is done.
    function findsNothing(search, place) {
        for (let tries = 0; tries < 20 && search(shown).length > 0; ++tries) wait(50)
        compare(search(shown).join("\n"), "", place)
    }
    // Calls back for each page, and for each part of a case.
    function eachPage(look, visit) {
        for (const route of routes) {
            show(route, look)
            visit(route)
        }
        for (const tab of tabs) {
            app.caseView.tab = tab
            show("case", look)
            visit("case, " + tab)
        }
    }
    // What is drawn: an item, and all below it, unless it is hidden or transparent.
    function drawn(item) {
        if (!item.visible || item.opacity === 0) return []
        let items = [item]
        for (let i = 0; i < item.children.length; ++i) items = items.concat(drawn(item.children[i]))
        return items
    }
    function isText(item) {
        return item.textFormat !== undefined && item.truncated !== undefined && item.text !== ""
    }
    function isPressed(item) {
        return item.clicked !== undefined && item.pressed !== undefined
    }
    function isTyped(item) {
        return item.cursorVisible !== undefined || item.echo !== undefined
    }
    // What of an item does not let everybody use it, in words; "" when all does.
    function barrierOf(item) {
        const label = `${item} ${item.objectName} ${item.width}x${item.height}`
        if (item.Accessible.name === "") return label + ": no name"
        if (item.objectName === "") return label + ": no handle"
        if (item.Accessible.role === 0) return label + ": no role"
        return item.width < 48 || item.height < 48 ? label + ": too small" : ""
    }

    Rectangle {
        id: board
        width: 1280
        height: 800
        color: Theme.page

        Shell {
            id: shell
            anchors.fill: parent
            app: App { id: app }
            enabled: !app.lock.covered
            focus: true
        }
    }
}
