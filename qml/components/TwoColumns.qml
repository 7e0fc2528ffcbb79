import QtQuick
import Lapwing.Ui

// Two stacks beside each other, or the first above the second where there is no room.
Item {
    id: columns

    property alias first: firstStack.data
    property alias second: secondStack.data
    property real share: 0.5 // of the width, for the first
    property bool swapped: false // the first on the right while they are side by side
    readonly property bool beside: width / Theme.scale >= Theme.columnsMin
    readonly property real firstWidth: firstStack.width
    readonly property real secondWidth: secondStack.width

    implicitHeight: beside ? Math.max(firstStack.height, secondStack.height)
        : firstStack.height + Theme.space16 + secondStack.height

    Column {
        id: firstStack
        x: columns.beside && columns.swapped ? columns.width - width : 0
        width: columns.beside ? (columns.width - Theme.space24) * columns.share : columns.width
        spacing: Theme.space16
    }
    Column {
        id: secondStack
        x: columns.beside && !columns.swapped ? columns.width - width : 0
        y: columns.beside ? 0 : firstStack.height + Theme.space16
        width: columns.beside ? (columns.width - Theme.space24) * (1 - columns.share)
            : columns.width
        spacing: Theme.space16
    }
}
