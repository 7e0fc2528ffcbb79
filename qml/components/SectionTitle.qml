import QtQuick
import Lapwing.Ui

// The head of a part of a list, with its count in the words.
Rectangle {
    id: title

    required property string section

    implicitHeight: words.implicitHeight + Theme.space24
    color: Theme.page

    Heading {
        id: words
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        anchors { leftMargin: Theme.space16; rightMargin: Theme.space16 }
        anchors.bottomMargin: Theme.space8
        text: title.section
        font: Theme.smallStrong
        color: Theme.ink2
    }
}
