import QtQuick
import Lapwing.Client
import Lapwing.Ui

// A fact: its label, and what is known. Beside each other while there is room.
Item {
    id: fact

    required property string label
    required property string value
    property bool marked: false // a person must look at it
    readonly property bool wide: width >= Theme.px(420)

    implicitWidth: Theme.column
    implicitHeight: wide ? Math.max(name.height, words.height) : words.y + words.height

    AppText {
        id: name
        width: fact.wide ? Theme.px(180) : fact.width
        text: fact.label
        font: Theme.small
        color: Theme.ink2
        topPadding: fact.wide ? Theme.ringInk : 0
    }
    Column {
        id: words
        x: fact.wide ? name.width + Theme.space16 : 0
        y: fact.wide ? 0 : name.height + Theme.space4
        width: fact.width - x
        spacing: Theme.space8

        Paragraph {
            width: parent.width
            text: fact.value
        }
        StateLine {
            width: parent.width
            itemState: ItemState.Conflict
            text: fact.marked ? qsTr("Two versions") : ""
        }
    }
}
