import QtQuick
import Lapwing.Client
import Lapwing.Ui

// A passphrase to be: words to take if they like, then it is typed twice, with how hard it is to
// guess.
Column {
    id: fresh

    property string name: "secret"
    readonly property alias entry: first.entry
    readonly property alias again: second.entry
    signal accepted

    spacing: Theme.space16

    AppButton {
        objectName: fresh.name + "Words"
        text: words.shown ? qsTr("Show five other words") : qsTr("Suggest five words")
        onClicked: words.make()
    }
    SecretWords {
        id: words
        objectName: fresh.name + "Shown"
        width: fresh.width
        height: implicitHeight
        visible: shown
        font: Theme.lead
        color: Theme.ink
        Accessible.role: Accessible.StaticText
        Accessible.name: words.aloud !== "" ? words.aloud
            : qsTr("Five words, shown on the screen and not read aloud")
        Accessible.focusable: true
        activeFocusOnTab: true

        FocusRing {}
    }
    AppButton {
        objectName: fresh.name + "Aloud"
        visible: words.shown && words.aloud === ""
        text: qsTr("Read the words out")
        Accessible.description: qsTr("Whoever is near may hear them")
        onClicked: {
            words.say()
            words.forceActiveFocus(Qt.TabFocusReason)
        }
    }
    Paragraph {
        width: fresh.width
        visible: words.shown
        text: qsTr("Learn them, then type them twice with a space between words. They are "
            + "kept nowhere and are not shown again.")
        color: Theme.ink2
    }
    SecretField {
        id: first
        width: fresh.width
        name: fresh.name
        label: qsTr("New passphrase")
        onAccepted: second.entry.forceActiveFocus()
    }
    StrengthLine {
        width: fresh.width
        strength: first.entry.strength
        text: first.entry.strengthText
    }
    SecretField {
        id: second
        width: fresh.width
        name: fresh.name + "Again"
        label: qsTr("The new passphrase again")
        onAccepted: fresh.accepted()
    }
}
