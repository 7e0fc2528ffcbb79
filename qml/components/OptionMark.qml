import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// The dot of a choice with its words, for cards that are the button themselves.
RowLayout {
    id: mark

    required property bool chosen
    required property string text

    spacing: Theme.space12

    Rectangle {
        implicitWidth: Theme.icon
        implicitHeight: Theme.icon
        radius: width / 2
        color: Theme.surface
        border { width: Theme.ringInk; color: mark.chosen ? Theme.brand : Theme.border }

        Rectangle {
            anchors.centerIn: parent
            width: parent.width / 2
            height: width
            radius: width / 2
            visible: mark.chosen
            color: Theme.brand
        }
    }
    AppText {
        Layout.fillWidth: true
        text: mark.text
        font: Theme.strong
        color: mark.chosen ? Theme.brand : Theme.ink
        Accessible.ignored: true
    }
}
