import QtQuick
import QtQml.Models

// The app as the pages see it, with invented words and every list filled; `page`, `state` and the
// lists are set by the tests. What a page asks for is kept in `asked`.
QtObject {
    id: app

    enum State { SetUp, Locked, Unlocking, Open, NeedsOffice }
    readonly property var names: ["unlock", "setUp", "lease", "today", "cases", "case", "actions",
        "conflicts", "sync", "settings", "keys", "search", "briefing", "visit", "form"]
    property int state: App.Open
    property int page: PageId.Today
    onPageChanged: {
        pageModel = models[page] // a page's model is there before its file is loaded
        pageFile = fileOf(page)
    }
    readonly property var models: [unlock, setUp, sync, today, cases, caseView, actions, conflicts,
        sync, settings, keys, search, visit, visit, form]
    property var pageModel: today
    property string pageFile: "TodayPage.qml"
    property bool covered: false
    property bool visitSafe: false
    property bool canGoBack: false
    property string clockText: "10:47am"
    property string dateText: "Tuesday 9 June 2026"
    property string lockWarning: ""
    property string personName: "Ada Okafor"
    property string roleText: "IDVA"
    property var asked: []
    readonly property var messages: QtObject {
        readonly property var view: QtObject {
            property string text: ""
            property bool isProblem: false
            property string notice: ""
            property string noticeAction: ""
        }
        function dismiss() { view.text = "" }
        function takeNoticeAction() { app.ask("notice") }
        function dismissNotice() { view.notice = "" }
    }

    readonly property var rail: ListModel {
        ListElement { page: 3; name: "today"; iconName: "today"
            label: "Today"; badge: 0; current: true }
        ListElement { page: 4; name: "cases"; iconName: "cases"
            label: "Cases"; badge: 0; current: false }
        ListElement { page: 6; name: "actions"; iconName: "actions"
            label: "Actions"; badge: 12; current: false }
        ListElement { page: 7; name: "conflicts"; iconName: "conflicts"
            label: "Decide"; badge: 1; current: false }
        ListElement { page: 8; name: "sync"; iconName: "sync"
            label: "Sync"; badge: 3; current: false }
        ListElement { page: 9; name: "settings"; iconName: "settings"
            label: "Settings"; badge: 0; current: false }
    }

    readonly property MockUnlock unlock: MockUnlock { onAsked: (what) => app.ask(what) }
    readonly property MockSetUp setUp: MockSetUp { onAsked: (what) => app.ask(what) }
    readonly property MockToday today: MockToday { onAsked: (what) => app.ask(what) }
    readonly property MockCases cases: MockCases { onAsked: (what) => app.ask(what) }
    readonly property MockCaseView caseView: MockCaseView { onAsked: (what) => app.ask(what) }
    readonly property MockActions actions: MockActions { onAsked: (what) => app.ask(what) }
    readonly property MockForm form: MockForm { onAsked: (what) => app.ask(what) }
    readonly property MockVisit visit: MockVisit { onAsked: (what) => app.ask(what) }
    readonly property MockConflicts conflicts: MockConflicts { onAsked: (what) => app.ask(what) }
    readonly property MockSync sync: MockSync { onAsked: (what) => app.ask(what) }
    readonly property MockSearch search: MockSearch { onAsked: (what) => app.ask(what) }
    readonly property MockKeys keys: MockKeys { onAsked: (what) => app.ask(what) }
    readonly property MockUndo undo: MockUndo { onAsked: (what) => app.ask(what) }
    readonly property MockSettings settings: MockSettings { onAsked: (what) => app.ask(what) }

    function fileOf(place: int): string {
        return names[place].charAt(0).toUpperCase() + names[place].slice(1) + "Page.qml"
    }
    function ask(what: string) { asked = asked.concat([what]) }
    function open(place: int) { page = place }
    function back() { ask("back") }
    function hide() { covered = true }
    function uncover() { ask("uncover") }
    function lock() { ask("lock") }
    function stayUnlocked() { lockWarning = "" }
}
