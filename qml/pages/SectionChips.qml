pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The topics of a form as a row of places to go.
Rectangle {
    id: chips

    required property var form
    property bool shown: true

    implicitHeight: flow.implicitHeight + Theme.space24
    height: visible ? implicitHeight : 0
    visible: shown && form.view.hasSections
    color: Theme.surface

    Flow {
        id: flow
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        anchors { leftMargin: Theme.space24; rightMargin: Theme.space24 }
        spacing: Theme.space8

        Repeater {
            model: chips.form.rows.sections

            FilterChip {
                required property string value
                required property string label
                required property string stateText
                required property bool done
                required property bool current

                objectName: "section_" + value
                text: label
                Accessible.role: Accessible.PageTab
                Accessible.name: Words.spoken([label, stateText])
                Accessible.checkable: false
                Accessible.selected: current
                chosen: current
                ticked: done
                onClicked: chips.form.setSection(value)
            }
        }
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.hairline
        color: Theme.divider
    }
}
