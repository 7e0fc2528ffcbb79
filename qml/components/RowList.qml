import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// A list that keeps its place, and says in words when there is nothing in it.
ListView {
    id: list

    property string emptyText: ""
    property string emptyIcon: Icons.done

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    keyNavigationEnabled: true
    section.delegate: SectionTitle { width: ListView.view.width }
    T.ScrollBar.vertical: AppScrollBar {}
    Accessible.role: Accessible.List

    EmptyState {
        anchors.fill: parent
        visible: list.count === 0 && list.emptyText !== ""
        text: list.emptyText
        iconPath: list.emptyIcon
    }
}
