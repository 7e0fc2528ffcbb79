pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Client
import Lapwing.Ui

// The places of the app on a narrow screen, with search and what is sent.
Sheet {
    id: menu

    required property App app

    function go(route: string) {
        close()
        app.open(route)
    }
    title: qsTr("Go to")

    Grid {
        id: places
        width: parent.width
        columns: width / Theme.scale >= 480 ? 2 : 1
        readonly property real placeWidth: width / columns

        Repeater {
            model: menu.app.rail

            ListRow {
                required property string route
                required property string label
                required property int badge
                required property bool current

                objectName: "rail_" + route
                width: places.placeWidth
                heading: badge > 0 ? qsTr("%1 (%2)").arg(label).arg(badge) : label
                iconPath: Icons.ofRoute(route)
                chosen: current
                onClicked: menu.go(route)
            }
        }
        ListRow {
            objectName: "searchButton"
            width: places.placeWidth
            heading: qsTr("Search")
            iconPath: Icons.search
            onClicked: menu.go("search")
        }
    }
    SyncChip {
        width: Math.min(implicitWidth, menu.innerWidth)
        code: menu.app.syncChipCode
        text: menu.app.syncChip
        onClicked: menu.go("sync")
    }
}
