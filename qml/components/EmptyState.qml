import QtQuick
import Lapwing.Ui

// Says why there is nothing here, and what would bring something.
Item {
    id: empty

    required property string text
    property string iconPath: Icons.done

    implicitHeight: column.implicitHeight + 2 * Theme.space24
    implicitWidth: column.implicitWidth

    Column {
        id: column
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space24, Theme.px(420))
        spacing: Theme.space16

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            implicitWidth: Theme.px(64)
            implicitHeight: implicitWidth
            radius: implicitWidth / 2
            color: Theme.selected

            AppIcon {
                anchors.centerIn: parent
                path: empty.iconPath
                size: Theme.px(28)
                color: Theme.brand
            }
        }
        AppText {
            width: parent.width
            text: empty.text
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
            lineHeight: Theme.leading
        }
    }
}
