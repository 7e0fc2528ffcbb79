import QtQuick
import QtQml.Models

QtObject {
    signal asked(string what)
    readonly property var view: QtObject {
        readonly property var card: QtObject {
            property string caseRef: "DA-2031"
            property string title: "Tamsin Larkhill"
            property string panelText: "MARAC"
            property string stateText: "Open"
            property string colour: "amber"
            property string colourText: "Amber"
            property string riskText: "High risk"
        }
        property string bornText: "Born 4 March 1994"
        property string initials: "T.L."
        property string warningsText: "3 to mind: not safe to ring, at risk, two versions"
        property int peopleCount: 3
        property bool hasAlert: true
        property bool canPlanVisit: true
        property bool canEditWishes: true
    }
    readonly property var rows: QtObject {
        readonly property var warnings: ListModel {
            ListElement { text: "Ring only 10am to noon. Say you are the dentist. Leave no message."
                kind: 1; alert: true }
            ListElement { text: "Do not visit alone"; kind: 2; alert: false }
            ListElement { text: "Phone number has two versions"; kind: 3; alert: false }
        }
        readonly property var summary: ListModel {
            ListElement { label: "What is going on"; recordId: "r1"; hasConflict: false
                value: "She left him in the spring. Since then he has waited outside her work." }
            ListElement { label: "Her wishes"; recordId: "r1"; hasConflict: false
                value: "To stay near her mother, and to be told before anybody speaks to him." }
            ListElement { label: "Phone"; value: "Two versions"; recordId: "r2"; hasConflict: true }
            ListElement { label: "Coordinator"; value: "Meera Saltmarsh"; recordId: "r1"
                hasConflict: false }
        }
        readonly property var timeline: ListModel {
            ListElement { current: false
                recordId: "t1"; title: "Contact attempt"; when: "9 June 2026 at 10:48am"
                by: "Ada Okafor, IDVA"
                text: "Rang the safe number at the agreed time. No answer. Left no message."
                itemState: 1; stateText: "On this tablet · not yet sent" }
            ListElement { current: false
                recordId: "t2"; title: "Note"; when: "5 June 2026 at 4:10pm"
                by: "M. Noor, Housing"
                text: "Locks changed and a second bolt fitted. She slept through."
                itemState: 2; stateText: "Sent (the office has it)" }
            ListElement { current: false
                recordId: "t3"; title: "Incident"; when: "1 June 2026"
                by: "PC Osei, Police"
                text: "He asked at the school gate which class the youngest is in."
                itemState: 2; stateText: "Sent (the office has it)" }
        }
        readonly property var actions: MockActionList {}
        readonly property var visits: ListModel {
            ListElement { current: false
                recordId: "v1"; title: "Joint visit"; when: "9 June 2026 at 10:30am"
                withText: "PC Osei (Police)"; stateText: "Ready"; stepText: "Open briefing"
                outcomeText: ""; isPlanned: true }
            ListElement { current: false
                recordId: "v0"; title: "Visit"; when: "26 May 2026 at 2:00pm"
                withText: ""; stateText: "Recorded"; stepText: ""; outcomeText: "No answer"
                isPlanned: false }
        }
        readonly property var people: ListModel {
            ListElement { recordId: "p1"; name: "Tamsin Larkhill"; roleText: "At risk"
                bornText: "Born 4 March 1994"
                elsewhereText:
                    "Somebody else in the partnership has this person; a coordinator is asked."
                contactWarning: "Ring only 10am to noon. Say you are the dentist."
                contactText: "07700 900222"; contactLabel: "Mobile number"
                hasContact: true; contactAlert: true
                isAddress: false; current: false; revealed: false }
            ListElement { recordId: "p2"; name: "Rowan Larkhill"; roleText: "Child"
                bornText: "Born 12 July 2017"
                elsewhereText: ""
                contactWarning: ""; contactText: ""; contactLabel: ""
                hasContact: false; contactAlert: false; isAddress: false; current: false
                revealed: false }
            ListElement { recordId: "p3"; name: "Meera Larkhill"; roleText: "Mother"; bornText: ""
                elsewhereText: ""
                contactWarning: "May answer. Knows what it is about."; contactText: "07700 900417"
                contactLabel: "Mobile number"
                hasContact: true; contactAlert: false; isAddress: false; current: false
                revealed: true }
            ListElement { recordId: "p4"; name: "Tamsin Larkhill"; roleText: "At risk"
                bornText: "Born 4 March 1994"
                elsewhereText: ""
                contactWarning: "Tell it to nobody but those who keep them safe."
                contactText: ""; contactLabel: "Address: A safe place"
                hasContact: true; contactAlert: false; isAddress: true; current: true
                revealed: false }
        }
        readonly property var removed: ListModel {
            ListElement { recordId: "x1"; title: "Note: Rang the school"
                when: "9 June 2026 at 11:02am"; by: "Removed by Ada Okafor"
                text: "Written in the wrong case"; itemState: 2; stateText: "" }
        }
        readonly property var plans: ListModel {
            ListElement { current: false
                recordId: "q1"; title: "Referral by Police"; when: "14 March 2026"
                text: "Locks, a safe word with the school, number withheld." }
        }
    }
    property bool hasCase: true
    property bool busy: false
    property string tab: "summary"
    function addNote() { asked("addNote") }
    function addContactAttempt() { asked("addContactAttempt") }
    function addIncident() { asked("addIncident") }
    function addPerson() { asked("addPerson") }
    function addAction() { asked("addAction") }
    function editWishes() { asked("editWishes") }
    function editPhone(id: string) { asked("editPhone " + id) }
    function planVisit() { asked("planVisit") }
    function reveal(id: string) { asked("reveal " + id) }
    function openRecord(id: string) { asked("record " + id) }
    function openContact(id: string) { asked("contact " + id) }
    function openVisit(id: string) { asked("visit " + id) }
    function openAction(id: string) { asked("action " + id) }
}
