import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        property string policyText:
            "Both numbers are shown until somebody decides. Nothing is lost."
        property string beforeText: "07700 900111, since 2 May 2026 at 9:30am"
        readonly property var row: ({ fieldLabel: "Phone number" })
        property bool canTypeOther: true
        property bool canKeepAll: false
    }
    readonly property var answer: QtObject {
        property string positionText: "Two versions, 1 of 2 · Tamsin Larkhill · Phone number"
        property string emptyText: "Nothing to decide. Two answers to one question appear here."
        property bool hasConflict: true
        property string other: ""
        property string reason: ""
        property bool canDecide: true
        property string missingText: ""
        property string problem: ""
    }
    readonly property var rows: QtObject {
        readonly property var list: ListModel {
            ListElement { conflictId: "c1"; caseText: "Tamsin Larkhill"; fieldLabel: "Phone number"
                current: true }
            ListElement { conflictId: "c2"; caseText: "Jordan Kestrelman"; fieldLabel: "Rating"
                current: false }
        }
        readonly property var versions: ListModel {
            ListElement { number: 1; letter: "A"; fromText: "Your change (this tablet)"
                value: "07700 900222"
                when: "9 June 2026 at 10:48am"; by: "Ada Okafor, IDVA"; why: "Read out by her"
                clockText: ""
                chosen: true; mine: true }
            ListElement { number: 2; letter: "B"; fromText: "Tamsin Okwuosah"; value: "07700 900333"
                when: "9 June 2026 at 11:20am"; by: "M. Noor, Housing"; why: ""; chosen: false
                clockText: "The clock of that tablet was ahead of the office's."; mine: false }
        }
    }
    function setOther(text: string) { answer.other = text }
    function setReason(text: string) { answer.reason = text }
    function select(id: string) { asked("select " + id) }
    function choose(number: int) { asked("choose " + number) }
    function keepAll() { asked("keepAll") }
    function decide() { asked("decide") }
    function decideLater() { asked("later") }
}
