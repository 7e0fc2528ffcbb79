import QtQuick
import Lapwing.Ui

// qmllint disable unqualified

// One question of a form, drawn as its kind says. Not Bound: the Loader of Qt 6.4
// refuses bound parts.
Item {
    id: field

    required property string name
    required property string label
    required property string hint
    required property string kind // text, long, choice, set, date, time, number, shown
    required property string value
    required property string problem
    required property var options
    required property string day
    required property string month
    required property string year
    required property string time
    property string today: ""
    signal edited(string text)
    signal partEdited(string part, string text)
    signal todayAsked
    signal picked(string option)

    function componentOf(kind: string): Component {
        const known = { long: note, choice: choice, set: choice, date: date, time: date,
            shown: shown }
        return known[kind] ?? line
    }
    function take() {
        (loader.item as FieldFrame).take()
    }
    implicitWidth: loader.implicitWidth
    implicitHeight: loader.implicitHeight

    Loader {
        id: loader
        width: field.width
        sourceComponent: field.componentOf(field.kind)
    }

    Component {
        id: line
        TextEntry {
            name: "field_" + field.name
            kind: field.kind
            label: field.label
            hint: field.hint
            problem: field.problem
            value: field.value
            onEdited: (text) => field.edited(text)
        }
    }
    Component {
        id: note
        NoteEntry {
            name: "field_" + field.name
            label: field.label
            hint: field.hint
            problem: field.problem
            value: field.value
            onEdited: (text) => field.edited(text)
        }
    }
    Component {
        id: date
        DateEntry {
            name: field.name
            timed: field.kind === "time"
            label: field.label
            problem: field.problem
            day: field.day
            month: field.month
            year: field.year
            time: field.time
            today: field.today
            onEdited: (part, text) => field.partEdited(part, text)
            onTodayAsked: field.todayAsked()
        }
    }
    Component {
        id: choice
        ChoiceEntry {
            name: field.name
            several: field.kind === "set"
            label: field.label
            hint: field.hint
            problem: field.problem
            options: field.options
            onPicked: (value) => field.picked(value)
        }
    }
    Component {
        id: shown
        ShownEntry {
            label: field.label
            hint: field.hint
            problem: field.problem
            value: field.value
        }
    }
}
