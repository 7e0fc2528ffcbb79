import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        property bool oursOnly: true
        property bool mineOnly: false
        property bool showDone: false
        property string emptyText: "No actions here. Take off a filter to see more."
        property bool hasAction: true
        readonly property var action: QtObject {
            property string recordId: "a1"
            property string text: "Confirm the curfew address with the landlord"
            property string owner: "Police, PC Osei"
            property string dueText: "7 June 2026 (2 days late)"
            property string colour: "red"
            property string colourText: "Red, overdue"
            property string caseText: "Jordan Kestrelman · IOM-14"
            property string statusText: "In progress"
            property int itemState: 1
            property string stateText: "On this tablet · not yet sent"
        }
    }
    readonly property var update: QtObject {
        property string status: "in_progress"
        property string what: "Left a message with the landlord, calling back Thursday."
        property string why: ""
        property bool reasonNeeded: false
        property string problem: ""
        property bool canFinish: true
        property string savedText: "Saved on this tablet 10:47am"
    }
    readonly property var rows: QtObject {
        readonly property var list: MockActionList {}
        readonly property var statuses: ListModel {
            ListElement { value: "agreed"; label: "Not started"; current: false }
            ListElement { value: "in_progress"; label: "In progress"; current: true }
            ListElement { value: "completed"; label: "Done"; current: false }
            ListElement { value: "circumstances_changed"; label: "Not done: things changed"
                current: false }
            ListElement { value: "agency_failed"; label: "Not done: we did not do it"
                current: false }
        }
    }
    function setOursOnly(on: bool) { view.oursOnly = on }
    function setMineOnly(on: bool) { view.mineOnly = on }
    function setShowDone(on: bool) { view.showDone = on }
    function setStatus(status: string) { update.status = status }
    function setWhat(what: string) { update.what = what }
    function setWhy(why: string) { update.why = why }
    function select(id: string) { asked("select " + id) }
    function finish() { asked("finish") }
    function openRecord(id: string) { asked("record " + id) }
}
