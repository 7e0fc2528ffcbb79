import QtQuick
import Lapwing.Ui

// A new tablet: the office's address and code, and a passphrase that only its holder knows.
AppPage {
    id: page

    title: qsTr("Set up this tablet")
    bare: true

    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        middle: true

        Heading {
            width: parent.width
            text: page.title
            font: Theme.h1
        }
        Paragraph {
            width: parent.width
            text: qsTr("Ask the office for a code. It works once, within 15 minutes.")
            color: Theme.ink2
        }
        Banner {
            width: parent.width
            tone: "alert"
            title: qsTr("There is a problem")
            text: page.model.view.problem
        }
        Card {
            width: parent.width
            title: qsTr("The office")

            TextEntry {
                width: parent.width
                name: "hubUrl"
                label: qsTr("Address of the office")
                hint: qsTr("It starts with https://")
                value: page.model.view.hubUrl
                secretive: true
                onEdited: (text) => page.model.setHubUrl(text)
            }
            TextEntry {
                width: parent.width
                name: "code"
                label: qsTr("Code")
                hint: qsTr("Small letters and hyphens do not matter")
                value: page.model.view.code
                secretive: true
                onEdited: (text) => page.model.setCode(text)
            }
        }
        Card {
            id: passphrase
            width: parent.width
            title: qsTr("Your passphrase")

            Paragraph {
                width: parent.width
                text: qsTr("Take five words that nobody would guess. Nobody can look a forgotten "
                    + "one up. Ten wrong ones in a row erase the keys of this tablet.")
                color: Theme.ink2
            }
            NewPassphrase {
                id: fresh
                width: passphrase.innerWidth
                onAccepted: page.model.submit(fresh.entry, fresh.again)
            }
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        note: page.model.view.progressText

        AppButton {
            objectName: "setUpButton"
            kind: "main"
            text: qsTr("Set up this tablet")
            enabled: !page.model.busy
            onClicked: page.model.submit(fresh.entry, fresh.again)
        }
    }
}
