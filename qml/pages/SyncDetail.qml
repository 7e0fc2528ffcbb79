import QtQuick
import Lapwing.Ui

// One item: where it is, what happens next, and what to do where something is wrong.
Item {
    id: detail

    required property var sync
    property bool narrow: false
    readonly property var item: sync.view.item
    readonly property bool chosen: item.title !== ""
    signal closed

    EmptyState {
        anchors.fill: parent
        visible: !detail.chosen
        text: qsTr("Choose an item to see where it is and what happens next.")
        iconPath: Icons.sync
    }
    PageScroll {
        anchors.fill: parent
        visible: detail.chosen

        AppButton {
            objectName: "closeItem"
            visible: detail.narrow
            kind: "quiet"
            iconPath: Icons.back
            text: qsTr("All items")
            onClicked: detail.closed()
        }
        Heading {
            width: parent.width
            text: detail.item.title
            font: Theme.h2
        }
        StateLine {
            width: parent.width
            itemState: detail.item.itemState
            text: detail.item.stateText
        }
        Paragraph {
            width: parent.width
            visible: text !== ""
            text: detail.item.detail
        }
        Card {
            width: parent.width
            visible: detail.item.code !== ""
            title: qsTr("Ask for help")

            Paragraph {
                width: parent.width
                text: qsTr("Tell support this code: %1").arg(detail.item.code)
            }
        }
        AppButton {
            objectName: "openRecord"
            visible: detail.item.canOpen
            text: qsTr("Open record")
            onClicked: detail.sync.openRecord()
        }
    }
}
