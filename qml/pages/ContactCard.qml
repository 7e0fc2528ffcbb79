import QtQuick
import Lapwing.Ui

// When the office was last reached, and what it has not got yet.
Card {
    id: contact

    required property var today
    required property string code

    AppText {
        width: parent.width
        visible: text !== ""
        text: contact.today.contactText
        font: Theme.small
        color: Theme.ink2
    }
    StateLine {
        width: parent.width
        code: contact.code
        text: contact.today.unsentText
    }
}
