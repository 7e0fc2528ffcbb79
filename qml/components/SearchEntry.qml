import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// Looks things up while it is typed in.
T.TextField {
    id: input

    property string label: qsTr("Search this tablet")

    implicitHeight: Theme.control
    implicitWidth: Theme.px(320)
    leftPadding: Theme.icon + 2 * Theme.space16
    rightPadding: Theme.space16
    verticalAlignment: TextInput.AlignVCenter
    font: Theme.body
    color: Theme.ink
    selectionColor: Theme.brand
    selectedTextColor: Theme.brandInk
    selectByMouse: true
    inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
    Accessible.role: Accessible.EditableText
    Accessible.name: label

    background: Rectangle {
        radius: Theme.radius8
        color: Theme.surface
        border { width: Theme.hairline; color: Theme.border }

        AppIcon {
            anchors { left: parent.left; leftMargin: Theme.space16 }
            anchors.verticalCenter: parent.verticalCenter
            path: Icons.search
            color: Theme.ink2
        }
        AppText {
            anchors.fill: parent
            anchors.leftMargin: input.leftPadding
            visible: input.text === ""
            text: input.label
            color: Theme.ink2
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        FocusRing { around: input; gap: Theme.ring }
    }
}
