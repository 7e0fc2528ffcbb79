import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        property string chip: "Offline · 3 to send"
        property int chipState: 1
        property string headline: "Offline since 9:58am"
        property string unsentText: "3 items are on this tablet and not yet sent."
        property string contactText: "Last contact with the office: today, 8:12am"
        property string clockText: ""
        property string attemptText: "Last try 10:45am"
        property string nextText: "Trying again at 11:05am"
        property bool running: false
        property string answerText: ""
        property string note: ""
        property string noteText: ""
        property string emptyText: "Everything you wrote has been sent."
        property var item: ({ title: "Photo, R.T.", itemState: 4, stateText: "Problem",
            code: "4F-7K",
            canOpen: true, detail: "The office did not accept this: photo larger than 10 MB.\n"
            + "It is safe on this tablet.\nMake it smaller and send it again." })
    }
    readonly property var rows: QtObject {
        readonly property var items: ListModel {
            ListElement { itemId: "i1"; section: "Problem (1)"; title: "Photo, R.T."
                itemState: 4
                stateText: "Problem"; when: "Today, 10:02am"; current: true }
            ListElement { itemId: "i2"; section: "Drafts (1)"; title: "Note, Tamsin Larkhill"
                itemState: 0
                stateText: "Draft"; when: "Today, 10:47am"; current: false }
            ListElement { itemId: "i3"; section: "Waiting to send (2)"; title: "Visit to J.K."
                itemState: 1
                stateText: "On this tablet · not yet sent"; when: "Today, 10:52am"
                current: false }
            ListElement { itemId: "i4"; section: "Waiting to send (2)"
                title: "Action: curfew address"
                itemState: 1; stateText: "On this tablet · not yet sent"
                when: "Today, 10:40am"
                current: false }
            ListElement { itemId: "i5"; section: "Sent today (1)"; title: "Contact attempt"
                itemState: 2
                stateText: "Sent (the office has it)"; when: "Today, 8:12am"; current: false }
        }
    }
    function tryNow() {
        view.answerText = "Tried at 10:49am: no connection. Your work is saved here."
    }
    function select(id: string) { asked("select " + id) }
    function openRecord() { asked("open") }
    function setNote(text: string) { view.note = text }
    function sealNote() {
        view.note = ""
        view.noteText = "Sealed for the office."
    }
}
