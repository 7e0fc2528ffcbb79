import QtQuick
import Lapwing.Ui

// What stands over every page: where one is, the way back, search, what is sent, and Hide.
Rectangle {
    id: bar

    required property string title
    required property string subtitle
    required property string marking // how what is shown has to be handled; "" in a visit
    required property string chipText
    required property int chipState
    property bool canGoBack: false
    property bool wide: true
    property bool tight: false // the title on a line of its own
    property bool bare: false // in a visit: nothing but the title and Hide
    property bool searchable: true
    signal back
    signal menu
    signal search
    signal syncOpened
    signal hidden

    implicitHeight: Theme.space16 + (tight ? Theme.hide + Theme.space8 + words.height
        : Math.max(Theme.hide, words.height))
    color: Theme.surface

    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.hairline
        color: Theme.divider
    }
    Row {
        id: ways
        x: Theme.space16
        y: bar.tight ? Theme.space8 : (bar.height - height) / 2
        width: menuWay.visible ? menuWay.width + Theme.space12
            : backWay.visible ? backWay.width + Theme.space12 : 0

        AppButton {
            id: menuWay
            objectName: "menuButton"
            visible: !bar.wide && !bar.bare && !bar.canGoBack
            iconPath: Icons.menu
            horizontalPadding: Theme.space16
            text: qsTr("Menu")
            onClicked: bar.menu()
        }
        AppButton {
            id: backWay
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
        x: bar.tight ? Theme.space16 : ways.x + ways.width
        y: bar.tight ? Theme.hide + Theme.space16 - Theme.space4 : (bar.height - height) / 2
        width: (bar.tight ? bar.width - Theme.space16 : tools.x) - x

        Heading {
            width: parent.width
            text: bar.title
            font: bar.wide ? Theme.h2 : Theme.h3
            maximumLineCount: 3
            elide: Text.ElideRight
        }
        AppText {
            width: parent.width
            visible: bar.wide && text !== ""
            text: Words.dotted([bar.marking, bar.subtitle])
            font: Theme.small
            color: Theme.ink2
        }
        Flow {
            width: parent.width
            visible: !bar.wide && !bar.bare
            spacing: Theme.space8

            StateLine {
                width: Math.min(implicitWidth, parent.width)
                itemState: bar.chipState
                text: Words.dotted([bar.chipText])
            }
            AppText {
                visible: text !== ""
                text: bar.marking
                font: Theme.smallStrong
            }
        }
    }
    TopTools {
        id: tools
        anchors { right: parent.right; rightMargin: Theme.space8 }
        y: bar.tight ? Theme.space8 : (bar.height - height) / 2
        full: bar.wide && !bar.bare
        searchable: bar.searchable
        chipText: bar.chipText
        chipState: bar.chipState
        onSearch: bar.search()
        onSyncOpened: bar.syncOpened()
        onHidden: bar.hidden()
    }
}
