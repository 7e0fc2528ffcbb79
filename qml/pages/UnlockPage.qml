import QtQuick
import Lapwing.Ui

// The passphrase or the PIN, and nothing that says whose tablet this is.
AppPage {
    id: page

    readonly property bool wide: width > height && width / Theme.scale >= Theme.railWidthMin
    readonly property bool asksPin: model.view.asksPin

    title: qsTr("Unlock")
    bare: true
    onAsksPinChanged: secret.entry.clear()

    Connections {
        target: secret.entry
        function onLengthChanged() {
            if (page.asksPin && secret.entry.length === 6) page.model.submit(secret.entry)
        }
    }

    ClockPanel {
        id: clock
        width: page.wide ? page.width * 2 / 5 : page.width
        height: page.wide ? page.height : implicitHeight
        compact: !page.wide
        clock: page.app.clockText
        date: page.app.dateText
        note: page.model.view.erased ? ""
            : qsTr("This tablet is locked.")
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
            text: page.model.view.erased ? qsTr("Nobody can open this tablet any more")
                : qsTr("Unlock this tablet")
            font: Theme.h1
        }
        Paragraph {
            width: parent.width
            visible: page.model.view.erased || !page.asksPin
            text: page.model.view.erased
                ? qsTr("The passphrase was wrong too often in a row. No passphrase opens it now.")
                : qsTr("Works without a connection. Your saved work is as you left it.")
            color: Theme.ink2
        }
        ErasedSteps {
            width: parent.width
            visible: page.model.view.erased
        }
        Banner {
            objectName: "triesLeft"
            width: parent.width
            tone: "alert"
            text: page.model.view.problem === "" ? page.model.view.triesText : ""
        }
        SecretField {
            id: secret
            width: parent.width
            visible: !page.model.view.erased
            label: page.asksPin ? qsTr("PIN") : qsTr("Passphrase")
            hint: page.asksPin ? qsTr("Six digits") : ""
            problem: page.model.view.problem
            onAccepted: page.model.submit(entry)
            Component.onCompleted: entry.forceActiveFocus()
        }
        PinPad {
            width: parent.width
            visible: page.asksPin && !page.model.view.erased
            onPressed: (digit) => secret.entry.press(digit)
            onErased: secret.entry.erase()
        }
        AppButton {
            objectName: "unlockButton"
            width: parent.width
            kind: "main"
            visible: !page.model.view.erased
            text: page.model.busy ? qsTr("Unlocking") : qsTr("Unlock")
            enabled: !page.model.busy && secret.entry.length > 0
            onClicked: page.model.submit(secret.entry)
        }
        AppButton {
            objectName: "otherSecret"
            kind: "quiet"
            visible: page.model.view.canUsePin && !page.model.view.erased
            text: page.asksPin ? qsTr("Use the passphrase instead") : qsTr("Use the PIN instead")
            onClicked: {
                page.model.usePassphrase(page.asksPin)
                secret.entry.forceActiveFocus()
            }
        }
        BusyLine {
            width: parent.width
            visible: page.model.busy
            text: qsTr("Opening. This takes a few seconds on purpose: it slows down guessing.")
        }
    }
}
