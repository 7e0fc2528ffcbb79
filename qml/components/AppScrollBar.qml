import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// Shows how much more there is; lists and pages are moved by dragging them.
T.ScrollBar {
    id: bar

    implicitWidth: Theme.space4
    implicitHeight: Theme.space4
    visible: size < 1.0
    interactive: false
    minimumSize: 0.08
    Accessible.ignored: true

    contentItem: Rectangle {
        implicitWidth: Theme.space4
        implicitHeight: Theme.space4
        radius: Theme.radius4
        color: Theme.border
    }
}
