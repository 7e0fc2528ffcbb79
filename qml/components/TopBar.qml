import QtQuick
import Lapwing.Ui

// What stands over every page: where one is, the way back, search, what is sent, and Hide.
Rectangle {
    id: bar

    required property string title
    required property string subtitle
    required property string chipText
    required property string chipCode
    property bool canGoBack: false
    property bool wide: true
    property bool bare: false // in a visit: nothing but the title and Hide
    signal back
    signal menu
    signal search
    signal syncOpened
    signal hidden

    implicitHeight: Math.max(Theme.hide + Theme.space16, words.implicitHeight + Theme.space16)
    color: Theme.surface

    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.hairline
        color: Theme.divider
    }
    Row {
        id: ways
        x: Theme.space16
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space12
        rightPadding: visibleChildren.length > 0 ? Theme.space12 : 0

        AppButton {
            objectName: "menuButton"
            visible: !bar.wide && !bar.bare && !bar.canGoBack
            iconPath: Icons.menu
            horizontalPadding: Theme.space16
            text: qsTr("Menu")
            onClicked: bar.menu()
        }
        AppButton {
            objectName: "backButton"
            visible: bar.canGoBack && !bar.bare
            iconPath: Icons.back
            horizontalPadding: Theme.space16
            text: qsTr("Back")
            onClicked: bar.back()
        }
    }
    Column {
        id: words
        anchors { left: ways.right; right: tools.left; verticalCenter: parent.verticalCenter }

        Heading {
            width: parent.width
            text: bar.title
            font: bar.wide ? Theme.h2 : Theme.h3
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        AppText {
            width: parent.width
            visible: bar.wide && text !== ""
            text: bar.subtitle
            font: Theme.small
            color: Theme.ink2
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
        }
        StateLine {
            width: parent.width
            visible: !bar.wide && !bar.bare
            code: bar.chipCode
            text: bar.chipText
        }
    }
    Row {
        id: tools
        anchors { right: parent.right; rightMargin: Theme.space8 }
        anchors.verticalCenter: parent.verticalCenter
        leftPadding: Theme.space12
        spacing: Theme.space12

        AppButton {
            objectName: "searchButton"
            anchors.verticalCenter: parent.verticalCenter
            visible: bar.wide && !bar.bare
            kind: "quiet"
            iconPath: Icons.search
            text: qsTr("Search")
            onClicked: bar.search()
        }
        SyncChip {
            anchors.verticalCenter: parent.verticalCenter
            visible: bar.wide && !bar.bare
            width: Math.min(implicitWidth, Theme.px(300))
            code: bar.chipCode
            text: bar.chipText
            onClicked: bar.syncOpened()
        }
        HideButton { onClicked: bar.hidden() }
    }
}
