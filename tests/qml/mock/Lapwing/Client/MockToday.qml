import QtQuick
import QtQml.Models

QtObject {
    id: today

    signal asked(string what)
    property bool hasNext: true
    property string nextId: "v1"
    property string nextTitle: "Jordan Kestrelman"
    property string nextTime: "10:30am"
    property string nextAddress: "14 Plover Terrace, Flat 2"
    property string nextWith: "With PC Osei (Police)"
    property string nextAccess: "Side gate. Dog in the yard."
    property string nextLabel: "Next visit"
    property int actionsDue: 12
    readonly property var nextWarnings: ListModel {
        ListElement { text: "Risk to staff (High)"; kind: "marker"; alert: true }
        ListElement { text: "Mental health"; kind: "marker"; alert: false }
    }
    property string nextLast: "Last visit: 26 May 2026, no answer"
    property string emptyVisitsText: "No visits today. Planned ones appear here."
    property string emptyActionsText: "No actions are due within 7 days."
    readonly property var visits: ListModel {
        ListElement { recordId: "v1"; time: "10:30am"; who: "J.K."
            address: "14 Plover Terrace, Flat 2"
            withText: "PC Osei (Police)"
            stateText: "Ready"; stepText: "Start visit"; isNext: true }
        ListElement { recordId: "v2"; time: "1:00pm"; who: "R.T."; address: "3 Snipe Lane"
            withText: ""; stateText: "Ready"; stepText: "Open briefing"; isNext: false }
        ListElement { recordId: "v3"; time: "3:15pm"; who: "A.B."; address: "Whimbrel House, 9"
            withText: "M. Noor (Housing)"; stateText: "Needs approval"
            stepText: "Open briefing"; isNext: false }
    }
    readonly property var actions: MockActionList {}
    readonly property var checks: ListModel {
        ListElement { checkId: "c1"; text: "Phone number was changed in two places"
            caseText: "Tamsin Larkhill · DA-2031" }
    }
    readonly property var countersign: ListModel {
        ListElement { recordId: "v9"; who: "Visit to R.T., 3 Snipe Lane"; when: "8 June 2026"
            stepText: "Sign my statement" }
    }
    property string nextStepText: "Start visit"
    property bool nextIsRead: true
    function openVisit(id: string) { asked("visit " + id) }
    function takeNextStep() { asked("step") }
    function openBriefing(id: string) { asked("briefing " + id) }
    function openAction(id: string) { asked("action " + id) }
    function openActions() { asked("actions") }
    function openCheck(id: string) { asked("check " + id) }
}
