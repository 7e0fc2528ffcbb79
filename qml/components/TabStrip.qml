pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// The parts of a page, side by side; where they do not fit they are dragged along.
Flickable {
    id: strip

    required property var tabs // of {value, label}
    required property string current
    signal picked(string value)

    implicitHeight: Theme.target + Theme.space8
    contentWidth: row.implicitWidth
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.horizontal: AppScrollBar {}

    Row {
        id: row

        Repeater {
            model: strip.tabs

            T.AbstractButton {
                id: tab

                required property var modelData
                readonly property bool current: modelData.value === strip.current

                objectName: "tab_" + modelData.value
                text: modelData.label
                implicitWidth: words.implicitWidth + 2 * Theme.space16
                implicitHeight: strip.implicitHeight
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
}
