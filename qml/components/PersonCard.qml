import QtQuick
import Lapwing.Client
import Lapwing.Ui

// Somebody in a case. A number is shown only after the warning above it was read and asked for.
Card {
    id: person

    required property string recordId
    required property string name
    required property string roleText
    required property string bornText
    required property string elsewhereText
    required property string contactWarning
    required property string contactText
    required property string contactLabel
    required property bool hasContact
    required property bool contactAlert
    required property bool isAddress
    required property bool revealed
    signal revealAsked
    signal phoneEdited
    signal personOpened
    signal contactOpened

    objectName: "row_" + recordId
    padding: Theme.space24
    Accessible.role: Accessible.ListItem
    Accessible.name: Words.spoken([name, roleText, bornText, elsewhereText])
    Accessible.selected: marked

    Heading {
        width: parent.width
        text: person.name
    }
    AppText {
        width: parent.width
        visible: text !== ""
        text: Words.dotted([person.roleText, person.bornText])
        font: Theme.small
        color: Theme.ink2
    }
    AppText {
        width: parent.width
        visible: text !== ""
        text: person.elsewhereText
    }
    WarningRow {
        width: parent.width
        visible: person.hasContact && text !== ""
        text: person.contactWarning
        kind: person.isAddress ? WarningKind.Restriction : WarningKind.Contact
        alert: person.contactAlert
    }
    AppText {
        width: parent.width
        visible: person.hasContact && person.revealed
        text: person.contactLabel
        font: Theme.small
        color: Theme.ink2
    }
    AppText {
        width: parent.width
        visible: person.hasContact && person.revealed
        text: person.contactText
        font: Theme.h2
    }
    Flow {
        width: parent.width
        spacing: Theme.space12

        AppButton {
            objectName: "reveal_" + person.recordId
            visible: person.hasContact && !person.revealed
            iconPath: person.isAddress ? Icons.visit : Icons.phone
            text: (person.isAddress ? qsTr("Show where to find %1")
                : qsTr("Show how to reach %1")).arg(person.name)
            onClicked: person.revealAsked()
        }
        AppButton {
            objectName: "editPhone_" + person.recordId
            visible: person.hasContact && person.revealed
            text: person.isAddress ? qsTr("Change address") : qsTr("Change contact details")
            Accessible.name: (person.isAddress ? qsTr("Change the address of %1")
                : qsTr("Change contact details of %1")).arg(person.name)
            onClicked: person.phoneEdited()
        }
        AppButton {
            objectName: "openContact_" + person.recordId
            visible: person.hasContact && person.revealed
            kind: "quiet"
            text: qsTr("Not theirs?")
            Accessible.name: (person.isAddress ? qsTr("Open the record of the address of %1")
                : qsTr("Open the record of how to reach %1")).arg(person.name)
            onClicked: person.contactOpened()
        }
        AppButton {
            objectName: "openPerson_" + person.recordId
            kind: "quiet"
            text: qsTr("Open")
            Accessible.name: qsTr("Open the record of %1").arg(person.name)
            onClicked: person.personOpened()
        }
    }
}
