import QtQuick
import QtQml.Models

// The app as the pages see it, with invented words and every list filled; `page`, `state` and the
// lists are set by the tests. What a page asks for is kept in `asked`.
QtObject {
    id: app

    property string state: "open"
    property string page: "today"
    property bool covered: false
    property bool visitSafe: false
    property bool canGoBack: false
    property string clockText: "10:47am"
    property string dateText: "Tuesday 9 June 2026"
    property string syncChip: "Offline · 3 to send"
    property string syncChipCode: "onTablet"
    property string message: ""
    property bool messageIsProblem: false
    property string lockWarning: ""
    property string notice: ""
    property string noticeAction: ""
    property string personName: "Ada Okafor"
    property string roleText: "IDVA"
    property string handlingText: "OFFICIAL-SENSITIVE"
    property var asked: []

    readonly property var rail: ListModel {
        ListElement { route: "today"; label: "Today"; badge: 0; current: true }
        ListElement { route: "cases"; label: "Cases"; badge: 0; current: false }
        ListElement { route: "actions"; label: "Actions"; badge: 12; current: false }
        ListElement { route: "checks"; label: "Check needed"; badge: 1; current: false }
        ListElement { route: "sync"; label: "Sync"; badge: 3; current: false }
        ListElement { route: "settings"; label: "Settings"; badge: 0; current: false }
    }

    readonly property MockUnlock unlock: MockUnlock { onAsked: (what) => app.ask(what) }
    readonly property MockSetUp setUp: MockSetUp { onAsked: (what) => app.ask(what) }
    readonly property MockToday today: MockToday { onAsked: (what) => app.ask(what) }
    readonly property MockCases cases: MockCases { onAsked: (what) => app.ask(what) }
    readonly property MockCaseView caseView: MockCaseView { onAsked: (what) => app.ask(what) }
    readonly property MockActions actions: MockActions { onAsked: (what) => app.ask(what) }
    readonly property MockForm form: MockForm { onAsked: (what) => app.ask(what) }
    readonly property MockVisit visit: MockVisit { onAsked: (what) => app.ask(what) }
    readonly property MockChecks checks: MockChecks { onAsked: (what) => app.ask(what) }
    readonly property MockSync sync: MockSync { onAsked: (what) => app.ask(what) }
    readonly property MockSearch search: MockSearch { onAsked: (what) => app.ask(what) }
    readonly property MockKeys keys: MockKeys { onAsked: (what) => app.ask(what) }
    readonly property MockUndo undo: MockUndo { onAsked: (what) => app.ask(what) }
    readonly property MockSettings settings: MockSettings { onAsked: (what) => app.ask(what) }

    function ask(what: string) { asked = asked.concat([what]) }
    function open(route: string) { page = route }
    function back() { ask("back") }
    function hide() { covered = true }
    function uncover() { ask("uncover") }
    function lock() { ask("lock") }
    function stayUnlocked() { lockWarning = "" }
    function dismissMessage() { message = "" }
    function takeNoticeAction() { ask("notice") }
    function dismissNotice() { notice = "" }
}
