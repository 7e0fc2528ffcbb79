import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// One colour of a panel's rating: shape, word and fill together, so that grey print and
// colour-blind eyes read it too.
Rectangle {
    id: chip

    required property string colour // blue, red, amber, green
    required property string text
    readonly property Rating rating: Theme.rating(colour)

    implicitWidth: row.implicitWidth + 2 * Theme.space8
    implicitHeight: row.implicitHeight + Theme.space8
    visible: text !== ""
    radius: Theme.radius4
    color: rating.fill
    border { width: Theme.chipLine; color: Theme.dark ? rating.fill : Theme.ink }
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    RowLayout {
        id: row
        anchors.centerIn: parent
        width: Math.min(implicitWidth, chip.width - 2 * Theme.space8)
        spacing: Theme.space8

        AppIcon {
            path: chip.rating.shape
            size: Theme.px(14)
            color: chip.rating.fillInk
            fill: chip.rating.fillInk
        }
        AppText {
            Layout.fillWidth: true
            text: chip.text
            font: Theme.smallStrong
            color: chip.rating.fillInk
            Accessible.ignored: true
        }
    }
}
