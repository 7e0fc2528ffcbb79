import QtQuick
import Lapwing.Ui

// The gallery's questions: every kind of answer, empty, filled in and with a problem.
Card {
    id: forms

    readonly property var feelings: [
        { value: "calm", label: qsTr("Calm"), chosen: true },
        { value: "worried", label: qsTr("Worried"), chosen: false },
        { value: "unknown", label: qsTr("Don't know"), chosen: false }]

    title: qsTr("Questions")

    TextEntry {
        width: parent.width
        name: "galleryText"
        label: qsTr("Who answered?")
        hint: qsTr("A name, or how they said who they were")
        value: qsTr("Her sister")
    }
    DateEntry {
        width: parent.width
        name: "galleryDate"
        label: qsTr("When did you speak to the landlord?")
        problem: qsTr("Enter the date you spoke to the landlord")
        today: "2026-06-09"
    }
    Calendar {
        width: Math.min(parent.width, Theme.sheet)
        today: "2026-06-09"
        chosen: "2026-06-16"
    }
    TextEntry {
        width: parent.width
        name: "galleryNumber"
        kind: "number"
        label: qsTr("How many people were there?")
        value: "3"
    }
    NoteEntry {
        width: parent.width
        name: "galleryNote"
        label: qsTr("What you saw or heard")
        hint: qsTr("Facts first, then your view")
        value: qsTr("Kitchen window boarded since last visit.")
    }
    ChoiceEntry {
        width: parent.width
        name: "galleryOne"
        label: qsTr("How did they seem?")
        options: forms.feelings
    }
    ChoiceEntry {
        width: parent.width
        name: "gallerySeveral"
        label: qsTr("What was talked about?")
        several: true
        options: forms.feelings
    }
    TickEntry {
        objectName: "galleryTick"
        text: qsTr("I was there and this is what I saw")
        chosen: true
    }
    ShownEntry {
        width: parent.width
        label: qsTr("Written once")
        value: qsTr("Left by the side gate at 10:52am.")
    }
    SearchEntry {
        objectName: "gallerySearch"
        width: parent.width
    }
}
