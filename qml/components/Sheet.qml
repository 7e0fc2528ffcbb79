import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// A question or a short list over the page; Escape and a tap beside it close it.
T.Popup {
    id: sheet

    property string title: ""
    readonly property real innerWidth: availableWidth
    default property alias content: column.data

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Theme.sheet, parent ? parent.width - 2 * Theme.space24 : Theme.sheet)
    height: Math.min(implicitHeight, parent ? parent.height - 2 * Theme.space24 : implicitHeight)
    implicitHeight: column.implicitHeight + 2 * Theme.space24
    padding: Theme.space24
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    T.Overlay.modal: Rectangle { color: Theme.veil }

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
