pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Client
import Lapwing.Ui

// How this person likes the screen, and what this tablet says of itself.
AppPage {
    id: page

    readonly property var settings: app.settings

    function several(values: list<int>, words: string, now: int): var {
        return values.map(n => ({ value: n, label: words.arg(n), chosen: n === now }))
    }
    title: qsTr("Settings")
    personal: false
    subtitle: Words.dotted([app.personName, app.roleText])

    PageScroll {
        anchors.fill: parent
        middle: true

        Card {
            width: parent.width
            title: qsTr("Reading")

            ChoiceEntry {
                width: parent.width
                name: "textScale"
                label: qsTr("Text size")
                options: page.several([100, 125, 150, 175, 200], qsTr("%1 %"),
                    page.settings.textScale)
                onPicked: (value) => page.settings.textScale = Number(value)
            }
            ChoiceEntry {
                width: parent.width
                name: "theme"
                label: qsTr("Screen")
                options: [
                    { value: "light", label: qsTr("Light"), chosen: !Theme.dark },
                    { value: "dark", label: qsTr("Dark"), chosen: Theme.dark }]
                onPicked: (value) => page.settings.theme = value
            }
            TickEntry {
                objectName: "reduceMotion"
                text: qsTr("Reduce motion")
                chosen: page.settings.reduceMotion
                onClicked: page.settings.reduceMotion = !page.settings.reduceMotion
            }
        }
        Card {
            width: parent.width
            title: qsTr("Holding the tablet")

            TickEntry {
                objectName: "leftHanded"
                text: qsTr("Main buttons on the left")
                chosen: page.settings.leftHanded
                onClicked: page.settings.leftHanded = !page.settings.leftHanded
            }
            ChoiceEntry {
                width: parent.width
                name: "lockMinutes"
                label: qsTr("Lock after this long without a touch")
                options: page.several([1, 2, 5], qsTr("%1 min"), page.settings.lockMinutes)
                onPicked: (value) => page.settings.lockMinutes = Number(value)
            }
        }
        Card {
            id: opening
            width: parent.width
            title: qsTr("What opens this tablet")

            Paragraph {
                width: opening.innerWidth
                text: qsTr("A passphrase, and after it a PIN if you set one.")
                color: Theme.ink2
            }
            AppButton {
                objectName: "openKeys"
                text: qsTr("Passphrase and PIN")
                iconPath: Icons.lock
                onClicked: page.app.navigator.open(PageId.Keys)
            }
        }
        Card {
            id: about
            width: parent.width
            title: qsTr("This tablet")

            Repeater {
                model: page.settings.rows.about

                LabelledValue {
                    required label
                    required value

                    width: about.innerWidth
                }
            }
            AppButton {
                objectName: "lockNow"
                text: qsTr("Lock now")
                iconPath: Icons.lock
                onClicked: page.app.lock.close()
            }
        }
    }
}
