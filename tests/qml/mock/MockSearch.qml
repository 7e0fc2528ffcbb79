import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var rows: QtObject {
        readonly property var results: ListModel {
            ListElement { recordId: "s1"; typeText: "Action"; caseRef: "DA-2031"
                caseText: "Tamsin Larkhill · DA-2031"; section: "Written in cases"
                title: "Fit a new lock at the back door" }
            ListElement { recordId: "s2"; typeText: "Note"; caseRef: "DA-2044"
                caseText: "Parveen Zielinska-Cole · DA-2044"; section: "Written in cases"
                title: "Locks changed, second bolt fitted" }
        }
    }
    property string text: "lock"
    property bool busy: false
    property string statusText: "2 found"
    property var recent: ["okwuosah", "07700 900123"]
    function openResult(recordId: string, caseRef: string) { asked("result " + recordId) }
}
