pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The referrals and the plans made on them, newest first.
CasePart {
    id: part

    spacing: Theme.space16
    model: caseView.rows.plans
    leftMargin: Theme.space24
    rightMargin: Theme.space24
    emptyText: qsTr("No referral is on this tablet.")
    emptyIcon: Icons.cases

    delegate: Card {
        id: plan

        required property string recordId
        required property string when
        required property string text
        required property bool current
        required title

        marked: current

        objectName: "row_" + recordId
        width: ListView.view.width - 2 * Theme.space24
        padding: Theme.space24
        Accessible.role: Accessible.ListItem
        Accessible.name: Words.spoken([title, when, text])

        AppText {
            width: parent.width
            text: plan.when
            font: Theme.small
            color: Theme.ink2
        }
        Paragraph {
            width: parent.width
            visible: text !== ""
            text: plan.text
        }
        AppButton {
            objectName: "open_" + plan.recordId
            kind: "quiet"
            text: qsTr("Open")
            Accessible.name: qsTr("Open %1").arg(plan.title)
            onClicked: part.caseView.openRecord(plan.recordId)
        }
    }
}
