import QtQuick
import Lapwing.Ui

// A sign, words beside it, and buttons to their right, or below where there is no room.
Item {
    id: signed

    required property string path
    required property color paint
    property int wideMin: Theme.px(480)
    property alias words: words.data
    property alias actions: actions.data
    readonly property real innerWidth: words.width
    readonly property bool below: width < wideMin
    readonly property bool hasActions: actions.implicitWidth > 0

    implicitWidth: Theme.column
    implicitHeight: below && hasActions ? words.height + Theme.space12 + actions.height
        : Math.max(words.height, actions.height, icon.height)

    AppIcon {
        id: icon
        y: words.y
        path: signed.path
        color: signed.paint
    }
    Column {
        id: words
        x: icon.width + Theme.space12
        y: signed.below ? 0 : (signed.height - height) / 2
        width: signed.width - x
            - (signed.below || !signed.hasActions ? 0 : actions.width + Theme.space16)
        spacing: Theme.space4
    }
    Row {
        id: actions
        x: signed.below ? words.x : signed.width - width
        y: signed.below ? words.height + Theme.space12 : (signed.height - height) / 2
        spacing: Theme.space8
    }
}
