import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        readonly property var row: ({ decisionId: "d1", fieldLabel: "Phone number",
            caseText: "Tamsin Larkhill", decidedText: "Ada Okafor, 9 June 2026 at 11:30am" })
        property string value: "07700 900222"
        property string why: "Rang it today"
        property string stoppedText: ""
    }
    readonly property var answer: QtObject {
        property bool hasDecision: true
        property string emptyText: "Nothing was decided, as far as this tablet knows."
        property string reason: ""
        property string missingText: "Say why, in a few words."
        property string problem: ""
        property bool canUndo: false
    }
    readonly property var rows: QtObject {
        readonly property var list: ListModel {
            ListElement { decisionId: "d1"; caseText: "Tamsin Larkhill"; fieldLabel: "Phone number"
                decidedText: "Ada Okafor, 9 June 2026 at 11:30am"; current: true }
        }
        readonly property var versions: ListModel {
            ListElement { number: 1; letter: "A"; fromText: "You, on this tablet"
                value: "07700 900222"; when: "9 June 2026 at 10:48am"; by: "Ada Okafor, IDVA"
                why: "Read out by her"; clockText: ""; chosen: false; mine: true }
            ListElement { number: 2; letter: "B"; fromText: "Tamsin Okwuosah"
                value: "07700 900333"; when: "9 June 2026 at 11:20am"; by: ""; why: ""
                clockText: ""; chosen: false; mine: false }
        }
    }
    function select(id: string) { asked("select " + id) }
    function setReason(text: string) { answer.reason = text }
    function undoDecision() { asked("undoDecision") }
}
