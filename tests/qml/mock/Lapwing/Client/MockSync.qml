import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    property string headline: "Offline since 9:58am"
    property string chipCode: "onTablet"
    property string unsentText: "3 items are on this tablet and not yet sent."
    property string contactText: "Last contact with the office: today, 8:12am"
    property string attemptText: "Last try 10:45am"
    property string nextText: "Trying again at 11:05am"
    property bool running: false
    property string answerText: ""
    property string detailTitle: "Photo, R.T."
    property string detailLines: "The office did not accept this: photo larger than 10 MB.\n"
        + "It is safe on this tablet.\nMake it smaller and send it again."
    property string detailStateCode: "problem"
    property string detailStateText: "Problem"
    property string detailCode: "4F-7K"
    property bool canOpen: true
    property string emptyText: "Everything you wrote has been sent."
    readonly property var items: ListModel {
        ListElement { itemId: "i1"; section: "Problem (1)"; title: "Photo, R.T."
            stateCode: "problem"
            stateText: "Problem"; when: "Today, 10:02am"; current: true }
        ListElement { itemId: "i2"; section: "Drafts (1)"; title: "Note, Tamsin Larkhill"
            stateCode: "draft"
            stateText: "Draft"; when: "Today, 10:47am"; current: false }
        ListElement { itemId: "i3"; section: "Waiting to send (2)"; title: "Visit to J.K."
            stateCode: "onTablet"
            stateText: "On this tablet · not yet sent"; when: "Today, 10:52am"; current: false }
        ListElement { itemId: "i4"; section: "Waiting to send (2)"; title: "Action: curfew address"
            stateCode: "onTablet"; stateText: "On this tablet · not yet sent"
            when: "Today, 10:40am"
            current: false }
        ListElement { itemId: "i5"; section: "Sent today (1)"; title: "Contact attempt"
            stateCode: "sent"
            stateText: "Sent (the office has it)"; when: "Today, 8:12am"; current: false }
    }
    function tryNow() { answerText = "Tried at 10:49am: no connection. Your work is saved here." }
    function select(id: string) { asked("select " + id) }
    function openRecord() { asked("open") }
}
