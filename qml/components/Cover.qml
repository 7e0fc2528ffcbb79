import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// What a bystander sees after Hide: a clock. All of it is the button that leads to unlocking.
T.AbstractButton {
    id: cover

    required property string clock
    required property string date

    objectName: "coverButton"
    text: qsTr("Tap to unlock")
    Accessible.role: Accessible.Button
    Accessible.name: text

    background: Rectangle { color: Theme.page }

    contentItem: Item {
        Column {
            anchors.centerIn: parent
            spacing: Theme.space8

            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                text: cover.clock
                font: Theme.clock
            }
            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                text: cover.date
                font: Theme.lead
                color: Theme.ink2
            }
            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                topPadding: Theme.space48
                text: cover.text
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
    }
}
