import QtQuick
import Lapwing.Ui

// The lease is over: nothing of any case until the office has been met.
AppPage {
    id: page

    readonly property var sync: app.sync

    title: qsTr("Connect to the office")
    bare: true

    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
        middle: true

        Heading {
            width: parent.width
            text: qsTr("Too long without the office")
            font: Theme.h1
        }
        Paragraph {
            width: parent.width
            text: qsTr("This tablet has not met the office for too long. You can read your cases "
                + "again when it has. This protects people if a tablet is lost.")
        }
        Card {
            id: how
            width: parent.width

            LabelledValue {
                width: how.innerWidth
                label: qsTr("What is safe")
                value: Words.sentences([qsTr("All of your work is on this tablet, as you left it"),
                    page.sync.view.unsentText])
            }
            LabelledValue {
                width: how.innerWidth
                label: qsTr("What to do")
                value: qsTr("Bring the tablet to a network from which the office can be reached. "
                    + "It tries by itself. If that cannot be, take it to the office: a colleague "
                    + "can bring in what you wrote.")
            }
            LabelledValue {
                width: how.innerWidth
                label: qsTr("Contact")
                value: Words.sentences([page.sync.view.contactText, page.sync.view.attemptText,
                    page.sync.view.nextText])
            }
        }
        NoteEntry {
            width: parent.width
            name: "officeNote"
            label: qsTr("A note for the office")
            hint: qsTr("It is sealed and goes with the next contact. A person there reads it and "
                + "enters what matters. Say which case it is about.")
            value: page.sync.view.note
            onEdited: (text) => page.sync.setNote(text)
        }
        AppButton {
            objectName: "sealNote"
            text: qsTr("Seal for the office")
            enabled: page.sync.view.note !== ""
            onClicked: {
                forceActiveFocus() // so that the entry lets go of what was typed
                page.sync.sealNote()
            }
        }
        Paragraph {
            objectName: "noteSealed"
            width: parent.width
            visible: page.sync.view.noteText !== ""
            text: page.sync.view.noteText
        }
        Banner {
            objectName: "leaseAnswer"
            width: parent.width
            text: page.sync.view.answerText
        }
        BusyLine {
            width: parent.width
            visible: page.sync.view.running
            text: qsTr("Speaking with the office")
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }

        AppButton {
            objectName: "lockNow"
            text: qsTr("Lock now")
            iconPath: Icons.lock
            onClicked: page.app.lock.close()
        }
        AppButton {
            objectName: "tryNow"
            kind: "main"
            text: qsTr("Try now")
            enabled: !page.sync.view.running
            onClicked: page.sync.tryNow()
        }
    }
}
