import QtQuick
import Lapwing.Ui

// Shows which control the keyboard is on: yellow with a dark line, seen on every surface.
Rectangle {
    id: ring

    property Item around: parent
    property int gap: Theme.space4 // outside the control; negative stays inside it

    anchors.fill: parent
    anchors.margins: -gap
    radius: Theme.radius8 + Math.max(0, gap)
    color: Theme.clear
    visible: around.activeFocus
    border { width: Theme.ring; color: Theme.focus }

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.ring
        radius: Math.max(0, ring.radius - Theme.ring)
        color: Theme.clear
        border { width: Theme.ringInk; color: Theme.focusLine }
    }
}
