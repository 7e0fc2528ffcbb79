import QtQuick
import Lapwing.Ui

// A group that belongs together, with a heading when it has one.
Rectangle {
    id: card

    property string title: ""
    property string tone: "plain" // plain, alert, conflict
    property int padding: Theme.space16
    property bool marked: false // what somebody was led to
    readonly property real innerWidth: width - 2 * padding
    default property alias content: column.data
    readonly property color paint: tone === "alert" ? Theme.error : Theme.conflict

    implicitWidth: Theme.column
    implicitHeight: column.implicitHeight + 2 * padding
    radius: Theme.radius8
    color: tone === "alert" ? Theme.alertTint
        : tone === "conflict" ? Theme.conflictTint : Theme.surface
    border {
        width: card.marked ? Theme.ring : Theme.hairline
        color: card.marked ? Theme.brand : tone === "plain" ? Theme.divider : paint
    }

    Column {
        id: column
        anchors { left: parent.left; right: parent.right; top: parent.top }
        anchors.margins: card.padding
        spacing: Theme.space12

        Heading {
            width: parent.width
            visible: card.title !== ""
            text: card.title
        }
    }
}
