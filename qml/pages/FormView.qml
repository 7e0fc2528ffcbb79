pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The questions of one topic, with what is wrong on top; every key goes to the draft.
PageScroll {
    id: view

    required property var form
    property bool titled: true

    Heading {
        width: parent.width
        visible: view.titled && text !== ""
        text: view.form.title
        font: Theme.h2
    }
    AppText {
        width: parent.width
        visible: view.titled && text !== ""
        text: view.form.caseText
        color: Theme.ink2
    }
    Paragraph {
        width: parent.width
        visible: text !== ""
        text: view.form.intro
    }
    Card {
        id: summary
        width: parent.width
        visible: view.form.problems.count > 0
        tone: "alert"
        title: qsTr("There is a problem")

        Repeater {
            model: view.form.problems

            Paragraph {
                width: summary.innerWidth
                required text
                color: Theme.error
            }
        }
    }
    Repeater {
        model: view.form.fields

        FormField {
            width: view.innerWidth
            problem: error
            required property string error
            onEdited: (text) => view.form.setValue(name, text)
            onPicked: (option) => view.form.choose(name, option)
        }
    }
    TextEntry {
        width: parent.width
        visible: view.form.whyNeeded
        name: "why"
        label: qsTr("Why?")
        hint: qsTr("It stays with this change")
        value: view.form.why
        onEdited: (text) => view.form.why = text
    }
}
