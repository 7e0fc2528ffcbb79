import QtQuick
import QtQml.Models

QtObject {
    id: form

    signal asked(string what)
    property bool busy: false
    readonly property var view: QtObject {
        property string title: "How things are"
        property string caseText: ""
        property string intro: "Facts first, then your view."
        property string section: "how"
        property string sectionText: "2 of 4 · How things are"
        property bool hasSections: true
        property bool isFirstSection: false
        property bool isLastSection: false
        property string why: ""
        property bool whyNeeded: false
        property bool asksSame: false
        property string savedText: "Saved on this tablet 10:47am"
        property string finishText: "Finish visit"
        property string today: "2026-06-09"
    }
    readonly property var rows: QtObject {
        readonly property var sections: ListModel {
            ListElement { value: "who"; label: "Who was there"; stateText: "Done"; done: true
                current: false }
            ListElement { value: "how"; label: "How things are"; stateText: "In progress"
                done: false; current: true }
            ListElement { value: "home"; label: "Home and address"
                stateText: "Not started"; done: false; current: false }
            ListElement { value: "next"; label: "Agreed next steps"
                stateText: "Not started"; done: false; current: false }
        }
        readonly property var problems: ListModel {
            ListElement { name: "next_visit_on"; text: "Next visit must include a month" }
        }
        readonly property var same: ListModel {}
        property list<QtObject> fields: [
            MockField {
                name: "opened_by"; label: "Who opened the door?"; value: "J.K."
            },
            MockField {
                name: "children_present"; label: "Were children there?"; kind: "choice"
                options: [{ value: "yes", label: "Yes", chosen: false },
                    { value: "no", label: "No", chosen: true },
                    { value: "unknown", label: "Don't know", chosen: false }]
            },
            MockField {
                name: "conditions_compliant"; label: "Which conditions are kept?"; kind: "set"
                options: [{ value: "curfew", label: "Curfew", chosen: true },
                    { value: "residence", label: "Lives at the approved address", chosen: true },
                    { value: "programmes", label: "Programmes", chosen: false }]
            },
            MockField {
                name: "demeanour"; label: "What did you see or hear?"; kind: "long"
                hint: "Facts first, then your view"
                value: "Kitchen window boarded since last visit."
            },
            MockField { name: "next_visit_on"; label: "Next visit"; kind: "date"; day: "9"
                month: "6"; year: "2026" },
            MockField { name: "expected_start"; label: "Start"; kind: "time" },
            MockField { name: "written"; label: "Left by"; kind: "shown"
                value: "Side gate, 10:52am" }
        ]
    }
    function setSection(section: string) { view.section = section }
    function setWhy(why: string) { view.why = why }
    function setValue(name: string, text: string) { asked(name + "=" + text) }
    function setPart(name: string, part: string, text: string) {
        asked(name + "." + part + "=" + text)
    }
    function setToday(name: string) { asked(name + "=today") }
    function showField(name: string) { asked("show " + name) }
    function choose(name: string, option: string) { asked(name + "=" + option) }
    function nextSection() { asked("next") }
    function previousSection() { asked("previous") }
    function finish() { asked("finish") }
    function answerSame(rowId: string, answer: string) { asked(rowId + "=" + answer) }
    function backToQuestions() { asked("back to questions") }
    function discard() { asked("discard") }
}
