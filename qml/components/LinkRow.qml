import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// Words that lead to a place on the same page.
T.AbstractButton {
    id: link

    property color color: Theme.link

    implicitWidth: Theme.column
    implicitHeight: Math.max(Theme.target, words.implicitHeight + 2 * Theme.space8)
    Accessible.role: Accessible.Link
    Accessible.name: text

    background: Rectangle {
        radius: Theme.radius4
        color: link.down ? Theme.pressed : Theme.clear

        FocusRing { around: link; visible: link.visualFocus }
    }
    contentItem: Item {
        Paragraph {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            text: link.text
            color: link.color
            font: Theme.underlined
            Accessible.ignored: true
        }
    }
}
