import QtQuick
import Lapwing.Ui

// Somebody of the page Same: an answer is asked of the one that is chosen, or undone.
Column {
    id: entry

    required property var same
    required property string rowId
    required property string name
    required property string detail
    required property string note
    required property string section
    required property bool isSaid
    required property bool isOfCase
    required property bool current

    spacing: Theme.space12

    Heading {
        width: parent.width
        visible: text !== ""
        text: entry.section
        font: Theme.smallStrong
        color: Theme.ink2
    }
    SameCard {
        width: parent.width
        rowId: entry.rowId
        name: entry.name
        detail: entry.detail
        note: entry.note

        AppButton {
            objectName: "choose_" + entry.rowId
            visible: !entry.current
            text: entry.isSaid ? qsTr("Undo") : qsTr("Answer")
            Accessible.name: entry.isSaid
                ? qsTr("Undo what was said of %1").arg(entry.name)
                : qsTr("Say whether they are %1").arg(entry.name)
            onClicked: entry.same.choose(entry.rowId)
        }
        SameQuestion {
            width: parent.width
            visible: entry.current && !entry.isSaid
            name: "answer"
            answer: entry.same.answer
            canMerge: entry.isOfCase
            hint: entry.isOfCase ? qsTr("As one record, both are one row of the case, "
                + "with every name and number of both.") : ""
            onPicked: (value) => entry.same.setAnswer(value)
        }
        NoteEntry {
            width: parent.width
            visible: entry.current
            name: "sameReason"
            label: entry.isSaid ? qsTr("Why is it undone?") : qsTr("How do you know?")
            problem: entry.same.problem
            value: entry.same.reason
            lines: 2
            onEdited: (text) => entry.same.setReason(text)
        }
        AppButton {
            objectName: "saveSame"
            visible: entry.current
            enabled: !entry.same.busy
            kind: "main"
            text: entry.isSaid ? qsTr("Undo it") : qsTr("Save answer")
            onClicked: entry.same.save()
        }
    }
}
