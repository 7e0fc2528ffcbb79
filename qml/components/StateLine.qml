import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// Where a piece of work is: draft, on this tablet, sent, check needed, problem. The words are the
// model's; the drawing only repeats them.
RowLayout {
    id: line

    required property string code
    required property string text
    readonly property color paint: code === "problem" ? Theme.error
        : code === "check" ? Theme.check : Theme.ink2

    visible: text !== ""
    spacing: Theme.space8

    AppIcon {
        visible: line.code !== ""
        path: Icons.ofState(line.code)
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
