pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Client
import Lapwing.Ui

// Rail, bar, the page the app is on, and what the app has to say about it. Placed by anchors, so
// that a page knows its width before it first lays itself out.
FocusScope {
    id: shell

    required property App app
    readonly property Navigator at: app.navigator
    // Not "as AppPage": in a second engine of one process Qt 6.8 answers null to that.
    readonly property AppPage page: loader.item // qmllint disable
    readonly property bool wide: width / Theme.scale >= Theme.railWidthMin
    readonly property bool bare: page === null || page.bare
    readonly property var panes: [rail].concat(page?.parts ?? [loader], [bar])

    Keys.onEscapePressed: if (bar.canGoBack && !at.visitSafe) at.back()

    NavRail {
        id: rail
        x: Theme.leftHanded ? shell.width - width : 0
        width: visible ? implicitWidth : 0
        height: shell.height
        visible: shell.wide && !shell.bare && !shell.at.visitSafe
        places: shell.at.rail
        onWent: (place) => shell.at.open(place)
    }
    Item {
        id: main
        x: Theme.leftHanded ? 0 : rail.width
        width: shell.width - rail.width
        height: shell.height

        TopBar {
            id: bar
            width: main.width
            height: visible ? implicitHeight : 0
            visible: !shell.bare
            wide: shell.wide
            tight: width / Theme.scale < (shell.wide ? Theme.columnsMin : Theme.titleMin)
            bare: shell.at.visitSafe
            title: shell.page?.title ?? ""
            subtitle: shell.page?.subtitle ?? ""
            marking: shell.page?.personal && !shell.at.visitSafe ? qsTr("OFFICIAL-SENSITIVE") : ""
            chipText: shell.app.sync.view.chip
            chipState: shell.app.sync.view.chipState
            canGoBack: shell.at.canGoBack && (shell.page?.deep ?? false)
            onBack: shell.at.back()
            onMenu: menu.open()
            onSearch: shell.at.open(PageId.Search)
            onSyncOpened: shell.at.open(PageId.Sync)
            searchable: shell.at.page !== PageId.Search
            onHidden: shell.app.lock.hide()
        }
        Banner {
            id: locking
            x: Theme.space16
            y: bar.height + (visible ? Theme.space16 : 0)
            width: main.width - 2 * Theme.space16
            height: visible ? implicitHeight : 0
            text: shell.bare ? "" : shell.app.lock.warning
            actionText: qsTr("Stay unlocked")
            actionName: "stayUnlocked"
            onActed: shell.app.lock.stayUnlocked()
        }
        Banner {
            id: notice
            x: Theme.space16
            y: locking.y + locking.height + (visible ? Theme.space16 : 0)
            width: main.width - 2 * Theme.space16
            height: visible ? implicitHeight : 0
            tone: "conflict"
            text: shell.bare || shell.at.visitSafe ? "" : shell.app.messages.view.notice
            actionText: shell.app.messages.view.noticeAction
            actionName: "noticeAction"
            dismissText: qsTr("Not now")
            onActed: shell.app.messages.takeNoticeAction()
            onDismissed: shell.app.messages.dismissNotice()
        }
        Loader {
            id: loader

            readonly property string file: shell.at.pageFile

            anchors { left: main.left; right: main.right; top: notice.bottom; bottom: message.top }
            anchors.topMargin: notice.visible || locking.visible ? Theme.space16 : 0
            focus: true
            clip: true // nothing of a list shines through the bars around it
            onFileChanged: setSource(file,
                { app: shell.app, model: shell.app.modelOf(shell.at.page) })
        }
        MessageBar {
            id: message
            anchors { left: main.left; right: main.right; bottom: main.bottom }
            anchors.margins: visible ? Theme.space8 : 0
            height: visible ? implicitHeight : 0
            text: shell.at.visitSafe && !isProblem ? "" : shell.app.messages.view.text
            isProblem: shell.app.messages.view.isProblem
            undoText: shell.app.undo.text
            onUndone: shell.app.undo.take()
            onDismissed: shell.app.messages.dismiss()
        }
    }
    Shortcuts {
        app: shell.app
        panes: shell.panes
    }
    Menu {
        id: menu
        app: shell.app
    }
}
