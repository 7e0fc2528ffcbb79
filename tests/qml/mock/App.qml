import QtQuick
import Lapwing.Client

// The app as the pages see it, with invented words and every list filled; where it is, its
// state and the lists are set by the tests. What a page asks for is kept in `asked`.
QtObject {
    id: app

    readonly property Navigator navigator: Navigator { onAsked: (what) => app.ask(what) }
    readonly property Lock lock: Lock { onAsked: (what) => app.ask(what) }
    property string clockText: "10:47am"
    property string dateText: "Tuesday 9 June 2026"
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

    // The models of the pages, by their class; those that the app names are made here.
    property var made: ({ Today: today, Cases: cases, CaseModel: caseView, Actions: actions,
        FormEditor: form, Visit: visit, SyncStatus: sync, Settings: settings })
    readonly property MockToday today: MockToday { onAsked: (what) => app.ask(what) }
    readonly property MockCases cases: MockCases { onAsked: (what) => app.ask(what) }
    readonly property MockCaseModel caseView: MockCaseModel { onAsked: (what) => app.ask(what) }
    readonly property MockActions actions: MockActions { onAsked: (what) => app.ask(what) }
    readonly property MockFormEditor form: MockFormEditor { onAsked: (what) => app.ask(what) }
    readonly property MockVisit visit: MockVisit { onAsked: (what) => app.ask(what) }
    readonly property MockSyncStatus sync: MockSyncStatus { onAsked: (what) => app.ask(what) }
    readonly property MockUndo undo: MockUndo { onAsked: (what) => app.ask(what) }
    readonly property MockSettings settings: MockSettings { onAsked: (what) => app.ask(what) }

    // A page more needs no line here, only its stand-in beside this file.
    function modelOf(page: int): QtObject {
        const kind = navigator.pages.rows[page].kind
        if (!(kind in made)) {
            made[kind] = Qt.createComponent("Mock" + kind + ".qml").createObject(app)
            made[kind].asked.connect(app.ask)
        }
        return made[kind]
    }
    function ask(what: string) { asked = asked.concat([what]) }
}
