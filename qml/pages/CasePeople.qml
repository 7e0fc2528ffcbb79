pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// Who is in this case; how somebody may be reached shows its warning before its number.
CasePart {
    id: part

    spacing: Theme.space16
    model: caseView.rows.people
    leftMargin: Theme.space24
    rightMargin: Theme.space24
    emptyText: qsTr("Nobody is recorded in this case.")
    emptyIcon: Icons.person

    delegate: PersonCard {
        required property bool current

        marked: current
        width: ListView.view.width - 2 * Theme.space24
        onRevealAsked: part.caseView.reveal(recordId)
        onPhoneEdited: part.caseView.editPhone(recordId)
        onPersonOpened: part.caseView.openRecord(recordId)
        onContactOpened: part.caseView.openContact(recordId)
    }
}
