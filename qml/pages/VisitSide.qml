pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Ui

// The topics of a visit and how far each is, who is here, and the quick way out.
Rectangle {
    id: side

    required property var visit
    required property var form

    color: Theme.surface

    Rectangle {
        anchors.right: parent.right
        width: Theme.hairline
        height: parent.height
        color: Theme.divider
    }
    PageScroll {
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: leave.top }
        anchors.rightMargin: Theme.hairline
        margin: 0

        Column {
            width: parent.width
            spacing: 0

            Repeater {
                model: side.form.rows.sections

                ListRow {
                    required property string value
                    required property string label
                    required property string stateText
                    required property bool current

                    objectName: "section_" + value
                    width: side.width
                    heading: label
                    detail: stateText
                    chosen: current
                    leads: false
                    onClicked: side.form.setSection(value)
                }
            }
        }
        Heading {
            width: parent.width
            leftPadding: Theme.space16
            text: qsTr("Officers")
        }
        Repeater {
            model: side.visit.rows.officers

            AppText {
                required property string name
                required property string stateText

                width: side.width
                leftPadding: Theme.space16
                text: Words.dotted([name, stateText])
                font: Theme.small
            }
        }
    }
    AppButton {
        id: leave
        objectName: "leaveQuickly"
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        anchors.margins: Theme.space16
        text: qsTr("Leave quickly")
        Accessible.description: qsTr("Saves, covers the screen and locks")
        onClicked: side.visit.leaveQuickly()
    }
}
