import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// A short word that marks something: a risk, a warning to read first, a check. The tones are
// apart from those of the ratings.
Rectangle {
    id: badge

    required property string text
    property string tone: "plain" // plain, alert, conflict
    property string iconPath: tone === "alert" ? Icons.warning
        : tone === "conflict" ? Icons.conflicts : ""
    readonly property color paint: tone === "alert" ? Theme.error
        : tone === "conflict" ? Theme.conflict : Theme.ink2

    implicitWidth: row.implicitWidth + 2 * Theme.space8
    implicitHeight: row.implicitHeight + Theme.space8
    visible: text !== ""
    radius: Theme.radius4
    color: Theme.surface
    border { width: Theme.hairline; color: paint }
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    RowLayout {
        id: row
        anchors.centerIn: parent
        width: Math.min(implicitWidth, badge.width - 2 * Theme.space8)
        spacing: Theme.space4

        AppIcon {
            visible: badge.iconPath !== ""
            path: badge.iconPath
            size: Theme.smallIcon
            color: badge.paint
        }
        AppText {
            Layout.fillWidth: true
            text: badge.text
            font: Theme.smallStrong
            color: badge.paint
            Accessible.ignored: true
        }
    }
}
