import QtQuick
import QtQuick.Window
import QtQuick.Templates as T
import Lapwing.Ui

// A question or a short list over the page; Escape and a tap beside it close it. It leaves the
// corner with Hide free, does not stand between a tap and that button, and goes when its page is
// covered: what floats is drawn above any cover.
T.Popup {
    id: sheet

    property string title: ""
    readonly property real innerWidth: availableWidth
    readonly property real top: Theme.hide + Theme.space24
    property Item opener: null // has the keyboard again afterwards
    readonly property Item room: T.Overlay.overlay
    readonly property bool allowed: parent !== null && parent.enabled
    default property alias content: column.data

    anchors.centerIn: room
    width: Math.min(Theme.sheet, room ? room.width - 2 * Theme.space24 : Theme.sheet)
    height: Math.min(implicitHeight, room ? room.height - 2 * top : implicitHeight)
    implicitHeight: column.implicitHeight + 2 * Theme.space24
    padding: Theme.space24
    dim: true
    focus: true
    onAllowedChanged: if (!allowed) close()
    onAboutToShow: opener = parent.Window.activeFocusItem
    onClosed: opener?.forceActiveFocus()
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    T.Overlay.modeless: Rectangle { color: Theme.veil }

    background: Rectangle {
        radius: Theme.radius8
        color: Theme.surface
        border { width: Theme.hairline; color: Theme.border }
    }

    contentItem: Flickable {
        clip: true
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: AppScrollBar {}

        Column {
            id: column
            width: parent.width
            spacing: Theme.space16

            Heading {
                width: parent.width
                text: sheet.title
                font: Theme.h2
                visible: text !== ""
            }
        }
    }
}
