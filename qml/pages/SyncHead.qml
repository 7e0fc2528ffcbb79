import QtQuick
import Lapwing.Ui

// The state of the connection in words, both clocks, and the button that always answers.
Rectangle {
    id: head

    required property var sync
    readonly property bool narrow: width / Theme.scale < 560

    implicitHeight: 2 * Theme.space16 + (narrow ? words.height + Theme.space12 + button.height
        : Math.max(words.height, button.height))
    color: Theme.surface

    Column {
        id: words
        x: Theme.space24
        y: head.narrow ? Theme.space16 : (head.height - height) / 2
        width: head.width - 2 * x - (head.narrow ? 0 : button.width + Theme.space16)
        spacing: Theme.space4

        Heading {
            width: parent.width
            text: head.sync.view.headline
        }
        AppText {
            width: parent.width
            visible: text !== ""
            text: Words.dotted([head.sync.view.contactText, head.sync.view.attemptText,
                head.sync.view.nextText])
            font: Theme.small
            color: Theme.ink2
        }
        AppText {
            objectName: "clockText"
            width: parent.width
            visible: text !== ""
            text: head.sync.view.clockText
            font: Theme.smallStrong
        }
        AppText {
            width: parent.width
            visible: text !== ""
            text: head.sync.view.answerText
            font: Theme.smallStrong
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
    }
    AppButton {
        id: button
        objectName: "tryNow"
        x: head.narrow ? Theme.space24 : head.width - width - Theme.space24
        y: head.narrow ? words.y + words.height + Theme.space12 : (head.height - height) / 2
        kind: "main"
        iconPath: Icons.sync
        text: head.sync.view.running ? qsTr("Trying") : qsTr("Try now")
        onClicked: head.sync.tryNow()
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.hairline
        color: Theme.divider
    }
}
