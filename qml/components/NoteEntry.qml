import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// Several lines of text; it grows with what is written.
FieldFrame {
    id: entry

    property string value: ""
    property string name: ""
    property int lines: 4
    readonly property alias input: input
    signal edited(string text)

    target: input

    T.TextArea {
        id: input

        objectName: entry.name
        width: Math.min(parent.width, Theme.column)
        implicitHeight: Math.max(Theme.px(22) * entry.lines + 2 * Theme.space16,
                                 contentHeight + topPadding + bottomPadding)
        padding: Theme.space16
        font: Theme.body
        color: Theme.ink
        selectionColor: Theme.brand
        selectedTextColor: Theme.brandInk
        selectByMouse: true
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        Keys.priority: Keys.BeforeItem
        Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        Accessible.role: Accessible.EditableText
        Accessible.name: entry.label
        Accessible.description: Words.sentences([entry.problem, entry.hint])
        onTextChanged: if (activeFocus && text !== entry.value) entry.edited(text)

        background: Rectangle {
            radius: Theme.radius4
            color: Theme.surface
            border {
                width: entry.problem !== "" ? Theme.ringInk : Theme.hairline
                color: entry.problem !== "" ? Theme.error : Theme.border
            }

            FocusRing { around: input; gap: Theme.ring }
        }
    }

    Binding {
        target: input
        property: "text"
        value: entry.value
        when: !input.activeFocus
        restoreMode: Binding.RestoreNone
    }
}
