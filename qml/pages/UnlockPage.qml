import QtQuick
import Lapwing.Ui

// The passphrase, and nothing that says whose tablet this is.
AppPage {
    id: page

    property bool padOpen: false
    readonly property bool wide: width > height && width / Theme.scale >= Theme.railWidthMin

    title: qsTr("Unlock")
    bare: true

    ClockPanel {
        id: clock
        width: page.wide ? page.width * 2 / 5 : page.width
        height: page.wide ? page.height : implicitHeight
        compact: !page.wide
        clock: page.app.clockText
        date: page.app.dateText
        note: page.app.unlock.tabletText
    }
    PageScroll {
        id: scroll
        x: page.wide ? clock.width : 0
        y: page.wide ? 0 : clock.height
        width: page.width - x
        height: page.height - y
        columnMax: Theme.px(520)
        centred: page.wide
        margin: page.wide ? Theme.space48 : Theme.space24

        Heading {
            width: parent.width
            text: qsTr("Unlock this tablet")
            font: Theme.h1
        }
        Paragraph {
            width: parent.width
            text: qsTr("Works without a connection. Your saved work is as you left it.")
            color: Theme.ink2
        }
        SecretField {
            id: secret
            width: parent.width
            label: qsTr("Passphrase")
            problem: page.app.unlock.problem
            onAccepted: page.app.unlock.submit(entry)
            Component.onCompleted: entry.forceActiveFocus()
        }
        AppButton {
            objectName: "unlockButton"
            width: parent.width
            kind: "main"
            text: page.app.unlock.busy ? qsTr("Unlocking") : qsTr("Unlock")
            enabled: !page.app.unlock.busy && secret.entry.length > 0
            onClicked: page.app.unlock.submit(secret.entry)
        }
        AppButton {
            objectName: "padButton"
            kind: "quiet"
            text: page.padOpen ? qsTr("Put the number pad away") : qsTr("Use a number pad")
            onClicked: page.padOpen = !page.padOpen
        }
        PinPad {
            width: parent.width
            visible: page.padOpen
            onPressed: (digit) => secret.entry.press(digit)
            onErased: secret.entry.erase()
        }
        BusyLine {
            width: parent.width
            visible: page.app.unlock.busy
            text: qsTr("Opening. This takes a few seconds on purpose: it slows down guessing.")
        }
    }
}
