pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// One record: what it says, and the way out of the case and back for what was entered in error.
AppPage {
    id: page

    readonly property var view: model.view
    readonly property bool canAct: view.canRemove || view.canRestore

    deep: true
    title: view.typeText
    subtitle: view.caseText

    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }

        Heading {
            width: parent.width
            visible: text !== ""
            text: page.view.title
            font: Theme.h2
        }
        AppText {
            width: parent.width
            visible: page.view.madeText !== ""
            text: qsTr("Written by %1").arg(page.view.madeText)
            font: Theme.small
            color: Theme.ink2
        }
        Banner {
            width: parent.width
            visible: text !== ""
            objectName: "removedBanner"
            tone: "conflict"
            title: qsTr("Removed as entered in error")
            text: page.view.removedText
        }
        Banner {
            width: parent.width
            visible: text !== ""
            tone: "alert"
            text: page.view.warningText
        }
        Banner {
            width: parent.width
            visible: text !== ""
            objectName: "elsewhereBanner"
            text: page.view.elsewhereText
        }
        CaseFacts { width: parent.width; facts: page.model.rows.facts }
        Flow {
            width: parent.width
            visible: page.view.isPerson
            spacing: Theme.space12

            AppButton {
                objectName: "sayWhoIsSame"
                iconPath: Icons.person
                text: qsTr("Same person as…")
                onClicked: page.model.sayWhoIsSame()
            }
            AppButton {
                objectName: "addContact"
                visible: page.view.canAddWays
                iconPath: Icons.phone
                text: qsTr("Add a number or email address")
                onClicked: page.model.addContact()
            }
            AppButton {
                objectName: "addAddress"
                visible: page.view.canAddWays
                iconPath: Icons.visit
                text: qsTr("Add an address")
                onClicked: page.model.addAddress()
            }
        }
        Paragraph {
            width: parent.width
            visible: text !== ""
            text: page.view.noteText
            color: Theme.ink2
        }
        NoteEntry {
            width: parent.width
            visible: page.canAct
            name: "recordReason"
            label: page.view.canRestore ? qsTr("Why is it brought back?")
                : qsTr("Entered in error? Say why")
            hint: page.view.canRestore ? qsTr("Your reason stays with it.")
                : qsTr("It leaves the case's lists and search, and can be brought back. Those " +
                       "who could read it still can, under Removed.")
            problem: page.model.problem
            value: page.model.reason
            lines: 2
            onEdited: (text) => page.model.setReason(text)
        }
    }
    ActionBar {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: visible ? implicitHeight : 0
        visible: page.canAct

        AppButton {
            objectName: "removeRecord"
            visible: page.view.canRemove
            enabled: !page.model.busy
            text: qsTr("Entered in error: remove")
            onClicked: page.model.remove()
        }
        AppButton {
            objectName: "bringBack"
            visible: page.view.canRestore
            enabled: !page.model.busy
            kind: "main"
            text: qsTr("Bring it back")
            onClicked: page.model.bringBack()
        }
    }
}
