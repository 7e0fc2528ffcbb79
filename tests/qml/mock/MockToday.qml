import QtQuick
import QtQml.Models

QtObject {
    id: today

    signal asked(string what)
    readonly property var view: QtObject {
        property bool hasNext: true
        property bool nextIsRead: true
        property int actionsDue: 12
        property string nextLabel: "Next visit"
        property string nextAccess: "Side gate. Dog in the yard."
        property string nextLast: "Last visit: 26 May 2026, no answer"
        readonly property var next: QtObject {
            property string recordId: "v1"
            property string who: "Jordan Kestrelman"
            property string time: "10:30am"
            property string address: "14 Plover Terrace, Flat 2"
            property string withText: "With PC Osei (Police)"
            property string stepText: "Start visit"
        }
    }
    readonly property var rows: QtObject {
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
        readonly property var conflicts: ListModel {
            ListElement { conflictId: "c1"; text: "Phone number has two versions"
                caseText: "Tamsin Larkhill · DA-2031" }
        }
        readonly property var toSign: ListModel {
            ListElement { recordId: "v9"; who: "Visit to R.T., 3 Snipe Lane"; when: "8 June 2026"
                stepText: "Sign my statement" }
        }
        readonly property var nextWarnings: ListModel {
            ListElement { text: "Risk to staff (High)"; kind: 0; alert: true }
            ListElement { text: "Mental health"; kind: 0; alert: false }
        }
    }
    function openVisit(id: string) { asked("visit " + id) }
    function takeNextStep() { asked("step") }
    function openBriefing(id: string) { asked("briefing " + id) }
    function openAction(id: string) { asked("action " + id) }
    function openActions() { asked("actions") }
    function openConflict(id: string) { asked("conflict " + id) }
}
