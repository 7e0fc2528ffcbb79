pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// The parts of a page, side by side, and on further lines where they do not fit.
Flow {
    id: strip

    required property var tabs // of {value, label}
    required property string current
    signal picked(string value)

    Repeater {
        model: strip.tabs

        T.AbstractButton {
            id: tab

            required property var modelData
            readonly property bool current: modelData.value === strip.current

            objectName: "tab_" + modelData.value
            text: modelData.label
            implicitWidth: words.implicitWidth + 2 * Theme.space16
            implicitHeight: Theme.target + Theme.space8
            Accessible.role: Accessible.PageTab
            Accessible.name: text
            Accessible.selected: current
            onClicked: strip.picked(modelData.value)

            background: Item {
                Rectangle {
                    anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
                    height: Theme.space4
                    visible: tab.current
                    color: Theme.brand
                }
                FocusRing { around: tab; visible: tab.visualFocus; gap: -Theme.space4 }
            }
            contentItem: AppText {
                id: words
                text: tab.text
                font: tab.current ? Theme.strong : Theme.body
                color: tab.current ? Theme.brand : Theme.ink2
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
