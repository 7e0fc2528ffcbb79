import QtQuick
import Lapwing.Ui

// A count beside a drawing; nothing when there is nothing.
Rectangle {
    id: dot

    required property int count

    implicitWidth: Math.max(implicitHeight, words.implicitWidth + Theme.space12)
    implicitHeight: words.implicitHeight + Theme.space4
    radius: implicitHeight / 2
    visible: count > 0
    color: Theme.brand

    AppText {
        id: words
        anchors.centerIn: parent
        text: dot.count
        font: Theme.smallStrong
        color: Theme.brandInk
        Accessible.ignored: true
    }
}
