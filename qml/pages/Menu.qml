pragma ComponentBehavior: Bound
import QtQuick
import Lapwing.Client
import Lapwing.Ui

// The places of the app on a narrow screen, with search and what is sent.
Sheet {
    id: menu

    required property App app

    function go(place: int) {
        close()
        app.navigator.open(place)
    }
    title: qsTr("Go to")

    Grid {
        id: places
        width: parent.width
        columns: width / Theme.scale >= 480 ? 2 : 1
        readonly property real placeWidth: width / columns

        Repeater {
            model: menu.app.navigator.rail

            ListRow {
                required property int page
                required property string name
                required property string label
                required property string iconName
                required property int badge
                required property bool current

                objectName: "rail_" + name
                width: places.placeWidth
                heading: badge > 0 ? qsTr("%1 (%2)").arg(label).arg(badge) : label
                iconPath: Icons.named(iconName)
                chosen: current
                onClicked: menu.go(page)
            }
        }
        ListRow {
            objectName: "searchButton"
            width: places.placeWidth
            heading: qsTr("Search")
            iconPath: Icons.search
            onClicked: menu.go(PageId.Search)
        }
    }
    SyncChip {
        width: Math.min(implicitWidth, menu.innerWidth)
        itemState: menu.app.sync.view.chipState
        text: menu.app.sync.view.chip
        onClicked: menu.go(PageId.Sync)
    }
}
