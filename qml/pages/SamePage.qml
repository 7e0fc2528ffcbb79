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

            SameEntry {
                width: parent.width
                same: page.model
            }
        }
        Paragraph {
            width: parent.width
            visible: people.count === 0
            text: qsTr("Nobody on this tablet looks like this person.")
        }
        SearchEntry {
            width: parent.width
            objectName: "sameSearch"
            label: qsTr("Look for anybody on this tablet")
            text: page.model.words
            onTextEdited: page.model.words = text
        }
        AppText {
            width: parent.width
            visible: text !== ""
            text: page.model.wordsText
            color: Theme.ink2
        }
        Repeater {
            model: page.model.rows.found

            SameEntry {
                width: parent.width
                same: page.model
            }
        }
    }
}
