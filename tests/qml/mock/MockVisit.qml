import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        property string recordId: "v1"
        property string title: "Visit to J.K."
        property string addressText: "14 Plover Terrace, Flat 2"
        property string whenText: "9 June 2026 at 10:30am"
        property string withText: "PC Osei (Police)"
        property string lastText: "26 May 2026: no answer"
        property string startedText: "Started 10:31am"
        property string startText: "Start visit"
        property string blockedText: "Acknowledge each warning first."
        property bool asksReading: true
    }
    readonly property var rows: QtObject {
        readonly property var briefing: ListModel {
            ListElement { label: "Way in and parking"
                value: "Side gate. Park in Snipe Lane, facing out." }
            ListElement { label: "Animals"; value: "Dog in the yard" }
            ListElement { label: "Code word"; value: "Have you seen my blue folder" }
            ListElement { label: "Talk about"; value: "Work, the room, the appointments." }
        }
        readonly property var alerts: ListModel {
            ListElement { recordId: "m1"; text: "Risk to staff"
                severityText: "High · review by 30 September 2026"
                startText: "Read, and start"
                acknowledged: false; readText: "Read by PC Osei"; isAlert: true }
            ListElement { recordId: "m2"; text: "Weapons"
                severityText: "Medium · review by 1 August 2026"
                startText: ""; acknowledged: true; readText: ""; isAlert: true }
            ListElement { recordId: "m3"; text: "Mental health"
                severityText: "Review by 1 August 2026"
                startText: ""; acknowledged: false; readText: ""; isAlert: false }
        }
        readonly property var officers: ListModel {
            ListElement { name: "Sam Lee (you)"; stateText: "Recording"; waitedFor: false }
            ListElement { name: "PC Osei"; stateText: "Confirms later"
                waitedFor: true }
        }
        readonly property var joint: ListModel {}
        readonly property var signatures: ListModel {
            ListElement { recordId: "s1"; label: "Approved"
                value: "Verity Aldercott" }
            ListElement { recordId: "s2"; label: "Signed"
                value: "PC Osei: changed since: Outcome" }
        }
        readonly property var deeds: ListModel {
            ListElement { name: "sayVisit"; text: "Write my statement"; reason: "" }
            ListElement { name: "signVisit"; text: "Sign my statement"
                reason: "Write your statement first." }
        }
    }
    property bool busy: false
    function acknowledge(id: string) { asked("acknowledge " + id) }
    function acknowledgeAndStart(id: string) { asked("read and start " + id) }
    function start() { asked("start") }
    function leaveQuickly() { asked("leave") }
    function finish() { asked("finish") }
    function perform(name: string) { asked(name) }
}
