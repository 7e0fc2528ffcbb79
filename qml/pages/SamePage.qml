pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Who of others is the person of a record: said, undone, and two records of one case shown as one.
AppPage {
    id: page

    readonly property var view: model.view

    deep: true
    title: qsTr("Same person as…")
    subtitle: view.caseText

    PageScroll {
        anchors.fill: parent
        middle: true

        Heading {
            width: parent.width
            text: page.view.name
            font: Theme.h2
        }
        AppText {
            width: parent.width
            text: page.view.detail
            font: Theme.small
            color: Theme.ink2
        }
        Paragraph {
            width: parent.width
            text: qsTr("Neither record is changed by what you say here, and all of it can be "
                + "undone. Who holds only one of two cases is not told of the other.")
            color: Theme.ink2
        }
        Repeater {
            id: people
            model: page.model.rows.people

            Column {
                id: entry

                required property string rowId
                required property string name
                required property string detail
                required property string note
                required property string section
                required property bool isSaid
                required property bool isOfCase
                required property bool current

                width: parent.width
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
                        onClicked: page.model.choose(entry.rowId)
                    }
                    SameQuestion {
                        width: parent.width
                        visible: entry.current && !entry.isSaid
                        name: "answer"
                        answer: page.model.answer
                        canMerge: entry.isOfCase
                        hint: entry.isOfCase ? qsTr("As one record, both are one row of the case, "
                            + "with every name and number of both.") : ""
                        onPicked: (value) => page.model.setAnswer(value)
                    }
                    NoteEntry {
                        width: parent.width
                        visible: entry.current
                        name: "sameReason"
                        label: entry.isSaid ? qsTr("Why is it undone?") : qsTr("How do you know?")
                        problem: page.model.problem
                        value: page.model.reason
                        lines: 2
                        onEdited: (text) => page.model.setReason(text)
                    }
                    AppButton {
                        objectName: "saveSame"
                        visible: entry.current
                        enabled: !page.model.busy
                        kind: "main"
                        text: entry.isSaid ? qsTr("Undo it") : qsTr("Save answer")
                        onClicked: page.model.save()
                    }
                }
            }
        }
        Paragraph {
            width: parent.width
            visible: people.count === 0
            text: qsTr("Nobody else on this tablet may be this person.")
        }
    }
}
