import QtQuick
import Lapwing.Ui

// When the office was last reached, and what it has not got yet.
Card {
    id: contact

    required property var sync

    AppText {
        width: parent.width
        visible: text !== ""
        text: contact.sync.view.contactText
        font: Theme.small
        color: Theme.ink2
    }
    StateLine {
        width: parent.width
        itemState: contact.sync.view.chipState
        text: contact.sync.view.unsentText
    }
}
