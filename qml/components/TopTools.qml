import QtQuick
import Lapwing.Ui

// The far end of the top bar: search, what is sent, and Hide in its corner.
Row {
    id: tools

    required property string chipText
    required property int chipState
    property bool full: true // else Hide alone
    property bool searchable: true
    signal search
    signal syncOpened
    signal hidden

    leftPadding: Theme.space12
    spacing: Theme.space12

    AppButton {
        objectName: "searchButton"
        anchors.verticalCenter: parent.verticalCenter
        visible: tools.full && tools.searchable
        kind: "quiet"
        iconPath: Icons.search
        text: qsTr("Search")
        onClicked: tools.search()
    }
    SyncChip {
        anchors.verticalCenter: parent.verticalCenter
        visible: tools.full
        width: Math.min(implicitWidth, Theme.px(300))
        itemState: tools.chipState
        text: tools.chipText
        onClicked: tools.syncOpened()
    }
    HideButton { onClicked: tools.hidden() }
}
