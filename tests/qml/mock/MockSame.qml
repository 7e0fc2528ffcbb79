import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        property string name: "Tamsin Larkhill"
        property string detail: "Born 14 March 1988 · DA-2031"
        property string caseText: "Tamsin Larkhill"
    }
    property string chosen: "s2"
    property string answer: "same"
    property string reason: ""
    property string problem: "Say why. Those who have the case will read it."
    property bool busy: false
    readonly property var rows: QtObject {
        readonly property var people: ListModel {
            ListElement { rowId: "s1"; name: "T. Larkhill"; isSaid: true; isOfCase: false
                detail: "Born 14 March 1988 · DA-1944"; section: "What was said"; current: false
                note: "The same person, said by Ada Okafor: By an NHS card" }
            ListElement { rowId: "s2"; name: "Tamsyn Larkhill"; isSaid: false; isOfCase: true
                detail: "Birth day not known · DA-2031"; section: "May be the same person"
                note: "The same birth day, and a name one letter off"; current: true }
        }
        readonly property var found: ListModel {
            ListElement { rowId: "s3"; name: "Rowan Larkhill"; isSaid: false; isOfCase: false
                detail: "Born 12 July 2017 · DA-1944"; section: ""; note: ""; current: false }
        }
    }
    property string words: "larkh"
    property string wordsText: ""
    function choose(rowId: string) { asked("choose " + rowId) }
    function setAnswer(answer: string) { asked("answer " + answer) }
    function setReason(text: string) { reason = text }
    function save() { asked("save") }
}
