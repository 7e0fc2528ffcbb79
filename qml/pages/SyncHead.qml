import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// The state of the connection in words, both clocks, and the button that always answers.
Rectangle {
    id: head

    required property var sync
    readonly property bool narrow: width / Theme.scale < 560

    implicitHeight: row.implicitHeight + 2 * Theme.space16
    color: Theme.surface

    GridLayout {
        id: row
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        anchors { leftMargin: Theme.space24; rightMargin: Theme.space24 }
        columns: head.narrow ? 1 : 2
        columnSpacing: Theme.space16
        rowSpacing: Theme.space12

        Column {
            spacing: Theme.space4

            Heading {
                width: parent.width
                text: head.sync.headline
            }
            AppText {
                width: parent.width
                visible: text !== ""
                text: Words.dotted([head.sync.contactText, head.sync.attemptText,
                    head.sync.nextText])
                font: Theme.small
                color: Theme.ink2
            }
            AppText {
                width: parent.width
                visible: text !== ""
                text: head.sync.answerText
                font: Theme.smallStrong
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text
            }
        }
        AppButton {
            objectName: "tryNow"
            kind: "main"
            iconPath: Icons.sync
            text: head.sync.running ? qsTr("Trying") : qsTr("Try now")
            onClicked: head.sync.tryNow()
        }
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.hairline
        color: Theme.divider
    }
}
