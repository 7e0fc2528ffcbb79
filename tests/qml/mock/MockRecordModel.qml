import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        property string recordId: "t2"
        property string typeText: "Note"
        property string title: "Locks changed and a second bolt fitted."
        property string caseText: "Tamsin Larkhill"
        property string madeText: "M. Noor, Housing"
        property string removedText:
            "Ada Okafor, 9 June 2026 at 11:02am: Written in the wrong case"
        property string warningText: ""
        property string elsewhereText: ""
        property string noteText: ""
        property bool canRemove: false
        property bool canRestore: true
        property bool isPerson: true
        property bool canAddWays: true
    }
    property string reason: ""
    property string problem: ""
    property bool busy: false
    readonly property var rows: QtObject {
        readonly property var facts: ListModel {
            ListElement { label: "When it happened"; value: "5 June 2026 at 4:10pm"
                recordId: "t2"; hasConflict: false }
            ListElement { label: "What happened"; recordId: "t2"; hasConflict: false
                value: "Locks changed and a second bolt fitted. She slept through." }
        }
    }
    function setReason(text: string) { reason = text }
    function remove() { asked("remove") }
    function sayWhoIsSame() { asked("same") }
    function addContact() { asked("add contact") }
    function addAddress() { asked("add address") }
    function bringBack() { asked("bringBack") }
}
