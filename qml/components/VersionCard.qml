import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// One of the versions that stand side by side: what it says, who wrote it, when and why. The whole
// card is the choice.
T.AbstractButton {
    id: card

    required property string letter
    required property string from
    required property string value
    required property string when
    required property string by
    required property string why
    required property string clockText
    property bool chosen: false

    implicitWidth: Theme.px(340)
    implicitHeight: column.implicitHeight + Theme.space16 + mark.implicitHeight
        + 2 * Theme.space24
    Accessible.role: Accessible.RadioButton
    Accessible.name: Words.spoken([letter, from, value, by, when, clockText, why])
    Accessible.checkable: true
    Accessible.checked: chosen

    background: Rectangle {
        radius: Theme.radius8
        color: card.down ? Theme.pressed : card.chosen ? Theme.selected : Theme.surface
        border {
            width: card.chosen ? Theme.ring : Theme.hairline
            color: card.chosen ? Theme.brand : Theme.border
        }

        FocusRing { around: card; visible: card.visualFocus }
    }

    contentItem: Item {
        Column {
            id: column
            anchors { left: parent.left; right: parent.right; top: parent.top }
            anchors.margins: Theme.space24
            spacing: Theme.space12

            AppText {
                width: parent.width
                text: card.letter + "   " + card.from
                font: Theme.smallStrong
                color: Theme.ink2
            }
            Paragraph {
                width: parent.width
                text: card.value
                font: text.length > Theme.shortText ? Theme.body : Theme.h2
            }
            AppText {
                width: parent.width
                text: Words.lines([card.by, card.when])
                lineHeight: Theme.leading
                font: Theme.small
            }
            AppText {
                width: parent.width
                visible: text !== ""
                text: card.clockText
                font: Theme.smallStrong
            }
            AppText {
                width: parent.width
                text: card.why === "" ? qsTr("No reason was given") : qsTr("Why: %1").arg(card.why)
                font: Theme.small
                color: Theme.ink2
            }
        }
        OptionMark {
            id: mark
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            anchors.margins: Theme.space24
            chosen: card.chosen
            text: qsTr("Keep this one")
        }
    }
}
