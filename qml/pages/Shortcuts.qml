pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Client
import Lapwing.Ui

// The keys that work on every page but a visit's, beside those of the window. ShortcutSheet tells
// them all.
Item {
    id: keys

    required property App app
    required property var panes // the parts of the window, in the order in which F6 visits them
    readonly property bool free: app.lock.state === Lock.Open && !app.navigator.visitSafe
        && !app.lock.covered

    readonly property bool onCase: app.navigator.page === PageId.Case
        || app.navigator.page === PageId.Cases

    function within(item: Item, pane: Item): bool {
        return item !== null && (item === pane || within(item.parent, pane))
    }
    function enter(pane: Item): bool {
        const first = pane.visible ? pane.nextItemInFocusChain(true) : null
        const inside = first !== null && within(first, pane)
        if (inside) first.forceActiveFocus(Qt.TabFocusReason)
        return inside
    }
    function nextPane() {
        const after = panes.findIndex(pane => within(Window.activeFocusItem, pane)) + 1
        panes.slice(after).concat(panes.slice(0, after)).some(enter)
    }

    Shortcut {
        sequence: "Ctrl+N"
        enabled: keys.free && keys.app.caseView.hasCase && keys.onCase
        onActivated: keys.app.caseView.addAction()
    }
    Shortcut {
        sequence: "Ctrl+Z"
        enabled: keys.free && keys.app.undo.text !== ""
        onActivated: keys.app.undo.take()
    }
    Shortcut {
        sequence: "F6"
        enabled: !keys.app.lock.covered
        onActivated: keys.nextPane()
    }
    Shortcut {
        sequence: "?"
        enabled: keys.free
        onActivated: sheet.open()
    }
    ShortcutSheet {
        id: sheet
        places: keys.app.navigator.rail
    }
}
