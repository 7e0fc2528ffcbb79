import QtQuick
import QtQuick.Layouts
import Lapwing.Ui

// The bar at the foot that answers what was just done, and takes it back where that can be.
Rectangle {
    id: bar

    required property string text
    property bool isProblem: false
    property string undoText: ""
    signal undone
    signal dismissed

    implicitHeight: row.implicitHeight + 2 * Theme.space8
    implicitWidth: row.implicitWidth + 2 * Theme.space16
    visible: text !== ""
    radius: Theme.radius8
    color: isProblem ? Theme.error : Theme.ink
    onTextChanged: Words.announce(bar, text)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        id: row
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        anchors { leftMargin: Theme.space16; rightMargin: Theme.space8 }
        spacing: Theme.space12

        AppIcon {
            path: bar.isProblem ? Icons.problem : Icons.done
            color: Theme.surface
        }
        AppText {
            Layout.fillWidth: true
            text: bar.text
            color: Theme.surface
            Accessible.ignored: true
        }
        AppButton {
            objectName: "undo"
            visible: bar.undoText !== ""
            text: bar.undoText
            onClicked: bar.undone()
        }
        AppButton {
            objectName: "dismissMessage"
            text: qsTr("Close")
            onClicked: bar.dismissed()
        }
    }
}
