import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var rows: QtObject {
        readonly property var results: ListModel {
            ListElement { rowId: "p1"; title: "Łukasz <b>Lock</b>"; isPerson: true
                titleMarked: "Łukasz &lt;b&gt;<b><u>Lock</u></b>&lt;/b&gt;"
                detail: "Born 14 March 1988"; snippet: ""; snippetMarked: ""; isFile: false
                current: false
                section: "People" }
            ListElement { rowId: "file_p1"; title: "DA-2031"; titleMarked: ""; isPerson: false
                detail: "DA MARAC · Alleged perpetrator · Tamsin Larkhill"; snippet: ""
                snippetMarked: ""; isFile: true; current: false; section: "People" }
            ListElement { rowId: "s1"; title: "Action"; titleMarked: ""; isPerson: false
                detail: "Tamsin Larkhill · DA-2031"; snippet: "Fit a new lock at the back door"
                snippetMarked: "Fit a new <b><u>lock</u></b> at the back door"; isFile: false
                current: false
                section: "Written in cases" }
            ListElement { rowId: "s2"; title: "Note"; titleMarked: ""; isPerson: false
                detail: "Parveen Zielinska-Cole · DA-2044"
                snippet: "Locks changed, second bolt fitted"; isFile: false; current: false
                snippetMarked: "<b><u>Locks</u></b> changed, second bolt fitted"
                section: "Written in cases" }
        }
    }
    property string text: "lock"
    property bool busy: false
    property string statusText: "3 found"
    function openResult(rowId: string) { asked("result " + rowId) }
}
