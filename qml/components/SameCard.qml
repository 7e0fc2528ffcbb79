import QtQuick
import Lapwing.Ui

// Somebody who may be the person in question: what tells them apart, and why they are thought of.
Card {
    id: person

    required property string rowId
    required property string name
    required property string detail
    required property string note

    objectName: "same_" + rowId
    Accessible.role: Accessible.Grouping
    Accessible.name: Words.spoken([name, detail, note])

    Heading {
        width: parent.width
        text: person.name
    }
    AppText {
        width: parent.width
        text: person.detail
        font: Theme.small
        color: Theme.ink2
    }
    AppText {
        width: parent.width
        visible: text !== ""
        text: person.note
    }
}
