import QtQuick
import Lapwing.Client
import Lapwing.Ui

// What opens this tablet: its passphrase, and a PIN for the hours in between.
AppPage {
    id: page

    readonly property var keys: model

    title: qsTr("Passphrase and PIN")
    deep: true
    personal: false

    PageScroll {
        anchors.fill: parent
        middle: true

        Card {
            id: passphrase
            width: parent.width
            title: qsTr("Change the passphrase")

            SecretField {
                id: present
                width: passphrase.innerWidth
                name: "present"
                label: qsTr("Passphrase now")
                problem: page.keys.view.passphraseProblem
                onAccepted: fresh.entry.forceActiveFocus()
            }
            NewPassphrase {
                id: fresh
                width: passphrase.innerWidth
                name: "fresh"
                onAccepted: change.clicked()
            }
            AppButton {
                id: change
                objectName: "changePassphrase"
                kind: "main"
                text: qsTr("Change the passphrase")
                enabled: !page.keys.busy
                onClicked: page.keys.changePassphrase(present.entry, fresh.entry, fresh.again)
            }
            StateLine {
                width: passphrase.innerWidth
                itemState: ItemState.Sent
                text: page.keys.view.passphraseDone
            }
        }
        Card {
            id: pins
            width: parent.width
            title: qsTr("PIN")

            Paragraph {
                width: pins.innerWidth
                text: Words.sentences([qsTr("Six digits that open this tablet after it has locked"),
                    page.keys.view.pinText])
                color: Theme.ink2
            }
            PinEntry {
                id: pin
                width: pins.innerWidth
                name: "pin"
                label: qsTr("New PIN")
                problem: page.keys.view.pinProblem
            }
            Heading {
                width: pins.innerWidth
                text: qsTr("If somebody forces you")
                font: Theme.strong
            }
            Paragraph {
                width: pins.innerWidth
                text: qsTr("A second PIN shows a tablet without a case and leaves an alarm for "
                    + "the office. It drops every key: nothing opens this tablet afterwards, "
                    + "and it has to be set up again. Leave it empty if you want none.")
                color: Theme.ink2
            }
            PinEntry {
                id: duress
                width: pins.innerWidth
                name: "duress"
                label: qsTr("PIN for an emergency")
            }
            Flow {
                width: pins.innerWidth
                spacing: Theme.space12

                AppButton {
                    objectName: "setPin"
                    kind: "main"
                    text: page.keys.view.hasPin ? qsTr("Change the PIN") : qsTr("Set the PIN")
                    enabled: !page.keys.busy
                    onClicked: page.keys.setPin(pin.entry, pin.again, duress.entry, duress.again)
                }
                AppButton {
                    objectName: "dropPin"
                    visible: page.keys.view.hasPin
                    text: qsTr("Stop using a PIN")
                    enabled: !page.keys.busy
                    onClicked: page.keys.dropPin()
                }
            }
            StateLine {
                width: pins.innerWidth
                itemState: ItemState.Sent
                text: page.keys.view.pinDone
            }
        }
        Card {
            id: forgotten
            width: parent.width
            title: qsTr("If the passphrase is forgotten")

            Paragraph {
                width: forgotten.innerWidth
                text: qsTr("Nobody can look it up. If the office has a recovery key, it can open "
                    + "this tablet and give it a new passphrase; the office does that. "
                    + "Otherwise the tablet is set up again.")
            }
        }
        BusyLine {
            width: parent.width
            visible: page.keys.busy
            text: qsTr("Working. This takes a few seconds on purpose: it slows down guessing.")
        }
    }
}
