import QtQuick
import QtQuick.Templates as T
import Lapwing.Ui

// A list that keeps its place, and says in words when there is nothing in it.
ListView {
    id: list

    // The model's own count: that of a ListView is not told of rows that went before it was drawn.
    readonly property int rows: model?.count ?? 0
    property string emptyText: ""
    property string emptyIcon: Icons.done

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    keyNavigationEnabled: true
    section.delegate: SectionTitle { width: ListView.view.width }
    T.ScrollBar.vertical: AppScrollBar {}
    Accessible.role: Accessible.List

    EmptyState {
        parent: list
        anchors.fill: list
        visible: list.rows === 0 && list.emptyText !== ""
        text: list.emptyText
        iconPath: list.emptyIcon
    }
}
