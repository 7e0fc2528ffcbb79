pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The questions of one topic, with what is wrong on top; every key goes to the draft.
PageScroll {
    id: view

    required property var form
    property bool titled: true
    readonly property bool asksSame: form.view.asksSame

    function turnTo(name: string) {
        form.showField(name)
        for (let i = 0; i < fields.count; ++i) {
            const field = fields.itemAt(i) as FormField
            if (field.name === name) field.take()
        }
        if (name === "why") why.take()
    }

    Heading {
        width: parent.width
        visible: view.titled && text !== ""
        text: view.form.view.sectionText
        font: Theme.h2
    }
    Paragraph {
        width: parent.width
        visible: text !== "" && !view.asksSame
        text: view.form.view.intro
    }
    Heading {
        width: parent.width
        visible: view.asksSame
        text: qsTr("Is this somebody who is here already?")
        font: Theme.h2
    }
    Paragraph {
        width: parent.width
        visible: view.asksSame
        text: qsTr("Nothing was saved yet. Say it of each of them. It can be undone later.")
    }
    Card {
        id: summary
        width: parent.width
        visible: view.form.rows.problems.count > 0
        tone: "alert"
        title: qsTr("There is a problem")

        Repeater {
            model: view.form.rows.problems

            LinkRow {
                required property string name
                required text

                objectName: "problem_" + name
                width: summary.innerWidth
                color: Theme.error
                onClicked: view.turnTo(name)
            }
        }
    }
    Repeater {
        id: fields
        model: view.form.rows.fields

        FormField {
            width: view.innerWidth
            visible: !view.asksSame
            problem: error
            required property string error
            today: view.form.view.today
            onEdited: (text) => view.form.setValue(name, text)
            onPartEdited: (part, text) => view.form.setPart(name, part, text)
            onTodayAsked: view.form.setToday(name)
            onPicked: (option) => view.form.choose(name, option)
        }
    }
    Repeater {
        model: view.form.rows.same

        SameCard {
            id: other

            required property string answer

            width: view.innerWidth

            SameQuestion {
                width: parent.width
                name: other.rowId
                answer: other.answer
                onPicked: (value) => view.form.answerSame(other.rowId, value)
            }
        }
    }
    TextEntry {
        id: why
        width: parent.width
        visible: view.form.view.whyNeeded
        name: "why"
        label: qsTr("Why?")
        hint: qsTr("It stays with this change")
        value: view.form.view.why
        onEdited: (text) => view.form.setWhy(text)
    }
}
