pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The questions of one topic, with what is wrong on top; every key goes to the draft.
PageScroll {
    id: view

    required property var form
    property bool titled: true

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
        visible: text !== ""
        text: view.form.view.intro
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
            problem: error
            required property string error
            today: view.form.view.today
            onEdited: (text) => view.form.setValue(name, text)
            onPartEdited: (part, text) => view.form.setPart(name, part, text)
            onTodayAsked: view.form.setToday(name)
            onPicked: (option) => view.form.choose(name, option)
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
