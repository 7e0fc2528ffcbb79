import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// Says what is under way, with a stroke that moves unless motion is reduced.
RowLayout {
    id: line

    required property string text
    property bool running: visible

    spacing: Theme.space12
    Accessible.role: Accessible.ProgressBar
    Accessible.name: text

    AppIcon {
        path: Icons.sync
        color: Theme.brand

        RotationAnimation on rotation {
            running: line.running && !Theme.reduceMotion
            from: 0
            to: 360
            duration: 1400
            loops: Animation.Infinite
        }
    }
    AppText {
        Layout.fillWidth: true
        text: line.text
        Accessible.ignored: true
    }
}
