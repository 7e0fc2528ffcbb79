import QtQuick
import QtQuick.Layouts
import Lapwing.Client
import Lapwing.Ui

// Where a piece of work is: draft, on this tablet, sent, check needed, problem. The words are the
// model's; the drawing only repeats them.
RowLayout {
    id: line

    required property int itemState
    required property string text
    readonly property color paint: itemState === ItemState.Problem ? Theme.error
        : itemState === ItemState.Conflict ? Theme.conflict : Theme.ink2

    visible: text !== ""
    spacing: Theme.space8

    AppIcon {
        visible: path !== ""
        path: Icons.ofState(line.itemState)
        size: Theme.smallIcon
        color: line.paint
    }
    AppText {
        Layout.fillWidth: true
        text: line.text
        font: Theme.small
        color: line.paint
    }
}
