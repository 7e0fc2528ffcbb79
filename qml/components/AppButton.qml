import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lapwing.Ui

// A button with a verb on it. "main" is the one thing to do on a page, "quiet" is set in a row of
// others or in running text.
T.Button {
    id: button

    property string kind: "plain" // main, plain, quiet
    property string iconPath: ""
    readonly property bool isMain: kind === "main"
    readonly property color paint: !enabled ? Theme.ink2 : isMain ? Theme.brandInk : Theme.link
    readonly property color ground: isMain ? Theme.brand
        : kind === "quiet" ? Theme.clear : Theme.surface

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(kind === "quiet" ? Theme.target : Theme.control,
                             implicitContentHeight + topPadding + bottomPadding)
    horizontalPadding: kind === "quiet" ? Theme.space12 : Theme.space24
    verticalPadding: Theme.space8
    font: Theme.strong
    Accessible.role: Accessible.Button
    Accessible.name: text

    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        enabled: button.isMain && button.enabled && button.visible
        onActivated: button.clicked()
    }

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        RowLayout {
            id: row
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            spacing: Theme.space8

            AppIcon {
                visible: button.iconPath !== ""
                path: button.iconPath
                color: button.paint
            }
            AppText {
                Layout.fillWidth: true
                text: button.text
                font: button.font
                color: button.paint
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius8
        color: !button.enabled ? Theme.page
            : button.down ? (button.isMain ? Theme.brandPressed : Theme.pressed) : button.ground
        border {
            width: button.kind === "quiet" || button.isMain && button.enabled ? 0 : Theme.hairline
            color: button.enabled ? Theme.border : Theme.divider
        }

        FocusRing { around: button; visible: button.visualFocus }
    }
}
