import QtQuick
import QtQml.Models

ListModel {
    ListElement { recordId: "a1"; text: "Confirm the curfew address with the landlord"
            owner: "Police, PC Osei"
        dueText: "Due 7 June 2026 (2 days late)"; colour: "red"; colourText: "Red, overdue"
        section: "Overdue, 2"; statusText: "In progress"; caseRef: "IOM-14"
        caseText: "Jordan Kestrelman"; itemState: 1
        stateText: "On this tablet · not yet sent"; current: true }
    ListElement { recordId: "a2"; text: "Review the safety plan"; owner: "IDVA, Ada Okafor"
        dueText: "Due 8 June 2026 (1 day late)"; colour: "red"; colourText: "Red, overdue"
        section: "Overdue, 2"; statusText: "Agreed"; caseRef: "DA-2031"
        caseText: "Tamsin Larkhill"; itemState: 2
        stateText: "Sent (the office has it)"; current: false }
    ListElement { recordId: "a3"; text: "Call the housing officer about the move"; owner: "Housing"
        dueText: "Due tomorrow, 10 June 2026"; colour: "amber"; colourText: "Amber"
        section: "Due this week, 1"; statusText: "Agreed"; caseRef: "DA-2031"
        caseText: "Tamsin Larkhill"; itemState: 2
        stateText: "Sent (the office has it)"; current: false }
    ListElement { recordId: "a4"; text: "Send the referral letter"; owner: "Probation, Sam Lee"
        dueText: "Due 16 June 2026"; colour: "green"; colourText: "Green"
        section: "LATER (1)"; statusText: "Agreed"; caseRef: "IOM-14"
        caseText: "Jordan Kestrelman"; itemState: 3; stateText: "Two versions"
            current: false }
}
